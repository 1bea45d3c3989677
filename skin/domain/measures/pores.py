"""Pores: how deep the dark dots of the skin are that are FINE to COARSE millimetres wide.

A pore on a cheek is 0.2 to 0.5 mm wide, so it needs EYE_DISTANCE pixels between the eyes. On
photos with fewer, nothing else is measured under this name.

The depth is that of the darkest DARKEST per cent of the skin below its median, in the logarithm of
light; glints, which are bright, do not count. Noise and complexion are treated as in texture.py.
HALF is that of texture: skin's relief has as much of each size (a spectrum of 1 / f²), and too few
photos of packages have the pixels to fit a constant of its own.
"""

from math import sqrt
from typing import Final

import numpy as np

from skin.domain.face.regions import Regions
from skin.domain.measures.reading import MAX_CONFIDENCE, Reading, no_score, scored
from skin.domain.measures.relief import (
    FILED,
    LEAST_AREA,
    MOST_GRAIN,
    SHARP,
    between,
    flattened,
    grain,
    grain_between,
    joined,
    lit_skin,
    overexposed,
    sharpness,
    whites,
)

EYE_DISTANCE: Final = 200.0  # pixels: 0.3 mm each
FINE: Final = 0.2  # millimetres
COARSE: Final = 0.6
DARKEST: Final = 5.0  # per cent
BELOW: Final = 1.645  # standard deviations: where the darkest twentieth of a normal law begins
HALF: Final = 0.0115  # of the light of the whites


def pores(*, regions: Regions) -> Reading:
    """Return the pores of forehead and cheeks, without what lies in shadow.

    Missing are `too_coarse` (few pixels, or more noise than skin), `covered`, `too_bright`, and
    `blurred`. The confidence is what of the depth is not noise.
    """
    view = regions.view(eye_distance=EYE_DISTANCE)
    if view is None:
        return no_score("too_coarse")
    if overexposed(view):
        return no_score("too_bright")
    masks = lit_skin(view)
    skin = joined(view, masks)
    if skin.sum() < LEAST_AREA * view.millimetre**2:
        return no_score("covered")
    if sharpness(regions, fine=FINE, coarse=COARSE) < SHARP:
        return no_score("blurred")
    light = np.log(view.light[..., 1].astype(np.float64))
    fine, coarse = FINE * view.millimetre, COARSE * view.millimetre
    dots = between(flattened(light, masks), skin, fine=fine, coarse=coarse)[skin]
    darkest, median = np.percentile(dots, (DARKEST, 50))
    variance = float((median - darkest) / BELOW) ** 2
    noise = FILED * grain_between(regions, grain(regions, masks), fine=FINE, coarse=COARSE) ** 2
    share = noise / (variance + HALF**2)  # skin without pores has hardly any variance
    if not variance or share > MOST_GRAIN:  # none is no skin
        return no_score("too_coarse")
    depth = sqrt(max(0.0, variance - noise)) * float(np.exp(np.median(light[skin]))) / whites(view)
    return scored(
        better=HALF,
        worse=depth,
        confidence=MAX_CONFIDENCE * (1 - share),
    )
