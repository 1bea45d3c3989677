"""Which photos pass to an analysis, and why the others do not."""

from dataclasses import replace

import pytest
from PIL import Image, ImageOps

from skin.domain.face import gate
from skin.domain.face.gate import MOST_NODDED, MOST_TILTED, MOST_TURNED, find_face
from skin.domain.face.pose import Pose
from skin.domain.measurement import PoorPhoto
from tests.support.portrait import head, portrait, side_by_side


def refusal(picture) -> tuple[str, ...]:
    with pytest.raises(PoorPhoto) as raised:
        find_face(image=picture)
    return raised.value.reasons


def test_a_portrait_passes():
    face = find_face(image=portrait())
    assert face.points.shape == (468, 3)
    assert face.eye_distance == pytest.approx(43, abs=2)
    assert abs(face.turned) < 5
    assert abs(face.nodded) < 15
    assert face.tilted == pytest.approx(3, abs=2)
    assert face.second == 0
    assert 175 < face.box.left < face.box.right < 280


@pytest.mark.parametrize("side", [400, 1024, 2048])
def test_the_points_lie_alike_on_each_size(side):
    points = find_face(image=portrait()).points * side / 512
    scaled = find_face(image=portrait().resize((side, side))).points
    assert abs(points - scaled)[:, :2].max() < 0.008 * side


def test_the_points_lie_alike_in_the_mirror():
    width = portrait().width
    face, mirrored = find_face(image=portrait()), find_face(image=ImageOps.mirror(portrait()))
    assert mirrored.box.left == pytest.approx(width - face.box.right, abs=4)
    assert mirrored.tilted == pytest.approx(-face.tilted, abs=2)


@pytest.mark.parametrize("degrees", [-20, -5, 5, 20])
def test_a_leaning_head_is_found(degrees):
    face = find_face(image=portrait().rotate(degrees, fillcolor=(120, 120, 120)))
    assert face.tilted == pytest.approx(3.3 - degrees, abs=2)
    assert face.eye_distance == pytest.approx(43, abs=2)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_photo_that_lies_on_its_side_or_head_is_refused(degrees):
    assert refusal(portrait().rotate(degrees)) in [("turned_away",), ("no_face",)]


@pytest.mark.parametrize(
    ("held", "most"),
    [("turned", MOST_TURNED), ("nodded", MOST_NODDED), ("tilted", MOST_TILTED)],
)
@pytest.mark.parametrize("side", [-1, 1])
def test_a_head_that_is_turned_away_is_refused(monkeypatch, held, most, side):
    def hold(degrees):
        pose = replace(Pose(turned=0, nodded=0, tilted=0), **{held: side * degrees})
        monkeypatch.setattr(gate, "find_pose", lambda _: pose)

    hold(most + 1)
    assert refusal(portrait()) == ("turned_away",)
    hold(most - 1)
    assert getattr(find_face(image=portrait()), held) == side * (most - 1)


def test_a_head_that_leans_far_is_refused():
    assert refusal(portrait().rotate(55, fillcolor=(120, 120, 120))) == ("turned_away",)


def test_two_faces_of_like_size_are_refused():
    assert refusal(side_by_side(head(), head())) == ("several_faces",)


def test_a_much_smaller_second_face_is_told():
    small = head().resize((100, 100))
    face = find_face(image=side_by_side(head(), small))
    assert face.second == pytest.approx(100 / 210, abs=0.05)


def test_a_face_with_too_few_pixels_is_refused():
    assert refusal(portrait().resize((256, 256))) == ("face_too_small",)


@pytest.mark.parametrize(
    "box",
    [(200, 60, 330, 230), (120, 60, 255, 230), (120, 95, 330, 230), (120, 20, 330, 160)],
    ids=["left", "right", "above", "below"],
)
def test_a_face_that_leaves_the_photo_is_refused(box):
    assert "cut_off" in refusal(portrait().crop(box))


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("RGB", (1, 1)),
        Image.new("RGB", (1, 2048)),
        Image.new("RGB", (2048, 1), "white"),
        Image.new("RGB", (512, 512), (188, 156, 136)),
        Image.effect_noise((512, 512), 80).convert("RGB"),
    ],
    ids=["tiny", "narrow", "flat", "one colour", "noise"],
)
def test_a_picture_without_a_face_is_refused(picture):
    assert refusal(picture) == ("no_face",)


def test_small_faces_of_a_group_are_found():
    """Three faces of a seventeenth of the photo's width each: the first look finds none."""
    group = Image.new("RGB", (2000, 1400), (120, 130, 140))
    for place in range(3):
        group.paste(head().resize((260, 260)), (300 + 500 * place, 500))
    assert "several_faces" in refusal(group)


def test_a_close_photo_may_cut_the_top_of_the_forehead():
    assert find_face(image=portrait().crop((140, 78, 310, 230))).points[10, 1] < 0


def test_the_same_photo_gives_the_same_points():
    first, second = find_face(image=portrait()), find_face(image=portrait())
    assert (first.points == second.points).all()


def test_a_face_on_its_head_is_never_taken_for_an_upright_one():
    """The detector finds this one upright, with the eyes in the place of the mouth."""
    picture = head().resize((400, 400)).transpose(Image.Transpose.ROTATE_180)
    assert refusal(picture) in [("turned_away",), ("no_face",)]
