"""Let a photo pass to an analysis only if it shows one face that can be measured."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from skin.domain.face.detector import Detection, detect
from skin.domain.face.light import TOO_DARK, find_light
from skin.domain.face.mesh import find_landmarks
from skin.domain.face.outlines import OVAL
from skin.domain.face.portrait import Box, Face
from skin.domain.face.pose import find_eye_distance, find_pose
from skin.domain.measurement import PoorPhoto, QualityIssue

LEAST_SCORE: Final = 0.6  # of the detector
LEAST_PRESENCE: Final = 0.99  # of the mesh
MOST_FACES: Final = 4  # that are looked at: more add nothing
LIKE_SIZE: Final = 0.6
"""A second face of this share of the first one's size: nobody can tell which of them is meant. A
smaller one stands behind her, or is a picture on the wall."""
LEAST_EYE_DISTANCE: Final = 32  # pixels
MOST_TURNED, MOST_NODDED, MOST_TILTED = 35, 30, 45  # degrees
MOST_OUTSIDE: Final = 0.06  # of the face's height, over the edge of the photo


def find_face(*, image: Image.Image) -> Face:
    """Return the face that an upright RGB photo shows.

    Raise PoorPhoto with its reasons: `no_face`, `several_faces`, `face_too_small`, `turned_away`,
    `cut_off`, `too_dark`. Raise NetworkDamaged.
    """
    faces = [*islice(_faces(image), MOST_FACES)]
    if not faces:
        raise PoorPhoto(reasons=("no_face",))
    first, *others = faces
    second = max((box.size / first[1].size for _, box in others), default=0.0)
    points, box = first
    pose = find_pose(points)
    face = Face(
        points=points,
        box=box,
        eye_distance=find_eye_distance(points),
        turned=pose.turned,
        nodded=pose.nodded,
        tilted=pose.tilted,
        second=min(1.0, second),
    )
    if reasons := tuple(_reasons(image, face)):
        raise PoorPhoto(reasons=reasons)
    return face


def _faces(image: Image.Image) -> Iterator[tuple[NDArray[np.float32], Box]]:
    """Yield the points and the extent of each face, the largest first."""

    def size(detection: Detection) -> float:
        return -detection.box.size

    likely = [found for found in detect(image) if found.score >= LEAST_SCORE]
    for detection in sorted(likely, key=size):
        found = find_landmarks(image, detection)
        if found.presence >= LEAST_PRESENCE:
            yield found.points, _extent(found.points)


def _extent(points: NDArray[np.float32]) -> Box:
    (left, top), (right, bottom) = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    return Box(left=float(left), top=float(top), right=float(right), bottom=float(bottom))


def _reasons(image: Image.Image, face: Face) -> Iterator[QualityIssue]:
    if face.second >= LIKE_SIZE:
        yield "several_faces"
    if face.eye_distance < LEAST_EYE_DISTANCE:
        yield "face_too_small"
    if (
        abs(face.turned) > MOST_TURNED
        or abs(face.nodded) > MOST_NODDED
        or abs(face.tilted) > MOST_TILTED
    ):
        yield "turned_away"
    if _outside(image, face) > MOST_OUTSIDE:
        yield "cut_off"
    if find_light(image=image, outline=face.points[OVAL, :2]) < TOO_DARK:
        yield "too_dark"


def _outside(image: Image.Image, face: Face) -> float:
    """Return how far the outline leaves the photo, by the face's height."""
    outline = face.points[list(OVAL), :2]
    over = np.maximum(-outline, outline - (image.width, image.height)).max()
    return float(over) / max(1.0, face.box.height)
