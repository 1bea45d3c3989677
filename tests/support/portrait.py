"""A real face, and controlled changes of a picture.

The face is NASA's portrait of Eileen Collins, in the public domain; scikit-image ships it.
"""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image, ImageEnhance
from skimage.data import astronaut

from skin.domain.face.light import LINEAR
from skin.domain.photo import Photo, clean_photo


def portrait() -> Image.Image:
    return Image.fromarray(astronaut())


def head() -> Image.Image:
    """Return her head, 210 pixels wide and high."""
    return portrait().crop((120, 20, 330, 230))


def side_by_side(*pictures: Image.Image) -> Image.Image:
    row = Image.new("RGB", (sum(one.width for one in pictures), max(o.height for o in pictures)))
    left = 0
    for picture in pictures:
        row.paste(picture, (left, 0))
        left += picture.width
    return row


def as_photo(picture: Image.Image, **how: object) -> Photo:
    """Return the cleaned photo of the picture, uploaded as PNG unless `how` changes the format."""
    upload = BytesIO()
    picture.save(upload, **{"format": "PNG"} | how)
    return clean_photo(data=upload.getvalue())


def brightened(step: float) -> Image.Image:
    """Scale every level, from 40 % at step 1 to 110 % at step 8."""
    return ImageEnhance.Brightness(portrait()).enhance(0.3 + step / 10)


def relit(picture: Image.Image, light: float | Sequence[float] | np.ndarray) -> Image.Image:
    """Scale the linear light of a picture, of all channels or of red, green and blue."""
    pixels = LINEAR[np.asarray(picture)] * light
    return Image.fromarray(np.searchsorted(LINEAR, pixels.clip(0, 1)).astype("uint8"))
