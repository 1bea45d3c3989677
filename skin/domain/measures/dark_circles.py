"""Measure how much darker the skin below the eyes is than the cheek next to it.

The depth is the natural logarithm of the light below an eye by the light on the cheek under it, in
green: pigment and blood darken green most, it is the least noisy channel, and neither the exposure
nor the white balance changes the ratio. It is as deep on every complexion. The rim of the lid, the
lashes and their shadow stay outside of the strip.

A light from above shades the hollow below the eye just as a circle does, and one photo cannot tell
them apart. So the confidence stays low, and a sentence says so with each score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skin.domain.face.light import CLIPPED, LINEAR
from skin.domain.face.outlines import Corner, filled, mirrored
from skin.domain.face.portrait import Face, Portrait
from skin.domain.face.regions import EYES_APART, Regions, SkinView
from skin.domain.measurement import MissingReason
from skin.domain.measures.reading import Reading, no_score, scored

SCALE: Final = 96  # pixels between the eyes, at most: more tell nothing more
HALF_DEPTH: Final = 0.45  # the ratio is then 0.64, between no circles and deep ones
STEEPNESS: Final = 2.0  # with more, shifts of the outline by a pixel would move the score by 5
CONFIDENCE: Final = 0.2

MOST_TURNED, MOST_NODDED = 15, 18  # degrees: beyond, one side is foreshortened or shaded
MOST_APART: Final = 0.7  # of the depths of her two sides
MOST_UNEVEN: Final = 1.5  # of the logarithms of light on her two cheeks
DEEPEST: Final = 1.5  # circles are never deeper: it is a hard shadow
LEAST_TOLD: Final = 0.5  # of a part's pixels
FRAME: Final = 0.8
"""Steepest slope of the logarithm of light on a bare cheek, by a 48th of the distance between the
eyes: 0.05 to 0.6 on 70 faces; 1.0 to 5.5 with the frame of glasses or hair on it."""
STEEPEST: Final = 95  # percentile

LEFT: Final = (
    (110, 24, 23, 22, 26),
    (228, 229, 230, 231, 232),
    (117, 118, 119, 120, 121),
    (117, 118, 119, 120, 100, 142, 36, 205, 50),
)
SIDES: Final = (LEFT, mirrored(LEFT))
"""For each side three rows of points below the eye, the upper one on the rim of the lid, and the
outline of the cheek under them. The strip lies between the first row and the third."""
BELOW_RIM: Final = 0.5  # of the way from the first row to the second: the strip begins there
ABOVE_CHEEK: Final = 0.1  # of the way from the third row to the second: it ends there

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One side of her face: natural logarithms of light, and whether they can be told."""

    depth: float
    cheek: float
    told: float  # the share of pixels that are not overexposed, of the part with fewer
    slope: float


def measure_dark_circles(*, portrait: Portrait, regions: Regions) -> Reading:
    """Return the reading of a frontal face in even light, or why there is none."""
    if not is_frontal(portrait.face):
        return no_score("turned_away")
    view = regions.view(eye_distance=min(SCALE, regions.eye_distance))
    if view is None:
        return no_score("too_coarse")
    looks = [_look(view, rows) for rows in SIDES]
    if reason := _why_none(*looks):
        return no_score(reason)
    depth = sum(look.depth for look in looks) / 2
    return scored(
        better=exp(STEEPNESS * (HALF_DEPTH - depth)),
        worse=1.0,
        confidence=CONFIDENCE,
    )


def _look(view: SkinView, rows: Sequence[Corner]) -> _Look:
    green = view.light[..., 1]
    told, light = green < LINEAR[CLIPPED], np.log(green)
    below, cheek = _parts(view.points, rows, told.shape)
    share = min(told[part].mean() if part.any() else 0.0 for part in (below, cheek))
    if share < LEAST_TOLD:
        return _Look(depth=0.0, cheek=0.0, told=float(share), slope=0.0)
    eye_distance = view.millimetre * EYES_APART
    slope = np.hypot(*np.gradient(light))[cheek] * eye_distance / 48
    cheek_light = _middle(light[cheek & told])
    return _Look(
        depth=cheek_light - _middle(light[below & told]),
        cheek=cheek_light,
        told=float(share),
        slope=float(np.percentile(slope, STEEPEST)),
    )


def _why_none(one: _Look, other: _Look) -> MissingReason | None:
    if min(one.told, other.told) < LEAST_TOLD:
        return "too_bright"
    if max(one.slope, other.slope) > FRAME:
        return "covered"
    depth = (one.depth + other.depth) / 2
    apart, uneven = abs(one.depth - other.depth), abs(one.cheek - other.cheek)
    if apart > MOST_APART or uneven > MOST_UNEVEN or depth > DEEPEST:
        return "uneven_light"
    return None


def is_frontal(face: Face) -> bool:
    """Return whether she looks straight enough into the camera to compare both sides."""
    return abs(face.turned) <= MOST_TURNED and abs(face.nodded) <= MOST_NODDED


def _parts(
    points: NDArray[np.float32], rows: Sequence[Corner], shape: tuple[int, ...]
) -> tuple[Mask, Mask]:
    """Return the masks of the strip below the eye and of the cheek, at least a pixel each."""
    rim, groove, bone, cheek = (points[list(row), :2] for row in rows)
    upper = rim + BELOW_RIM * (groove - rim)
    lower = bone - ABOVE_CHEEK * (bone - groove)
    return filled(np.concatenate((upper, lower[::-1])), shape), filled(cheek, shape)


def _middle(light: NDArray[np.float32]) -> float:
    """Return the mean of the middle half: spots, lines and glints are in the rest."""
    ordered = np.sort(light)
    rest = ordered.size // 4
    return float(ordered[rest : ordered.size - rest].mean())
