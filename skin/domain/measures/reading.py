"""What one measure says of the skin in a photo."""

from dataclasses import dataclass
from typing import Final

from skin.domain.measurement import MAX_SCORE, MissingReason

MAX_CONFIDENCE: Final = 0.5  # these measures were never compared with a dermatologist's eye


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A score 0-100, higher is better, and the confidence in it, 0..1; or why there is none.

    Raise ValueError unless exactly one of score and reason is given.
    """

    score: int | None
    missing: MissingReason | None
    confidence: float

    def __post_init__(self) -> None:
        if (self.score is None) == (self.missing is None):
            raise ValueError("a reading has a score, or the reason why it has none")


def no_score(reason: MissingReason) -> Reading:
    """Return a reading without a score."""
    return Reading(score=None, missing=reason, confidence=0.0)


def scored(*, better: float, worse: float, confidence: float) -> Reading:
    """Return the share better / (better + worse) of MAX_SCORE, both above 0, as a reading.

    It is half where both are equal, and never clipped: the response of Naka & Rushton (J. Physiol.
    185, 1966).
    """
    points = round(MAX_SCORE * better / (better + worse))
    return Reading(score=points, missing=None, confidence=round(confidence, 2))
