"""Tell how much light lies on a face, on skin of every tone alike."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from skin.domain.face.outlines import filled
from skin.domain.face.portrait import pixels_around

_SIGNAL = np.arange(256) / 255
STRAIGHT: Final = 0.04045  # of full scale: below it sRGB's curve is a straight line
LINEAR: Final[NDArray[np.float32]] = np.where(
    _SIGNAL <= STRAIGHT, _SIGNAL / 12.92, ((_SIGNAL + 0.055) / 1.055) ** 2.4
).astype(np.float32)
"""The light of each level of sRGB, as a share of full scale (IEC 61966-2-1)."""

CLIPPED: Final = 250  # level from which a channel tells no differences

SIDE: Final = 160  # pixels: a larger face is scaled down, so that single glints do not count
BRIGHTEST: Final = 99  # percentile of the face's pixels
TOO_DARK: Final = 0.29
"""Of full scale: where nearly nothing of a face is brighter, its skin has too few levels left."""


def find_light(*, image: Image.Image, outline: NDArray[np.float32]) -> float:
    """Return how bright the brightest parts of a face are, 0..1 of full scale in linear light.

    `outline` are the points (n, 2) around the face, in pixels of the RGB image. The brightest
    parts are the whites of the eyes, the teeth and the gloss of the skin. They tell the exposure;
    the median of the face would tell her complexion, and call dark skin a dark photo. Each pixel
    counts by its brightest channel, so that a colour of the lamp hardly matters.
    """
    left, top, right, bottom = box = pixels_around(outline, image)
    if right <= left or bottom <= top:
        return 0.0
    shrink = min(1.0, SIDE / max(right - left, bottom - top))
    size = max(1, round((right - left) * shrink)), max(1, round((bottom - top) * shrink))
    part = image.resize(size, Image.Resampling.BOX, box)
    levels = np.asarray(part).max(axis=2)
    inside = levels[filled((outline - (left, top)) * shrink, levels.shape)]
    return float(LINEAR[int(np.percentile(inside, BRIGHTEST))]) if inside.size else 0.0
