"""Changes of a photo that are none of the skin: light, framing, camera and file."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from math import cos, radians, sin
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from skin.domain.face.light import LINEAR
from skin.domain.face.portrait import Face

Change = Callable[[Image.Image], Image.Image]

GRAIN: Final = 5  # levels
WARMTH: Final = 0.1  # of the light of red and blue, in opposite directions


def exposed(picture: Image.Image, *, ev: float) -> Image.Image:
    """Scale the light as another exposure does; what gets too bright is clipped."""
    return _lit(picture, (2**ev,) * 3)


def warmed(picture: Image.Image, *, by: float = WARMTH) -> Image.Image:
    """Shift the white balance: more red and less blue, or the reverse for a negative shift."""
    return _lit(picture, (1 + by, 1, 1 - by))


def cropped(picture: Image.Image, *, share: float = 0.12) -> Image.Image:
    """Cut off this share at each side."""
    x, y = round(share * picture.width), round(share * picture.height)
    return picture.crop((x, y, picture.width - x, picture.height - y))


def rotated(picture: Image.Image, *, degrees: float = 5) -> Image.Image:
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="grey")


def grainy(picture: Image.Image, *, levels: float = GRAIN) -> Image.Image:
    """Add grain of this standard deviation to each pixel and band."""
    pixels = np.asarray(picture, dtype=float)
    grain = np.random.default_rng(1).normal(0, levels, pixels.shape)
    return Image.fromarray((pixels + grain).clip(0, 255).round().astype("uint8"))


def blurred(picture: Image.Image, *, pixels: float = 2) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(pixels))


def compressed(picture: Image.Image, *, quality: int = 60) -> Image.Image:
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return Image.open(file).convert("RGB")


def halved(picture: Image.Image) -> Image.Image:
    half = max(1, picture.width // 2), max(1, picture.height // 2)
    return picture.resize(half, Image.Resampling.LANCZOS)


CHANGES: Final[Mapping[str, Change]] = {
    "white balance, warmer": warmed,
    "white balance, colder": lambda picture: warmed(picture, by=-WARMTH),
    "crop 12 %": cropped,
    "flip": ImageOps.mirror,
    "5 degrees": rotated,
    "noise": grainy,
    "blur 2 px": blurred,
    "JPEG 60": compressed,
    "half the size": halved,
    "-0.3 EV": lambda picture: exposed(picture, ev=-0.3),
    "+0.3 EV": lambda picture: exposed(picture, ev=0.3),
    "-0.7 EV": lambda picture: exposed(picture, ev=-0.7),
    "+0.7 EV": lambda picture: exposed(picture, ev=0.7),
}


def darkened_under_eyes(picture: Image.Image, *, face: Face, ev: float) -> Image.Image:
    """Take this much light, in EV, from under both eyes, with a soft edge.

    The part is an ellipse below each eye, from the lower lid to the upper cheek, by the eye's own
    corners. So it does not depend on the regions that the analyzer measures.
    """
    mask = Image.new("L", picture.size)
    draw = ImageDraw.Draw(mask)
    for outer, inner in ((33, 133), (263, 362)):
        draw.polygon(_below_eye(face, outer=outer, inner=inner), fill=255)
    soft = mask.filter(ImageFilter.GaussianBlur(face.eye_distance * 0.05))
    weight = np.asarray(soft, dtype=float)[..., None] / 255
    light = LINEAR[np.asarray(picture)] * 2 ** (-ev * weight)
    return Image.fromarray(_levels(light))


def _below_eye(face: Face, *, outer: int, inner: int) -> list[tuple[float, float]]:
    ends = face.points[[outer, inner], :2].astype(float)
    middle, along = ends.mean(axis=0), (ends[1] - ends[0]) / 2
    down = np.array([-along[1], along[0]])
    if down[1] < 0:
        down = -down
    middle = middle + 0.62 * down
    turns = [radians(turn) for turn in range(0, 360, 10)]
    points = [middle + 1.15 * cos(turn) * along + 0.42 * sin(turn) * down for turn in turns]
    return [(float(x), float(y)) for x, y in points]


def _lit(picture: Image.Image, gains: Sequence[float]) -> Image.Image:
    return Image.fromarray(_levels(LINEAR[np.asarray(picture)] * np.asarray(gains)))


def _levels(light: np.ndarray) -> np.ndarray:
    """Return the levels of sRGB for linear light, 0..1 of full scale."""
    low = 12.92 * light
    high = 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055
    signal = np.where(light <= 0.0031308, low, high)
    return (255 * signal.clip(0, 1)).round().astype("uint8")
