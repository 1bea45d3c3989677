"""Radiance: how even the tone of the skin is, not how much light falls on it.

Unevenness is the mean deviation, between FINE and COARSE millimetres, of the ratio of red light to
green. Blood and melanin change that ratio; lamp, exposure, white balance and the shape of the face
change both alike, or all of it by the same factor. A wash of light of two colours adds to it. Where
red is overexposed the ratio is lost: then there is no score.

HALF is the unevenness of the median face: `python -m tests.benchmarks.skin_table` measures faces.
"""

from math import sqrt
from typing import Final

import numpy as np

from skin.domain.face.regions import Regions
from skin.domain.measures.reading import Reading, no_score, scored
from skin.domain.measures.relief import (
    LEAST_AREA,
    SHARP,
    between,
    flattened,
    grain,
    grain_between,
    joined,
    lit_skin,
    mean_deviation,
    sharpness,
)

EYE_DISTANCE: Final = 48.0  # pixels
FINE: Final = 2.5  # millimetres
COARSE: Final = 7.5
BRIGHT: Final = 0.9  # of full light of red: from there on cameras compress it
MOST_BRIGHT: Final = 0.05  # of the skin
MOST_GRAIN: Final = 0.15
"""Of the variance and that of HALF: files keep colours coarser than light, and their noise, too."""
HALF: Final = 0.028
MAX_CONFIDENCE: Final = 0.1
"""A brush, or a lamp of another colour, is not told from her skin; cropping moves a score by up to
8, and photos of one face agree little. So it is shown, and is in no trend."""


def radiance(*, regions: Regions) -> Reading:
    """Return the evenness of tone of forehead and cheeks, without what lies in shadow.

    Missing are `too_coarse` (few pixels, or too much noise), `covered`, `too_bright`, and
    `blurred`.
    """
    view = regions.view(eye_distance=EYE_DISTANCE)
    if view is None:
        return no_score("too_coarse")
    masks = lit_skin(view)
    skin = joined(view, masks)
    if skin.sum() < LEAST_AREA * view.millimetre**2:
        return no_score("covered")
    if (view.light[skin, 0] > BRIGHT).mean() > MOST_BRIGHT:
        return no_score("too_bright")
    if sharpness(regions, fine=0.5, coarse=1.5) < SHARP:
        return no_score("blurred")
    light = np.log(view.light.astype(np.float64))
    tone = flattened(light[..., 0] - light[..., 1], masks)
    fine, coarse = FINE * view.millimetre, COARSE * view.millimetre
    variance = mean_deviation(between(tone, skin, fine=fine, coarse=coarse)[skin]) ** 2
    one_pixel = grain(regions, masks, tone=True)
    noise = grain_between(regions, one_pixel, fine=FINE, coarse=COARSE) ** 2
    share = noise / (variance + HALF**2)
    if share > MOST_GRAIN:
        return no_score("too_coarse")
    return scored(
        better=HALF,
        worse=sqrt(max(0.0, variance - noise)),
        confidence=MAX_CONFIDENCE * (1 - share),
    )
