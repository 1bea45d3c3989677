"""The tone of the skin in a photo."""

from math import atan2, degrees
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from skimage.color import rgb2lab

from skin.domain.face.portrait import Face

CHEEKS: Final = (50, 101, 205, 280, 330, 425)  # points of the mesh on both cheeks
REACH: Final = 0.06  # of the distance between the eyes, around each point


def individual_typology_angle(*, lightness: float, yellow: float) -> float:
    """Return the ITA of a colour in CIELAB, in degrees (Chardon, Cretois & Hourseau, 1991).

    Above 41 counts as light, 28 to 41 as intermediate, 10 to 28 as tan, below as brown and dark.
    """
    return degrees(atan2(lightness - 50, yellow))


def tone_of(*, image: Image.Image, face: Face) -> float:
    """Return the ITA of the cheeks' median colour, in degrees.

    The light of a photo changes it as much as the skin does: one person differs by 40 degrees
    between photos.
    """
    cheeks = np.concatenate([_around(image, face, point) for point in CHEEKS])
    lightness, _, yellow = np.median(rgb2lab(cheeks / 255), axis=0)
    return individual_typology_angle(lightness=float(lightness), yellow=float(yellow))


def _around(image: Image.Image, face: Face, point: int) -> NDArray[np.uint8]:
    reach = max(2.0, REACH * face.eye_distance)
    x, y = (float(place) for place in face.points[point, :2])
    box = (round(x - reach), round(y - reach), round(x + reach), round(y + reach))
    return np.asarray(image.crop(box)).reshape(-1, 3)
