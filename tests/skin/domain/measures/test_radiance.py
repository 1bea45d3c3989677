"""Radiance is how even the tone of skin is, whatever light falls on it."""

import numpy as np
import pytest

from glowcycle.insights.domain.outcomes import MOST_DOUBTFUL
from skin.domain.face.regions import find_regions
from skin.domain.measures.radiance import radiance
from tests.support.painted_skin import (
    DARK,
    blotched,
    levels,
    mirrored,
    noisy,
    painted,
    rough,
    sitter,
    softened,
)

SKIN = blotched(levels(), 0.1)


def reading(picture, times=4):
    return radiance(regions=find_regions(portrait=sitter(picture, times=times)))


def score(pixels) -> int:
    found = reading(painted(pixels))
    assert found.score is not None, found.missing
    return found.score


def test_more_uneven_tone_scores_lower():
    scores = [score(blotched(levels(), depth)) for depth in (0, 0.05, 0.1, 0.2)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] - scores[-1] > 40


def test_bumps_without_colour_hardly_count():
    assert score(rough(levels(), 0.05)) > 80


@pytest.mark.parametrize("step", [-0.7, -0.3])
def test_less_light_changes_nothing(step):
    assert abs(score(SKIN * 2 ** (step / 2.2)) - score(SKIN)) <= 2


def test_light_from_one_side_changes_nothing():
    slope = np.linspace(1.1, 0.7, SKIN.shape[1])[None, :, None]
    assert abs(score(SKIN * slope) - score(SKIN)) <= 3


@pytest.mark.parametrize("gains", [(1.1, 1, 0.88), (0.88, 1, 1.12)])
def test_white_balance_changes_nothing(gains):
    assert abs(score(SKIN * gains) - score(SKIN)) <= 2


def test_overexposed_red_has_no_score():
    assert reading(painted(SKIN * 2 ** (0.7 / 2.2))).missing == "too_bright"


def test_complexion_hardly_counts():
    dark = blotched(levels(colour=DARK), 0.1)
    assert abs(score(dark) - score(SKIN)) <= 6


def test_noise_is_taken_off_until_there_is_too_much():
    assert abs(score(noisy(SKIN, 5)) - score(SKIN)) <= 3
    assert reading(painted(noisy(levels(), 40))).score is None


def test_a_blurred_photo_has_no_score():
    assert reading(softened(painted(SKIN), 3)).missing == "blurred"


def test_a_small_face_has_no_score():
    assert reading(painted(levels(1)), times=1).missing == "too_coarse"


def test_the_confidence_is_too_low_for_a_trend():
    assert reading(painted(SKIN)).confidence <= MOST_DOUBTFUL


def test_the_mirror_image_scores_alike():
    mirror = radiance(regions=find_regions(portrait=mirrored(sitter(painted(SKIN)))))
    assert abs(mirror.score - score(SKIN)) <= 1
