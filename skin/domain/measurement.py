"""What a photo of skin is measured to say, whoever measured it, and why a photo may say nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar, Final, Literal

from glowcycle.errors import Invalid

METRICS: Final = ("radiance", "moisture", "texture", "pores", "dark_circles")

Judgement = Literal["blurred", "too_dark", "no_face", "filtered", "makeup"]
Source = Literal["bedrock", "local", "manual"]

BEST: Final = 100  # a score lies between 0 and this

JUDGEMENTS: Final[Mapping[Judgement, str]] = {
    "blurred": "hold the camera still and let it focus",
    "too_dark": "face a window or a lamp for more light",
    "no_face": "come closer, so that bare skin fills most of the picture",
    "filtered": "switch off every filter and beauty mode",
    "makeup": "take the photo without makeup",
}
"""Each judgement of a photo's quality, and what to change so that it no longer applies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The five scores of one scan: whole numbers 0-100, higher is better, None when not measurable.

    Raise ValueError for anything else: a score is never rounded or clamped into its range.
    """

    radiance: int | None = None
    moisture: int | None = None
    texture: int | None = None
    pores: int | None = None
    dark_circles: int | None = None

    def __post_init__(self) -> None:
        for name, score in self.measured().items():
            # bool is an int to Python, and a float such as 87.0 would not survive a round trip.
            if type(score) is not int or not 0 <= score <= BEST:
                raise ValueError(f"{name} is not a whole number from 0 to {BEST}")

    def measured(self) -> dict[str, int]:
        """Return the scores that are not None by their names, in the order of METRICS."""
        scores = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: score for name, score in scores if score is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """The scores of one photo, and how they were obtained.

    confidence     0..1 for each measured metric and for no other
    quality        what speaks against the photo without ruling it out; empty when nothing does
    observations   short sentences for her to read
    source         who measured; scores of different sources, models or prompts do not compare
    model_id, prompt_version   what exactly measured; None where the source knows no such thing

    Raise ValueError when confidence does not fit the metrics.
    """

    metrics: Metrics
    confidence: Mapping[str, float]
    quality: tuple[Judgement, ...] = ()
    observations: tuple[str, ...] = ()
    source: Source
    model_id: str | None = None
    prompt_version: str | None = None

    def __post_init__(self) -> None:
        if self.confidence.keys() != self.metrics.measured().keys():
            raise ValueError("confidence must be given for the measured metrics and no other")
        if not all(0 <= value <= 1 for value in self.confidence.values()):
            raise ValueError("confidence lies between 0 and 1")


class PoorPhoto(Invalid):
    """The photo is a proper picture, but nothing honest can be measured on it.

    `reasons` holds the judgements against it, which the problem names; the message says what to
    change about each.
    """

    code: ClassVar[str] = "poor_photo"

    def __init__(self, *, reasons: tuple[Judgement, ...]) -> None:
        advice = "; ".join(JUDGEMENTS[reason] for reason in reasons)
        super().__init__(f"The photo cannot be measured. Please try again: {advice}.")
        self.reasons = reasons
        self.extra = {"reasons": reasons}
