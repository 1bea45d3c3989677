"""Dark circles: the skin below the eyes against the cheek under it, on faces of every tone."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import spearmanr

from skin.domain.face.outlines import filled
from skin.domain.face.portrait import Portrait
from skin.domain.face.regions import find_regions
from skin.domain.measures.dark_circles import CONFIDENCE, SIDES, measure_dark_circles
from skin.domain.measures.reading import Reading
from tests.support.painted_skin import face, levels, mirrored, painted, sitter
from tests.support.portrait import relit

MELANIN = {"fair": (1.0, 1.0, 1.0), "medium": (0.6, 0.42, 0.3), "dark": (0.3, 0.16, 0.1)}
"""The light that skin of a tone gives back, by that of the fairest: red, green, blue."""


def read(portrait: Portrait) -> Reading:
    return measure_dark_circles(portrait=portrait, regions=find_regions(portrait=portrait))


def lit(portrait: Portrait, light) -> Portrait:
    """Scale the linear light of the portrait; `light` fits (height, width, 3)."""
    return replace(portrait, image=relit(portrait.image, light))


def below_eye(side: int) -> np.ndarray:
    """Return where the hollow below an eye lies, in the painted skin."""
    rim, _, bone, _ = (face().points[list(row)] for row in SIDES[side])
    return filled(np.concatenate((rim, bone[::-1])), levels().shape[:2])


def circled(depth: float, *, sides=(0, 1), tone="fair") -> Portrait:
    """Paint skin of a tone that is darker below the eyes, by a share of its light."""
    light = np.ones(levels().shape) * MELANIN[tone]
    for side in sides:
        light[below_eye(side)] *= 1 - depth
    return lit(sitter(), light)


@pytest.mark.parametrize("tone", MELANIN)
def test_darker_circles_lower_the_score_on_every_skin(tone):
    depths = np.linspace(0, 0.4, 5)
    scores = [read(circled(depth, tone=tone)).score for depth in depths]
    assert spearmanr(depths, scores).statistic <= -0.99
    assert scores[0] - scores[-1] >= 20


@pytest.mark.parametrize("depth", [0, 0.2, 0.4])
def test_the_same_circles_score_alike_on_every_skin(depth):
    scores = [read(circled(depth, tone=tone)).score for tone in MELANIN]
    assert max(scores) - min(scores) <= 2


@pytest.mark.parametrize("light", [0.81, 1.23, (1.1, 1, 0.9), (0.9, 1, 1.1)])
def test_exposure_and_white_balance_change_little(light):
    expected = read(circled(0.2)).score
    assert abs(read(lit(circled(0.2), light)).score - expected) <= 1


def test_the_mirror_changes_nothing():
    portrait = circled(0.2)
    assert abs(read(mirrored(portrait)).score - read(portrait).score) <= 2


@pytest.mark.parametrize("head", [{"turned": 20.0}, {"turned": -20.0}, {"nodded": 28.0}])
def test_a_head_that_is_turned_has_none(head):
    portrait = replace(circled(0.2), face=replace(face(), **head))
    assert read(portrait).missing == "turned_away"


def test_the_frame_of_glasses_on_the_cheek_has_none():
    framed = levels()
    cheek = face().points[list(SIDES[0][3])]
    middle = int(cheek[:, 1].mean())
    framed[middle - 6 : middle + 6] = 20
    assert read(sitter(painted(framed))).missing == "covered"


def test_overexposed_skin_has_none():
    assert read(lit(sitter(), 8)).missing == "too_bright"


def test_a_shadow_below_one_eye_has_none():
    assert read(circled(0.7, sides=(1,))).missing == "uneven_light"
    assert read(circled(0.95)).missing == "uneven_light"


def test_a_cheek_in_deep_shadow_has_none():
    light = np.ones(levels().shape)
    light[:, levels().shape[1] // 2 :] = 0.15
    assert read(lit(sitter(), light)).missing == "uneven_light"


def test_the_confidence_stays_low():
    """A light from above shades the hollow below the eye as a circle does."""
    assert read(circled(0.2)).confidence == CONFIDENCE <= 0.25
