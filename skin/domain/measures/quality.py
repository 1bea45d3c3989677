"""The quality of a photo, told on the pixels of the face, whichever analyzer measures it."""

from collections.abc import Iterator

from skin.domain.face.portrait import Face, Portrait
from skin.domain.face.regions import find_regions
from skin.domain.measurement import QualityIssue
from skin.domain.measures.dark_circles import is_frontal
from skin.domain.measures.exposure import find_exposure


def find_quality(*, portrait: Portrait) -> tuple[QualityIssue, ...]:
    """Return what lowers the quality of a photo that the gate let pass."""
    exposure = find_exposure(portrait=portrait, regions=find_regions(portrait=portrait))
    return (*exposure.issues(), *issues_of_face(face=portrait.face))


def issues_of_face(*, face: Face) -> Iterator[QualityIssue]:
    """Yield a smaller face beside hers, and a head that is not held straight."""
    if face.second > 0:
        yield "several_faces"
    if not is_frontal(face):
        yield "turned_away"
