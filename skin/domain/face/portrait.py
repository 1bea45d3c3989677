"""A photo with the one face that is measured in it."""

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from skin.domain.face.outlines import OVAL

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels of a photo; it may leave the photo."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, points: NDArray[np.float32]) -> "Box":
        """Return the extent of points, (n, 2) or (n, 3)."""
        (left, top), (right, bottom) = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
        return cls(left=float(left), top=float(top), right=float(right), bottom=float(bottom))

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

    @property
    def outline(self) -> NDArray[np.float32]:
        """The points around the face in order, (n, 2), in pixels of the photo."""
        return self.points[OVAL, :2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """An upright RGB photo of at most 2048 pixels a side, and the face in it."""

    image: "Image"
    face: Face


def pixels_around(points: NDArray[np.float32], image: "Image") -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of the pixels around points (n, 2) inside the image.

    They are inside out where no point lies inside.
    """
    left, top = (max(0, int(edge)) for edge in points.min(axis=0))
    right, bottom = (
        min(side, int(edge) + 1) for edge, side in zip(points.max(axis=0), image.size, strict=True)
    )
    return left, top, right, bottom
