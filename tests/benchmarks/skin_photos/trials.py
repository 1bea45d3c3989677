"""Try the gate and the local analyzer on photos, each as it is and after each change."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Final, TypeVar

from PIL import Image

from skin import analyzer
from skin.domain.face.portrait import Portrait
from skin.domain.measurement import METRICS, PoorPhoto
from skin.domain.photo import JPEG_QUALITY, Photo, clean_photo
from tests.benchmarks.skin_photos.disturbances import CHANGES, darkened_under_eyes, exposed
from tests.benchmarks.skin_photos.manifest import LabelledPhoto
from tests.benchmarks.skin_photos.tone import tone_of

Found = TypeVar("Found")

PROCESSES: Final = 2
MEASURED: Final = tuple(name for name in METRICS if name != "moisture")
UNDER_EYE_STEPS: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)  # EV
FRONTAL: Final = 12  # degrees to either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the analyzer says of a photo: its scores, or why it is refused."""

    scores: Mapping[str, int] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A face, and what the analyzer answers.

    angle         ITA of the cheeks in degrees, None where the photo is refused
    changed       the answer after each of CHANGES
    very_dark     the answer at -2 EV
    under_eyes    the answers at each of UNDER_EYE_STEPS, of frontal faces
    """

    photo: LabelledPhoto
    answer: Answer
    angle: float | None = None
    changed: Mapping[str, Answer] = field(default_factory=dict)
    very_dark: Answer | None = None
    under_eyes: tuple[Answer, ...] = ()


def open_photo(photo: LabelledPhoto) -> Photo:
    """Return the photo as the service cleans it: upright, sRGB, at most 2,048 pixels."""
    return clean_photo(data=photo.path.read_bytes())


def try_faces(photos: Iterable[LabelledPhoto]) -> list[Trial]:
    """Return the trials of faces with all changes, and of repeats as they are, in their order."""
    return _in_processes(_try, photos)


def try_gate(photos: Iterable[LabelledPhoto]) -> list[tuple[str, ...]]:
    """Return why the gate refuses each photo; nothing where it lets the photo pass."""
    return _in_processes(_refusal, photos)


def _in_processes(
    trial: Callable[[LabelledPhoto], Found], photos: Iterable[LabelledPhoto]
) -> list[Found]:
    with ProcessPoolExecutor(PROCESSES) as pool:
        return list(pool.map(trial, photos))


def _refusal(photo: LabelledPhoto) -> tuple[str, ...]:
    try:
        analyzer.find_portrait(photo=open_photo(photo))
    except PoorPhoto as poor:
        return poor.reasons
    return ()


def _try(photo: LabelledPhoto) -> Trial:
    answer, portrait = _analyze(open_photo(photo))
    if portrait is None:
        return Trial(photo=photo, answer=answer)
    picture, is_frontal = portrait.image, abs(portrait.face.turned) <= FRONTAL
    angle = tone_of(image=picture, face=portrait.face)
    trial = Trial(photo=photo, answer=answer, angle=angle)
    if photo.kind == "repeat":
        return trial
    return replace(
        trial,
        changed={name: _answer(change(picture)) for name, change in CHANGES.items()},
        very_dark=_answer(exposed(picture, ev=-2)),
        under_eyes=_answers_by_step(portrait) if is_frontal else (),
    )


def _answers_by_step(portrait: Portrait) -> tuple[Answer, ...]:
    steps = (
        darkened_under_eyes(portrait.image, face=portrait.face, ev=ev) for ev in UNDER_EYE_STEPS
    )
    return tuple(_answer(step) for step in steps)


def _answer(picture: Image.Image) -> Answer:
    """Return the answer to a changed picture, which is compressed as clean_photo does."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=JPEG_QUALITY)
    photo = Photo(jpeg=file.getvalue(), width=picture.width, height=picture.height)
    return _analyze(photo)[0]


def _analyze(photo: Photo) -> tuple[Answer, Portrait | None]:
    try:
        portrait = analyzer.find_portrait(photo=photo)
        found = analyzer.measure(portrait=portrait)
    except PoorPhoto as poor:
        return Answer(refused=poor.reasons), None
    scores = found.metrics.measured()
    return Answer(scores=scores, missing=found.missing), portrait
