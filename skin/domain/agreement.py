"""From one look of a model at a photo, or from several that agree, to the measurement.

A served model answers the same question differently each time. The median of three looks moves two
thirds as much as one look does, one wild answer moves it little, and the spread of the looks tells
how much to trust it. What fewer than two of several looks say does not count.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from math import erf, sqrt
from statistics import fmean, median
from typing import Final

from skin.domain import prompt
from skin.domain.measurement import (
    METRICS,
    QUALITY_ISSUES,
    Measurement,
    Metrics,
    MissingReason,
    PoorPhoto,
    QualityIssue,
)
from skin.domain.model_answer import ModelAnswer
from skin.domain.observation import MAX_OBSERVATIONS

MAX_SPREAD: Final = 15  # between the highest and the lowest look: beyond it there is no score
NEAR: Final = 5  # points: the confidence is that another measurement comes so near
LOOK_NOISE: Final = 6.0
"""The standard deviation of one look as long as nothing better is known. It weighs as much as one
look more, because three that agree by chance do not prove that there is no noise."""
MEDIAN_NOISE: Final = {2: sqrt(1 / 2), 3: 0.67}
"""The standard deviation of the median of two or three values, by that of one. Of two it is the
mean; of three normal values see Kendall's Advanced Theory of Statistics, volume 1, order
statistics."""


def agree(
    *, answers: Sequence[ModelAnswer], seen: Collection[QualityIssue], model_id: str
) -> Measurement:
    """Return what one to three looks at a photo say together.

    `seen` are the issues that the pixels of the face tell; those of the model are added. Raise
    PoorPhoto if half of the looks or more rule the photo out.
    """
    ruined = [answer for answer in answers if answer.ruined_by]
    if 2 * len(ruined) >= len(answers):
        raise PoorPhoto(reasons=_reasons(ruined))
    least = min(2, len(answers))
    looks = [answer for answer in answers if not answer.ruined_by]
    scores: dict[str, int] = {}
    missing: dict[str, MissingReason] = {}
    confidence: dict[str, float] = {}
    for name in METRICS:
        values = [look.metrics.measured()[name] for look in looks if name in look.confidence]
        if len(values) < least:
            missing[name] = "not_told"
        elif max(values) - min(values) > MAX_SPREAD:
            missing[name] = "unsure"
        else:
            scores[name] = round(median(values))
            own = looks[0].confidence[name] if least == 1 else None
            confidence[name] = confidence_of(values) if own is None else own
    return Measurement(
        metrics=Metrics(**scores),
        confidence=confidence,
        missing=missing,
        quality=_quality(answers, seen, least=least),
        observations=_observations(looks, least=least),
        source="bedrock",
        model_id=model_id,
        prompt_version=prompt.VERSION,
    )


def confidence_of(values: Sequence[int]) -> float:
    """Return how likely the median of other looks at the photo comes within NEAR of this one.

    The variance of one look is estimated from the two or three `values`, with LOOK_NOISE as one
    value more. Two medians then differ by sqrt(2) times the noise of one.
    """
    centre = fmean(values)
    squares = LOOK_NOISE**2 + sum((value - centre) ** 2 for value in values)
    noise = MEDIAN_NOISE[len(values)] * sqrt(squares / len(values))
    return round(erf(NEAR / (2 * noise)), 2)


def _reasons(ruined: Sequence[ModelAnswer]) -> tuple[QualityIssue, ...]:
    """Return what two of the looks rule the photo out for; if they differ, what any does."""
    named = Counter(issue for answer in ruined for issue in answer.ruined_by)
    least = 2 if max(named.values()) > 1 else 1
    return tuple(issue for issue in prompt.MODEL_ISSUES if named[issue] >= least)


def _quality(
    answers: Sequence[ModelAnswer], seen: Collection[QualityIssue], *, least: int
) -> tuple[QualityIssue, ...]:
    named = Counter(
        issue for answer in answers for issue in (*answer.affected_by, *answer.ruined_by)
    )
    return tuple(issue for issue in QUALITY_ISSUES if issue in seen or named[issue] >= least)


def _observations(looks: Sequence[ModelAnswer], *, least: int) -> tuple[str, ...]:
    named = Counter(observation for look in looks for observation in look.observations)
    agreed = [observation.text for observation, count in named.items() if count >= least]
    return tuple(agreed[:MAX_OBSERVATIONS])
