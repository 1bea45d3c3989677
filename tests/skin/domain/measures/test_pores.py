"""Pores are dark dots of a third of a millimetre, and are told on large photos alone."""

from functools import cache

import pytest

from skin.domain.face.regions import find_regions
from skin.domain.measures.pores import pores
from tests.support.painted_skin import (
    DARK,
    dotted,
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

TIMES = 5  # 215 pixels between the eyes
SKIN = dotted(levels(TIMES), 20, times=TIMES)


def reading(picture, times=TIMES):
    return pores(regions=find_regions(portrait=sitter(picture, times=times)))


def score(pixels) -> int:
    found = reading(painted(pixels))
    assert found.score is not None, found.missing
    return found.score


@cache
def usual() -> int:
    """Return the score of SKIN."""
    return score(SKIN)


def test_more_and_deeper_dots_score_lower():
    more = [score(dotted(levels(TIMES), count, times=TIMES)) for count in (0, 15, 40)]
    assert more == sorted(more, reverse=True)
    assert more[0] - more[-1] > 40
    deeper = [score(dotted(levels(TIMES), 20, depth=depth, times=TIMES)) for depth in (0.1, 0.5)]
    assert deeper[0] > deeper[1] + 15


def test_a_face_with_fewer_pixels_has_no_score():
    assert reading(painted(dotted(levels(4), 20)), times=4).missing == "too_coarse"


def test_glints_are_no_pores():
    plain = levels(TIMES)
    assert abs(score(shiny(plain, times=TIMES)) - score(plain)) <= 5


def test_coarse_patches_are_no_pores():
    coarse = rough(levels(TIMES), 0.04, size=5, times=TIMES)
    assert reading(filed(painted(coarse))).score > usual() + 15


def test_complexion_hardly_counts():
    dark = dotted(levels(TIMES, colour=DARK), 20, times=TIMES)
    assert abs(score(dark) - usual()) <= 4


@pytest.mark.parametrize("gains", [(1.1, 1, 0.88), (0.73, 0.73, 0.73), (1.2, 1.2, 1.2)])
def test_white_balance_and_exposure_hardly_count(gains):
    assert abs(score(SKIN * gains) - usual()) <= 3


def test_an_overexposed_face_has_no_score():
    assert reading(painted(SKIN * 1.5)).missing == "too_bright"


def test_noise_is_taken_off_until_it_hides_the_dots():
    noise, plain = (reading(filed(painted(skin))) for skin in (noisy(SKIN, 3), SKIN))
    assert abs(noise.score - plain.score) <= 4
    assert reading(filed(painted(noisy(SKIN, 12)))).missing == "too_coarse"


def test_a_blur_of_a_pixel_or_two_has_no_score():
    assert reading(softened(painted(SKIN), 2)).missing == "blurred"


def test_the_mirror_image_scores_alike():
    mirror = pores(regions=find_regions(portrait=mirrored(sitter(painted(SKIN), times=TIMES))))
    assert abs(mirror.score - usual()) <= 1
