"""Let a photo pass to an analysis only if it shows one face that can be measured."""

from collections.abc import Iterator, Sequence
from typing import Final

from PIL import Image

from skin.domain.face.detector import SIDE, Detection, detect
from skin.domain.face.light import TOO_DARK, find_light
from skin.domain.face.mesh import Landmarks, find_landmarks, find_presence, is_upside_down
from skin.domain.face.portrait import Box, Face
from skin.domain.face.pose import find_eye_distance, find_pose
from skin.domain.measurement import PoorPhoto, QualityIssue

FoundFace = tuple[Landmarks, float]

LEAST_SCORE: Final = 0.6  # of the detector
LEAST_PRESENCE: Final = 0.99  # of the mesh
NEAR: Final = 0.3
"""Of the photo's longer side: a smaller face is looked for again, with faces of like size, in a
picture twice as long. The detector misses faces of less than about a seventh of what it sees."""
MOST_FACES: Final = 6  # that are looked at, so that a pattern takes no longer than a group
LIKE_SIZE: Final = 0.6
"""A second face of this share of the first one's size: nobody can tell which of them is meant. A
smaller one stands behind her, or is a picture on the wall."""
LEAST_EYE_DISTANCE: Final = 32  # pixels
MOST_TURNED, MOST_NODDED, MOST_TILTED = 45, 40, 45
"""Degrees: beyond, one cheek and half of the forehead are foreshortened. A measure that needs a
frontal face has a stricter limit of its own."""
MOST_OUTSIDE: Final = 0.06  # of the face's height, over an edge of the photo
MOST_ABOVE: Final = 0.12  # over the upper edge: two thirds of the forehead are left
LONGEST: Final = 4.5
"""Of a face's longer side, by the distance between its eyes: up to 3.0 on 66 faces. A picture made
to deceive the network may have its points anywhere, and measures enlarge a face by its eyes."""


def find_face(*, image: Image.Image) -> Face:
    """Return the face that an upright RGB photo shows.

    Raise PoorPhoto with its reasons: `no_face`, `several_faces`, `face_too_small`, `turned_away`,
    `cut_off`, `too_dark`. Raise NetworkDamaged.
    """
    found = _largest(image)
    if found is None:
        raise PoorPhoto(reasons=("no_face",))
    landmarks, second = found
    if is_upside_down(image, landmarks):
        raise PoorPhoto(reasons=("turned_away",))
    points = landmarks.points
    pose = find_pose(points)
    face = Face(
        points=points,
        box=Box.around(points),
        eye_distance=find_eye_distance(points),
        turned=pose.turned,
        nodded=pose.nodded,
        tilted=pose.tilted,
        second=second,
    )
    if not max(face.box.width, face.box.height) <= LONGEST * face.eye_distance:
        raise PoorPhoto(reasons=("no_face",))
    if reasons := tuple(_reasons(image, face)):
        raise PoorPhoto(reasons=reasons)
    return face


def _largest(image: Image.Image) -> FoundFace | None:
    """Return the largest face, and the size of the next one by it."""
    near = _likely(image, side=SIDE)
    is_near = bool(near) and near[0].box.size >= NEAR * max(image.size)
    found = _first_face(image, near) if is_near else None
    found = found or _first_face(image, _likely(image, side=2 * SIDE))
    return found if found or is_near else _first_face(image, near)


def _likely(image: Image.Image, *, side: int) -> Sequence[Detection]:
    """Return what the detector takes for faces, the largest first."""
    found = [face for face in detect(image, side=side) if face.score >= LEAST_SCORE]
    return sorted(found, key=lambda face: -face.box.size)[:MOST_FACES]


def _first_face(image: Image.Image, detections: Sequence[Detection]) -> FoundFace | None:
    for place, detection in enumerate(detections):
        found = find_landmarks(image, detection)
        if found.presence >= LEAST_PRESENCE:
            smaller = detections[place + 1 :]
            sizes = (one.box.size for one in smaller if _is_face(image, one))
            return found, min(1.0, next(sizes, 0.0) / detection.box.size)
    return None


def _is_face(image: Image.Image, detection: Detection) -> bool:
    return find_presence(image, detection) >= LEAST_PRESENCE


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
    if _is_cut_off(image, face):
        yield "cut_off"
    if find_light(image=image, outline=face.outline) < TOO_DARK:
        yield "too_dark"


def _is_cut_off(image: Image.Image, face: Face) -> bool:
    outline = face.outline
    left, above = -outline.min(axis=0) / face.box.height
    right, below = (outline.max(axis=0) - image.size) / face.box.height
    return bool(max(left, right, below) > MOST_OUTSIDE or above > MOST_ABOVE)
