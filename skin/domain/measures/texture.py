"""Texture: how even the skin is at the size of bumps, fine lines and rough patches.

Unevenness is the mean deviation of the skin's light between FINE and COARSE millimetres, as the
arithmetic mean deviation Ra of ISO 21920-2 is for a surface. Glints and blemishes count at most as
`mean_deviation` lets them, and what the camera's noise adds is taken off.

Relief of the same height shines alike on dark and on fair skin, but stands out beside the little
light that dark skin returns. So the deviation counts beside the whites of her face (eyes, teeth),
which are as bright on everybody, and neither exposure nor white balance changes that.

HALF is the unevenness of the median face: `python -m tests.benchmarks.skin_table` measures faces.
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
    mean_deviation,
    overexposed,
    sharpness,
    whites,
)

EYE_DISTANCE: Final = 64.0  # pixels of the view: a pixel is about a millimetre
LEAST_EYE_DISTANCE: Final = 48.0  # pixels of the photo
FINE: Final = 1.0  # millimetres
COARSE: Final = 2.0
HALF: Final = 0.0122  # of the light of the whites


def texture(*, regions: Regions) -> Reading:
    """Return the texture of forehead and cheeks, without what lies in shadow.

    Missing are `too_coarse` (few pixels, or more noise than skin), `covered`, `too_bright`, and
    `blurred`. The confidence is what of the deviation is not noise.
    """
    view = regions.view(eye_distance=EYE_DISTANCE, least=LEAST_EYE_DISTANCE)
    if view is None:
        return no_score("too_coarse")
    if overexposed(view):
        return no_score("too_bright")
    masks = lit_skin(view)
    skin = joined(view, masks)
    if skin.sum() < LEAST_AREA * view.millimetre**2:
        return no_score("covered")
    if sharpness(regions, fine=0.5, coarse=1.5) < SHARP:
        return no_score("blurred")
    light = np.log(view.light[..., 1].astype(np.float64))
    fine, coarse = FINE * view.millimetre, COARSE * view.millimetre
    variance = (
        mean_deviation(between(flattened(light, masks), skin, fine=fine, coarse=coarse)[skin]) ** 2
    )
    noise = FILED * grain_between(regions, grain(regions, masks), fine=FINE, coarse=COARSE) ** 2
    if noise >= MOST_GRAIN * variance:  # both are 0 on what is no skin
        return no_score("too_coarse")
    beside_whites = float(np.exp(np.median(light[skin]))) / whites(view)
    unevenness = sqrt(variance - noise) * beside_whites
    return scored(
        better=HALF,
        worse=unevenness,
        confidence=MAX_CONFIDENCE * (1 - noise / variance),
    )
