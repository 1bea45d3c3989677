"""How a head is held, by the points of its face."""

from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Final

import numpy as np
from numpy.typing import NDArray

PAIRS: Final = np.array(
    [(33, 263), (133, 362), (70, 300), (105, 334), (50, 280), (234, 454), (61, 291), (172, 397)]
)
"""Points of her right side, each with its mirror image: eyes, brows, cheeks, mouth, jaw."""
FOREHEAD, CHIN = 10, 152
EYES: Final = np.array([(33, 133), (263, 362)])  # the outer and the inner corner of each eye
LEVEL: Final = 7.0
"""Degrees by which the line from forehead to chin leans in a portrait: the median of 60."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Degrees: see `Face` of portrait.py for their signs."""

    turned: float
    nodded: float
    tilted: float


def find_pose(points: NDArray[np.float32]) -> Pose:
    """Return how the head is held; `points` are the 468 of the mesh."""
    x, y, depth = (float(part) for part in (points[PAIRS[:, 1]] - points[PAIRS[:, 0]]).sum(axis=0))
    down = points[CHIN] - points[FOREHEAD]
    return Pose(
        turned=degrees(atan2(depth, hypot(x, y))),
        nodded=degrees(atan2(down[2], hypot(down[0], down[1]))) - LEVEL,
        tilted=degrees(atan2(y, x)),
    )


def find_eye_distance(points: NDArray[np.float32]) -> float:
    """Return the pixels between the middles of the eyes, in depth, too."""
    right, left = points[EYES].mean(axis=1)
    return float(np.linalg.norm(left - right))
