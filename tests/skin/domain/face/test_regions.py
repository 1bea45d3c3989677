"""Which pixels of a face count as its bare skin."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import ImageDraw

from skin.domain.face.portrait import Box, Portrait
from skin.domain.face.regions import find_regions
from tests.support.painted_skin import close_up, face, levels, mirrored, painted, sitter

EYES_APART = 96  # pixels of each view here
ALL = {"forehead", "left_cheek", "right_cheek"}
NOT_SKIN = {
    "eyes": (159, 145, 33, 133, 386, 374, 263, 362),
    "brows": (105, 52, 65, 334, 282, 295),
    "lips and mouth": (0, 13, 17, 61, 291),
    "nose": (1, 4, 5, 98, 327),
}


def view(portrait: Portrait, eye_distance: float = EYES_APART):
    found = find_regions(portrait=portrait).view(eye_distance=eye_distance)
    assert found is not None
    return found


def all_masks(seen):
    return np.any([*seen.masks.values()], axis=0)


def middle(seen, name) -> tuple[float, float]:
    rows, columns = np.nonzero(seen.masks[name])
    return columns.mean(), rows.mean()


def point(number) -> tuple[int, int]:
    """Return the column and the row of a point of the mesh in a view."""
    shrink = EYES_APART / face().eye_distance
    left, top = int(face().box.left), int(face().box.top)
    x, y, _ = face().points[number]
    return int((x - left) * shrink), int((y - top) * shrink)


def test_the_regions_lie_where_their_names_say():
    seen = view(sitter())
    assert seen.masks.keys() == ALL
    nose_x, nose_y = point(4)
    for side, sign in (("left", -1), ("right", 1)):
        cheek_x, cheek_y = middle(seen, f"{side}_cheek")
        assert sign * (cheek_x - nose_x) > 20
        assert point(145)[1] < cheek_y < nose_y + 15
    assert middle(seen, "forehead")[1] < point(105)[1]


@pytest.mark.parametrize("part", NOT_SKIN)
def test_what_is_no_skin_lies_outside(part):
    seen = view(sitter())
    for number in NOT_SKIN[part]:
        column, row = point(number)
        assert not all_masks(seen)[row - 1 : row + 2, column - 1 : column + 2].any(), number


def test_the_scale_is_that_of_the_face():
    small, large = view(sitter(times=4)), view(sitter(times=8))
    assert small.millimetre == large.millimetre == pytest.approx(EYES_APART / 63)
    for name in ALL:
        assert small.masks[name].sum() == pytest.approx(large.masks[name].sum(), rel=0.1)


def test_a_face_with_fewer_pixels_is_not_enlarged():
    assert find_regions(portrait=sitter()).view(eye_distance=face().eye_distance + 1) is None


def test_hair_over_the_forehead_is_left_out():
    hairy = painted(levels())
    draw = ImageDraw.Draw(hairy)
    for column in range(0, hairy.width, 40):
        draw.line((column, 0, column + 20, 150), fill=(40, 25, 20), width=8)
    plain, seen = view(sitter()), view(sitter(hairy))
    assert 0.4 < seen.masks["forehead"].sum() / plain.masks["forehead"].sum() < 0.9
    assert (
        seen.light[seen.masks["forehead"]].min() > 0.5 * plain.light[plain.masks["forehead"]].min()
    )


def test_a_fringe_is_no_skin():
    assert view(sitter(close_up())).masks.keys() == ALL - {"forehead"}


def test_a_forehead_under_a_cap_is_no_region():
    draw = ImageDraw.Draw(capped := painted(levels()))
    draw.rectangle((0, 0, capped.width, 190), fill=(60, 45, 35))
    assert view(sitter(capped)).masks.keys() == ALL - {"forehead"}


def test_a_covered_forehead_is_no_region():
    draw = ImageDraw.Draw(hairy := painted(levels()))
    for column in range(0, hairy.width, 16):
        draw.line((column, 0, column, 190), fill=(40, 25, 20), width=8)
    assert view(sitter(hairy)).masks.keys() == ALL - {"forehead"}


def test_glare_is_left_out():
    draw = ImageDraw.Draw(shiny := painted(levels()))
    x, y = (int(part) for part in face().points[50, :2])
    draw.ellipse((x - 12, y - 12, x + 12, y + 12), fill=(255, 255, 255))
    plain, seen = view(sitter()), view(sitter(shiny))
    column, row = point(50)
    assert plain.masks["left_cheek"][row, column]
    assert not seen.masks["left_cheek"][row, column]


@pytest.mark.parametrize("share", [0.15, 0.5])
def test_darker_skin_has_the_same_regions(share):
    """Of the light; in levels, that is about its 2.2nd root."""
    seen = view(sitter(painted(levels() * share ** (1 / 2.2))))
    for name, mask in view(sitter()).masks.items():
        assert (seen.masks[name] == mask).mean() > 0.99


def test_a_white_balance_changes_no_region():
    seen = view(sitter(painted(levels() * (1.12, 1, 0.88))))
    for name, mask in view(sitter()).masks.items():
        assert (seen.masks[name] == mask).mean() > 0.999


def test_the_mirror_image_has_the_mirrored_regions():
    seen, plain = view(mirrored(sitter())), view(sitter())
    for name, other in (
        ("forehead", "forehead"),
        ("left_cheek", "right_cheek"),
        ("right_cheek", "left_cheek"),
    ):
        assert seen.masks[name].sum() == pytest.approx(plain.masks[other].sum(), rel=0.05)


def test_a_cheek_that_is_turned_away_is_no_region():
    yaw = np.radians(35)
    points = face().points - face().points[4]
    turn = np.array(((np.cos(yaw), 0, -np.sin(yaw)), (0, 1, 0), (np.sin(yaw), 0, np.cos(yaw))))
    turned = replace(face(), points=(points @ turn.T).astype(np.float32) + face().points[4])
    seen = view(Portrait(image=painted(levels()), face=turned))
    assert len(seen.masks.keys() & {"left_cheek", "right_cheek"}) == 1


@pytest.mark.parametrize("level", [0, 255])
def test_black_and_white_pictures_have_no_bare_skin(level):
    assert not view(sitter(painted(np.full_like(levels(), level)))).masks


def test_a_face_over_the_edge_of_the_photo_is_viewed():
    shift = np.array((-0.45 * close_up().width, -0.3 * close_up().height, 0), np.float32)
    points = face().points + shift
    cut = replace(face(), points=points, box=Box.around(points))
    seen = view(Portrait(image=painted(levels()), face=cut))
    assert "right_cheek" in seen.masks
