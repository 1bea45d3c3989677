"""Texture follows bumps of the skin, and neither complexion, nor light, nor the camera."""

import pytest
from PIL import ImageDraw, ImageOps

from skin.domain.face.regions import find_regions
from skin.domain.measures.texture import texture
from tests.support.painted_skin import (
    DARK,
    face,
    filed,
    levels,
    mirrored,
    noisy,
    painted,
    rough,
    shiny,
    sitter,
    softened,
)

SKIN = rough(levels(), 0.04)


def reading(picture, times=4):
    return texture(regions=find_regions(portrait=sitter(picture, times=times)))


def score(pixels, times=4) -> int:
    found = reading(painted(pixels), times)
    assert found.score is not None, found.missing
    return found.score


def test_rougher_skin_scores_lower():
    scores = [score(rough(levels(), depth)) for depth in (0, 0.01, 0.02, 0.04, 0.08)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 85
    assert scores[-1] < 50


def test_patches_of_another_size_hardly_count():
    plain = score(rough(levels(), 0.02, size=2))
    assert score(rough(levels(), 0.02, size=8)) > plain + 8


@pytest.mark.parametrize("depth", [0.02, 0.04, 0.08])
def test_complexion_hardly_counts(depth):
    dark = levels(colour=DARK)
    assert abs(score(rough(dark, depth)) - score(rough(levels(), depth))) <= 4


@pytest.mark.parametrize(
    "gains", [(1.1, 1, 0.88), (0.88, 1, 1.12), (0.73, 0.73, 0.73), (1.2, 1.2, 1.2)]
)
def test_white_balance_and_exposure_hardly_count(gains):
    assert abs(score(SKIN * gains) - score(SKIN)) <= 2


def test_an_overexposed_face_has_no_score():
    assert reading(painted(SKIN * 1.5)).missing == "too_bright"


def test_a_bright_forehead_alone_is_not_overexposed():
    lit = SKIN.copy()
    lit[: lit.shape[0] // 6] *= 1.5
    assert reading(painted(lit)).score is not None


@pytest.mark.parametrize("deviation", [2, 5])
def test_noise_is_taken_off(deviation):
    noise, plain = (reading(filed(painted(skin))) for skin in (noisy(SKIN, deviation), SKIN))
    assert abs(noise.score - plain.score) <= 4


def test_noise_lowers_the_confidence_until_skin_is_not_told_from_it():
    confidences = [reading(painted(noisy(SKIN, deviation))).confidence for deviation in (0, 1, 2)]
    assert confidences == sorted(confidences, reverse=True)
    assert reading(painted(noisy(SKIN, 30))).missing == "too_coarse"


def test_glints_are_no_texture():
    assert abs(score(shiny(SKIN)) - score(SKIN)) <= 3


def test_the_number_of_pixels_hardly_counts():
    assert abs(score(rough(levels(8), 0.04, times=8), times=8) - score(SKIN)) <= 4


def test_the_mirror_image_scores_alike():
    mirror = texture(regions=find_regions(portrait=mirrored(sitter(painted(SKIN)))))
    assert abs(mirror.score - score(SKIN)) <= 1
    assert ImageOps.mirror(painted(SKIN)) == mirrored(sitter(painted(SKIN))).image


def test_a_blurred_photo_has_no_score_however_rough_the_skin_is():
    for pixels in (levels(), SKIN):
        assert reading(softened(painted(pixels), 3)).missing == "blurred"


def test_a_small_face_has_no_score():
    assert reading(painted(levels(1)), times=1).missing == "too_coarse"


def test_a_cheek_in_shadow_does_not_count():
    dim = levels()
    dim[:, dim.shape[1] // 2 :] *= 0.5
    dim[:, dim.shape[1] // 2 :] = rough(dim, 0.15)[:, dim.shape[1] // 2 :]
    assert score(dim) > 80


def test_covered_skin_has_no_score():
    draw = ImageDraw.Draw(hairy := painted(levels()))
    for column in range(0, hairy.width, 12):
        draw.line((column, 0, column, hairy.height), fill=(40, 25, 20), width=6)
    assert reading(hairy).missing == "covered"


def test_the_same_photo_gives_the_same_reading():
    assert reading(painted(SKIN)) == reading(painted(SKIN))
    assert reading(painted(SKIN)).confidence <= 0.5
    assert face().eye_distance > 150
