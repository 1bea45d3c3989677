"""Her face, painted: plain skin in soft light from the left, and the whites of her eyes.

Her eyes are 172 pixels apart where it is enlarged four times: a millimetre is 2.7 pixels.
"""

from dataclasses import replace
from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from skin.domain.face.gate import find_face
from skin.domain.face.outlines import MIRRORED
from skin.domain.face.portrait import Box, Face, Portrait
from skin.domain.face.regions import EYES_APART
from skin.domain.photo import JPEG_QUALITY
from tests.support.portrait import portrait

CLOSE = (167, 52, 287, 188)  # of the portrait, in pixels
TIMES = 4
FAIR = (200, 160, 140)  # levels
DARK = (107, 77, 65)
WHITES = ((33, 160, 158, 133, 153, 144), (362, 385, 387, 263, 373, 380))
PUPILS = ((159, 144, 145, 153), (386, 373, 374, 380))
BROWS = (
    (70, 63, 105, 66, 107, 55, 65, 52, 53, 46),
    (300, 293, 334, 296, 336, 285, 295, 282, 283, 276),
)
"""Outlines by points of the face mesh."""

# Points of eyes and brows that MIRRORED of outlines.py lacks.
WHITES_AND_BROWS = (
    (33, 133, 144, 145, 153, 154, 155, 163, 7, 70, 160, 158, 159),
    (263, 362, 373, 374, 380, 381, 382, 390, 249, 300, 387, 385, 386),
)

Levels = NDArray[np.float64]  # (height, width, 3), 0..255


@cache
def close_up(times: int = TIMES) -> Image.Image:
    """Return her head, enlarged by that factor."""
    left, top, right, bottom = CLOSE
    size = ((right - left) * times, (bottom - top) * times)
    return portrait().resize(size, Image.Resampling.BICUBIC, box=CLOSE)


@cache
def face(times: int = TIMES) -> Face:
    """Return the face of the close-up."""
    found = find_face(image=portrait())
    points = (found.points - np.array((*CLOSE[:2], 0), np.float32)) * np.float32(times)
    distance = found.eye_distance * times
    return replace(found, points=points, box=Box.around(points), eye_distance=distance)


def sitter(picture: Image.Image | None = None, *, times: int = TIMES) -> Portrait:
    """Return her portrait, painted plainly or as in a picture of the same size."""
    return Portrait(image=picture or painted(levels(times)), face=face(times))


def mirrored(portrait: Portrait) -> Portrait:
    """Return her in the mirror: each point takes the place of its counterpart."""
    seen, points = portrait.face, portrait.face.points.copy()
    for left, right in (*MIRRORED.items(), *zip(*WHITES_AND_BROWS, strict=True)):
        points[[left, right]] = points[[right, left]]
    points[:, 0] = portrait.image.width - points[:, 0]
    seen = replace(seen, points=points, box=Box.around(points))
    seen = replace(seen, turned=-seen.turned, tilted=-seen.tilted)
    return Portrait(image=ImageOps.mirror(portrait.image), face=seen)


def millimetre(times: int = TIMES) -> float:
    """Return its length in pixels of the painting."""
    return face(times).eye_distance / EYES_APART


def levels(times: int = TIMES, *, colour: tuple[int, int, int] = FAIR) -> Levels:
    """Return the levels of plain skin, with the whites of her eyes, her pupils and brows."""
    return _levels(times, colour).copy()


@cache
def _levels(times: int, colour: tuple[int, int, int]) -> Levels:
    width, height = close_up(times).size
    light = np.linspace(1.05, 0.95, width)[None, :, None]
    pixels: Levels = light * np.ones((height, 1, 1)) * colour
    for level, *outlines in ((235, *WHITES), (30, *PUPILS), (50, *BROWS)):
        shape = Image.new("L", (width, height))
        for outline in outlines:
            corners = [(float(x), float(y)) for x, y, _ in face(times).points[list(outline)]]
            ImageDraw.Draw(shape).polygon(corners, fill=255)
        pixels[np.asarray(shape) > 0] = level
    return pixels


def rough(pixels: Levels, depth: float, *, size: float = 1.0, times: int = TIMES) -> Levels:
    """Add light and dark grey patches of that size in millimetres and that standard deviation.

    The depth is a share of the skin's light.
    """
    field = _patches(pixels.shape[:2], size * millimetre(times))
    return pixels * (1 + depth * field[..., None]) ** (1 / 2.2)


def blotched(pixels: Levels, depth: float, *, size: float = 4.0, times: int = TIMES) -> Levels:
    """Take green and blue light away in patches, as blood does, and give it back between them."""
    field = _patches(pixels.shape[:2], size * millimetre(times))[..., None]
    return pixels * (1 + depth * field * (0, 1, 1)) ** (1 / 2.2)


def dotted(pixels: Levels, count: int, *, depth: float = 0.3, times: int = TIMES) -> Levels:
    """Darken `count` discs in a square centimetre by that share; each is a third of a mm wide."""
    radius = millimetre(times) / 6
    height, width = pixels.shape[:2]
    number = round(count * height * width / (100 * millimetre(times) ** 2))
    drawn = np.zeros((height, width))
    rows, columns = np.mgrid[-3:4, -3:4]
    disc = np.clip(radius + 0.5 - np.hypot(rows, columns), 0, 1)
    places = np.random.default_rng(1).uniform(4, (height - 4, width - 4), (number, 2)).astype(int)
    for row, column in places:
        part = drawn[row - 3 : row + 4, column - 3 : column + 4]
        np.maximum(part, disc, out=part)
    return pixels * (1 - depth * drawn[..., None]) ** (1 / 2.2)


def shiny(pixels: Levels, *, times: int = TIMES) -> Levels:
    """Put glints on the skin: two in each square centimetre, a millimetre wide."""
    glints = -dotted(np.zeros_like(pixels) + 1, 2, depth=1, times=times) + 1
    return pixels + 60 * glints


def noisy(pixels: Levels, deviation: float) -> Levels:
    """Add the noise of a camera to each pixel and colour, in levels."""
    return pixels + np.random.default_rng(2).normal(0, deviation, pixels.shape)


def filed(picture: Image.Image) -> Image.Image:
    """Return the picture as the service keeps photos."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=JPEG_QUALITY)
    return Image.open(file).convert("RGB")


def softened(picture: Image.Image, deviation: float) -> Image.Image:
    """Blur with a Gaussian of that deviation in pixels."""
    return picture.filter(ImageFilter.GaussianBlur(deviation))


def painted(pixels: Levels) -> Image.Image:
    return Image.fromarray(pixels.clip(0, 255).round().astype(np.uint8))


@cache
def _patches(shape: tuple[int, int], size: float) -> NDArray[np.float64]:
    """Return a field of patches of that size in pixels, with a standard deviation of 1."""
    height, width = shape
    grid = np.random.default_rng(3).normal(size=(round(height / size), round(width / size)))
    smooth = Image.fromarray(grid.astype(np.float32)).resize(
        (width, height), Image.Resampling.BICUBIC
    )
    field = np.asarray(smooth, np.float64)
    return field / field.std()
