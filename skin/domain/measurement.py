"""A measurement of the skin in a photo, and the reasons why a photo cannot be measured."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import ClassVar, Final, Literal

from glowcycle.errors import Invalid
from glowcycle.sentences import sentence

METRICS: Final = ("radiance", "moisture", "texture", "pores", "dark_circles")

QualityIssue = Literal[
    "blurred",
    "too_dark",
    "too_bright",
    "colour_cast",
    "no_face",
    "several_faces",
    "face_too_small",
    "turned_away",
    "cut_off",
    "filtered",
    "makeup",
]
MissingReason = Literal[
    "too_coarse",
    "turned_away",
    "blurred",
    "too_dark",
    "too_bright",
    "uneven_light",
    "colour_cast",
    "covered",
    "not_in_a_photo",
    "unsure",
    "not_told",
]
Source = Literal["bedrock", "local", "manual"]

MAX_SCORE: Final = 100
SMALLEST_SIDE: Final = 32  # pixels of a photo: fewer show no skin, and no analyzer is asked

QUALITY_ISSUES: Final[Mapping[QualityIssue, str]] = {
    "blurred": sentence("hold the camera still and let it focus"),
    "too_dark": sentence("face a window or a lamp for more light"),
    "too_bright": sentence("turn away from the glaring light, or switch off the flash"),
    "colour_cast": sentence("use daylight or a white lamp"),
    "no_face": sentence(
        "show your whole face upright, close up and from the front, with nothing before it"
    ),
    "several_faces": sentence("be alone in the picture"),
    "face_too_small": sentence("come closer, so that your face fills most of the picture"),
    "turned_away": sentence("hold the camera upright and look straight into it"),
    "cut_off": sentence("keep your whole face inside the picture"),
    "filtered": sentence("switch off every filter and beauty mode"),
    "makeup": sentence("take the photo without makeup"),
}
"""Each issue with a photo's quality, and how to avoid it."""

MISSING_REASONS: Final[Mapping[MissingReason, str]] = {
    "too_coarse": sentence("the face has too few pixels"),
    "turned_away": sentence("the face is turned away"),
    "blurred": sentence("the photo is blurred"),
    "too_dark": sentence("the face is too dark"),
    "too_bright": sentence("parts of the face are too bright"),
    "uneven_light": sentence("the light on the face is uneven"),
    "colour_cast": sentence("the light has a colour"),
    "covered": sentence("hair or something else covers the skin"),
    "not_in_a_photo": sentence("a photo cannot show it"),
    "unsure": sentence("repeated measurements of the photo disagree"),
    "not_told": sentence("the model gave no score"),
}
"""Each reason why a metric has no score, in words for her."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The five scores of one scan: whole numbers 0-100, higher is better, None if not measured.

    Raise ValueError for any other score: scores are never rounded or clamped.
    """

    radiance: int | None = None
    moisture: int | None = None
    texture: int | None = None
    pores: int | None = None
    dark_circles: int | None = None

    def __post_init__(self) -> None:
        for name, score in self.measured().items():
            # Python counts bool as int, and a float such as 87.0 would be stored as another type.
            if type(score) is not int or not 0 <= score <= MAX_SCORE:
                raise ValueError(f"{name} is not a whole number from 0 to {MAX_SCORE}")

    def measured(self) -> dict[str, int]:
        """Return the scores that are not None by their names, in the order of METRICS."""
        scores = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: score for name, score in scores if score is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """The scores of one photo, and how they were measured.

    confidence     0 to 1 for each measured metric, and for no other
    missing        why there is no score, for each metric that is None, and for no other
    quality        issues that lower the quality but do not rule the photo out
    observations   short sentences for her to read
    source         the method; scores of different sources, models or prompts cannot be compared
    model_id, prompt_version   the model and the prompt; None if the source has none

    Raise ValueError if confidence or reasons do not fit the metrics.
    """

    metrics: Metrics
    confidence: Mapping[str, float]
    missing: Mapping[str, MissingReason]
    quality: tuple[QualityIssue, ...] = ()
    observations: tuple[str, ...] = ()
    source: Source
    model_id: str | None = None
    prompt_version: str | None = None

    def __post_init__(self) -> None:
        if self.confidence.keys() != self.metrics.measured().keys():
            raise ValueError("confidence must be given for the measured metrics and no other")
        if self.missing.keys() != set(METRICS) - self.metrics.measured().keys():
            raise ValueError("a reason must be given for the metrics without a score and no other")
        if not all(0 <= value <= 1 for value in self.confidence.values()):
            raise ValueError("confidence lies between 0 and 1")


class PoorPhoto(Invalid):
    """The photo is a valid image, but its skin cannot be measured.

    `reasons` holds the issues, which the problem lists; the message says how to avoid each.
    """

    code: ClassVar[str] = "poor_photo"

    def __init__(self, *, reasons: tuple[QualityIssue, ...]) -> None:
        advice, *others = (QUALITY_ISSUES[reason] for reason in reasons)
        for other in others:
            advice = sentence("{advice}; {other}", advice=advice, other=other)
        super().__init__(
            sentence("The photo cannot be measured. Please try again: {advice}.", advice=advice)
        )
        self.reasons = reasons
        self.extra = {"reasons": reasons}


class SmallPhoto(Invalid):
    """The photo has too few pixels to measure; `reasons` of the problem says `too_small`."""

    code: ClassVar[str] = PoorPhoto.code
    extra = MappingProxyType({"reasons": ("too_small",)})

    def __init__(self) -> None:
        advice = sentence("send the photo as the camera took it, not a small copy")
        super().__init__(
            sentence("The photo cannot be measured. Please try again: {advice}.", advice=advice)
        )
