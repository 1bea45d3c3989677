"""How this same method would have fared, asked at the start of each of her past cycles."""

from collections.abc import Sequence
from datetime import timedelta

from period.domain.bayes_update import Belief
from period.domain.forecast_result import LEVEL, NEAR_DAYS, PastPrediction, TrackRecord
from period.domain.gaps import Gap, GapMeaning
from period.domain.history import Past
from period.domain.stated_length import Statement, stated_evidence

_FAULTS_OF_THE_LOG: frozenset[GapMeaning] = frozenset({"period_not_logged", "bleeding_between"})


def track_record(*, past: Past) -> TrackRecord:
    """Return what would have been said at the start of every gap since the last pause.

    A gap in which a period was probably not logged, or which other bleeding probably cut, is not
    scored: there the log is wrong, whatever the prediction.
    """
    predictions = [
        _predicted(gap, meaning, belief, past.statements)
        for gap, meaning, belief in zip(past.gaps, past.meanings, past.beliefs, strict=False)
    ]
    scored = [prediction for prediction in predictions if prediction.scored]
    errors = [abs((past.actual - past.date).days) for past in scored]
    inside = [past.earliest <= past.actual <= past.latest for past in scored]
    return TrackRecord(
        scored=len(scored),
        left_out=len(predictions) - len(scored),
        mean_absolute_error=_mean(errors),
        inside_range=_mean(inside),
        within_two_days=_mean([error <= NEAR_DAYS for error in errors]),
        level=LEVEL,
        predictions=tuple(predictions),
    )


def _predicted(
    gap: Gap, meaning: GapMeaning, belief: Belief, statements: Sequence[Statement]
) -> PastPrediction:
    evidence = stated_evidence(statements=statements, on=gap.start, grid=belief.grid)
    length = belief.posterior(evidence).next_length()
    earliest, latest = length.shortest_range(level=LEVEL)
    return PastPrediction(
        asked_on=gap.start,
        date=gap.start + timedelta(days=length.median()),
        earliest=gap.start + timedelta(days=earliest),
        latest=gap.start + timedelta(days=latest),
        actual=gap.start + timedelta(days=gap.days),
        scored=meaning not in _FAULTS_OF_THE_LOG,
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
