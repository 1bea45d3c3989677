"""A real face, and controlled changes of it.

The face is NASA's portrait of Eileen Collins, in the public domain; scikit-image ships it.
"""

from collections.abc import Callable, Mapping
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter
from skimage.data import astronaut

from skin.domain.photo import Photo, clean_photo

STEPS = range(1, 9)
FACE = (192, 84, 262, 170)
"""Cheeks, nose, forehead and chin, in pixels of the portrait."""


def portrait() -> Image.Image:
    return Image.fromarray(astronaut())


def as_photo(picture: Image.Image, **how: object) -> Photo:
    """Return the cleaned photo of the picture, uploaded as PNG unless `how` changes the format."""
    upload = BytesIO()
    picture.save(upload, **{"format": "PNG"} | how)
    return clean_photo(data=upload.getvalue())


def grainy(step: float) -> Image.Image:
    """Add grey noise to every pixel, with a standard deviation of four levels per step."""
    pixels = astronaut().astype(float)
    noise = np.random.default_rng(1).normal(0, 4 * step, pixels.shape[:2])
    return Image.fromarray((pixels + noise[..., None]).clip(0, 255).astype("uint8"))


def blurred(step: float) -> Image.Image:
    """Blur with a Gaussian of a quarter of a pixel per step; her face is about 95 pixels wide."""
    return portrait().filter(ImageFilter.GaussianBlur(step / 4))


def brightened(step: float) -> Image.Image:
    """Scale every level, from 40 % at step 1 to 110 % at step 8."""
    return ImageEnhance.Brightness(portrait()).enhance(0.3 + step / 10)


def spotted(step: int) -> Image.Image:
    """Darken five discs of skin per step, 5 pixels wide, to 55 % of their level."""
    picture = portrait()
    draw = ImageDraw.Draw(picture)
    for x, y in _places()[: 5 * step]:
        colour = tuple(level * 55 // 100 for level in picture.getpixel((x, y)))
        draw.ellipse((x - 2, y - 2, x + 2, y + 2), fill=colour)
    return picture


def _places() -> np.ndarray:
    left, top, right, bottom = FACE
    grid = [(x, y) for x in range(left, right, 9) for y in range(top, bottom, 8)]
    return np.random.default_rng(1).permutation(grid).tolist()


def _scaled(side: int, kernel: Image.Resampling) -> Photo:
    return as_photo(portrait().resize((side, side), kernel))


def _cropped(*box: int) -> Photo:
    return as_photo(portrait().crop(box))


ALIKE: Mapping[str, Callable[[], Photo]] = {
    "half the size (Lanczos)": lambda: _scaled(256, Image.Resampling.LANCZOS),
    "half the size (box)": lambda: _scaled(256, Image.Resampling.BOX),
    "four times the size": lambda: _scaled(2048, Image.Resampling.BICUBIC),
    "JPEG of quality 75": lambda: as_photo(portrait(), format="JPEG", quality=75),
    "10 % cropped all round": lambda: _cropped(26, 26, 486, 486),
    "10 % cropped at left and top": lambda: _cropped(51, 51, 512, 512),
    "10 % cropped at right and bottom": lambda: _cropped(0, 0, 461, 461),
}
"""Photos of the same skin, by the change made to each."""
