"""Find the 468 points of a face: MediaPipe's Face Mesh."""

from dataclasses import dataclass, replace
from math import atan2, cos, exp, pi, sin
from typing import Final

import numpy as np
from PIL import Image

from skin.domain.face.detector import Detection
from skin.domain.face.layers import Array
from skin.domain.face.network import Network

SIDE: Final = 192  # pixels of what the network sees
MARGIN: Final = 1.5  # the square that it sees, by the longer side of the face's box
SURELY_NONE: Final = 0.1  # presence at the first look
UPRIGHT: Final = 0.999_998
"""Presence that only upright faces have. Those on their heads, in which the network sees an upright
face all the same, had up to 0.999_97; of upright portraits nearly all have more than this."""
RIGHT_EYE, LEFT_EYE = 33, 263  # the outer corners of her eyes


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmarks:
    """The points of a face, and whether there is one.

    points    float32 (468, 3): x, y and depth in pixels of the image
    presence  0..1, how surely the square shows a face
    """

    points: Array
    presence: float


@dataclass(frozen=True, slots=True)
class Square:
    """A square of the image: its middle and side in pixels, and how far it leans, in radians."""

    x: float
    y: float
    side: float
    lean: float


def find_landmarks(image: Image.Image, detection: Detection) -> Landmarks:
    """Return the points of a detected face. Raise NetworkDamaged.

    The network looks twice, as it does in a film: at the square of the detection, and then at that
    of the points that it found, in which the face always stands alike.
    """
    first = _look(image, _detected_square(detection))
    if first.presence < SURELY_NONE:
        return first
    return _look(image, _found_square(first))


def find_presence(image: Image.Image, detection: Detection) -> float:
    """Return how surely the detection is a face, 0..1, by one look. Raise NetworkDamaged."""
    return _look(image, _detected_square(detection)).presence


def is_upside_down(image: Image.Image, found: Landmarks) -> bool:
    """Return whether the face stands on its head: the network is then surer of it turned round.

    Raise NetworkDamaged.
    """
    if found.presence >= UPRIGHT:
        return False
    square = _found_square(found)
    return _look(image, replace(square, lean=square.lean + pi)).presence > found.presence


def _detected_square(detection: Detection) -> Square:
    box, (right_eye, left_eye) = detection.box, detection.keypoints[:2]
    corners = np.array([[box.left, box.top], [box.right, box.bottom]], np.float32)
    return _square(corners, right_eye, left_eye)


def _found_square(found: Landmarks) -> Square:
    return _square(found.points[:, :2], found.points[RIGHT_EYE], found.points[LEFT_EYE])


def _square(points: Array, right_eye: Array, left_eye: Array) -> Square:
    """Return the square around points that stands upright for these eyes."""
    least, most = points.min(axis=0), points.max(axis=0)
    (x, y), side = (least + most) / 2, (most - least).max()
    lean = atan2(left_eye[1] - right_eye[1], left_eye[0] - right_eye[0])
    return Square(float(x), float(y), max(1.0, float(side) * MARGIN), lean)


def _look(image: Image.Image, square: Square) -> Landmarks:
    pixels = np.asarray(_cut_out(image, square), np.float32) / np.float32(255)
    points, presence = (output.ravel() for output in Network.load("mesh").run(pixels))
    points = points.reshape(-1, 3) * np.float32(square.side / SIDE)
    points[:, :2] -= square.side / 2
    across, down = cos(square.lean), sin(square.lean)
    points[:, :2] = points[:, :2] @ np.array([[across, down], [-down, across]], np.float32)
    points[:, :2] += (square.x, square.y)
    return Landmarks(points=points, presence=1 / (1 + exp(-min(80.0, max(-80.0, presence[0])))))


def _cut_out(image: Image.Image, square: Square) -> Image.Image:
    """Return the square, SIDE pixels wide, upright; black outside of the image."""
    around = square.side * (abs(cos(square.lean)) + abs(sin(square.lean))) / 2
    left, top = max(0, int(square.x - around)), max(0, int(square.y - around))
    right = min(image.width, int(square.x + around) + 2)
    bottom = min(image.height, int(square.y + around) + 2)
    if right <= left or bottom <= top:
        return Image.new("RGB", (SIDE, SIDE))
    # First shrink the part, since an affine transformation skips pixels where it shrinks.
    shrink = min(1.0, SIDE / square.side)
    width, height = (max(1, round(side * shrink)) for side in (right - left, bottom - top))
    part = image.resize((width, height), Image.Resampling.BILINEAR, (left, top, right, bottom))
    x_scale, y_scale = width / (right - left), height / (bottom - top)
    step = square.side / SIDE
    across, down = cos(square.lean) * step, sin(square.lean) * step
    x = square.x - left - (across - down) * SIDE / 2
    y = square.y - top - (down + across) * SIDE / 2
    return part.transform(
        (SIDE, SIDE),
        Image.Transform.AFFINE,
        (
            *(across * x_scale, -down * x_scale, x * x_scale),
            *(down * y_scale, across * y_scale, y * y_scale),
        ),
        Image.Resampling.BILINEAR,
    )
