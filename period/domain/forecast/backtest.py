"""Backtest: the predictions that this method would have made at the start of each past cycle."""

from collections.abc import Sequence
from datetime import timedelta
from math import comb

from period.domain.forecast.evidence import PastPrediction, TrackRecord
from period.domain.forecast.predicted_days import LEVEL, NEAR_DAYS
from period.domain.own_cycles.gaps import GapMeaning
from period.domain.own_cycles.history import History

_LOG_ERRORS: frozenset[GapMeaning] = frozenset(
    {"period_not_logged", "bleeding_between", "excluded"}
)
_UNLISTED: frozenset[GapMeaning] = frozenset({"life_stage", "pause"})

MOST = 120
"""Predictions are made of the newest gaps alone, at most of this many, since each takes time. Five
years hold fewer cycles: these would last 15 days each. Chosen."""

UNLIKELY = 0.05
"""Ranges fall short if their hits, or fewer, were less likely than this at their level.

That is the one-sided exact binomial test at its usual level (Clopper, Pearson: The use of
confidence or fiducial limits illustrated in the case of the binomial, Biometrika 26, 1934).
"""


def backtest(*, history: History) -> TrackRecord:
    """Return the prediction for each gap that may be a cycle of her own, and how close it came.

    Gaps that show an error in the log (an unlogged period, or bleeding that was no period), or
    that she excluded, are listed but not scored. Times without cycles of her own are not listed.
    """
    listed = [i for i, meaning in enumerate(history.meanings) if meaning not in _UNLISTED]
    predictions = [_past_prediction(history, number) for number in listed[-MOST:]]
    scored = [prediction for prediction in predictions if prediction.scored]
    errors = [abs((prediction.actual - prediction.date).days) for prediction in scored]
    in_range = [
        prediction.earliest <= prediction.actual <= prediction.latest for prediction in scored
    ]
    return TrackRecord(
        scored=len(scored),
        left_out=len(predictions) - len(scored),
        mean_absolute_error=_mean(errors),
        inside_range=_mean(in_range),
        within_two_days=_mean([error <= NEAR_DAYS for error in errors]),
        level=LEVEL,
        predictions=tuple(predictions),
    )


def _past_prediction(history: History, number: int) -> PastPrediction:
    gap = history.gaps[number]
    length = history.learning.posterior_before(number).next_length()
    earliest, latest = length.shortest_range(level=LEVEL)
    return PastPrediction(
        asked_on=gap.start,
        date=gap.start + timedelta(days=length.median()),
        earliest=gap.start + timedelta(days=earliest),
        latest=gap.start + timedelta(days=latest),
        actual=gap.start + timedelta(days=gap.days),
        scored=history.meanings[number] not in _LOG_ERRORS,
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def falls_short(*, inside: int, scored: int, level: float) -> bool:
    """Return whether clearly fewer past periods began in their ranges than the level says."""
    at_most_inside = sum(
        comb(scored, hits) * level**hits * (1 - level) ** (scored - hits)
        for hits in range(inside + 1)
    )
    return at_most_inside < UNLIKELY
