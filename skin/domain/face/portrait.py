"""A photo with the one face that is measured in it."""

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels of a photo; it may leave the photo."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def size(self) -> float:
        """The geometric mean of its sides, in pixels; 0 for one turned inside out."""
        return sqrt(max(0.0, self.width) * max(0.0, self.height))


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A face by the points of MediaPipe's face mesh.

    points        float32 (468, 3): x, y, and depth with the sign of a distance from the camera, in
                  pixels of the photo
    box           the extent of the points
    eye_distance  pixels between the middles of the eyes, in depth, too: a turn does not shorten it
    turned        degrees of yaw; positive where she looks to the right of the picture
    nodded        degrees of pitch; positive where she looks down
    tilted        degrees of roll; positive where the head leans clockwise
    second        the size of the next largest face by that of this one, 0..1; 0 without one
    """

    points: NDArray[np.float32]
    box: Box
    eye_distance: float
    turned: float
    nodded: float
    tilted: float
    second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """An upright RGB photo of at most 2048 pixels a side, and the face in it."""

    image: "Image"
    face: Face
