"""Her face, painted: plain skin in soft light from the left, and the whites of her eyes.

Her eyes are 172 pixels apart where it is enlarged four times: a millimetre is 2.7 pixels.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from skin.domain.face.gate import find_face
from skin.domain.face.portrait import Face, Portrait
from skin.domain.face.regions import EYES_APART
from tests.support.portrait import portrait

CLOSE = (167, 52, 287, 188)  # of the portrait, in pixels
TIMES = 4
FAIR = (200, 160, 140)  # levels

Levels = NDArray[np.float64]  # (height, width, 3), 0..255


@cache
def close_up(times: int = TIMES) -> Image.Image:
    """Return her head, enlarged so many times."""
    left, top, right, bottom = CLOSE
    size = ((right - left) * times, (bottom - top) * times)
    return portrait().resize(size, Image.Resampling.BICUBIC, box=CLOSE)


@cache
def face(times: int = TIMES) -> Face:
    """Return the face of the close-up."""
    found = find_face(image=portrait())
    points = (found.points - np.array((*CLOSE[:2], 0), np.float32)) * np.float32(times)
    (left, top), (right, bottom) = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    box = type(found.box)(left=left, top=top, right=right, bottom=bottom)
    return Face(
        points=points,
        box=box,
        eye_distance=found.eye_distance * times,
        turned=found.turned,
        nodded=found.nodded,
        tilted=found.tilted,
        second=0.0,
    )


def sitter(picture: Image.Image | None = None, *, times: int = TIMES) -> Portrait:
    """Return her portrait, painted plainly or as in a picture of the same size."""
    return Portrait(image=picture or painted(levels(times)), face=face(times))


def millimetre(times: int = TIMES) -> float:
    """Return its length in pixels of the painting."""
    return face(times).eye_distance / EYES_APART


def levels(times: int = TIMES, *, colour: tuple[int, int, int] = FAIR) -> Levels:
    """Return the levels of plain skin."""
    width, height = close_up(times).size
    light = np.linspace(1.05, 0.95, width)[None, :, None]
    pixels: Levels = light * np.ones((height, 1, 1)) * colour
    whites = Image.new("L", (width, height))
    for corners in ((33, 159, 133, 145), (362, 386, 263, 374)):
        outline = [(float(x), float(y)) for x, y, _ in face(times).points[list(corners)]]
        ImageDraw.Draw(whites).polygon(outline, fill=255)
    pixels[np.asarray(whites) > 0] = 235
    return pixels


def painted(pixels: Levels) -> Image.Image:
    return Image.fromarray(pixels.clip(0, 255).round().astype(np.uint8))
