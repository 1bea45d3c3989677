"""What a forecast tells in each life stage: beside the dates of cycles, or in their place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from period.domain.forecast.evidence import ForecastBasis, TrackRecord
from period.domain.forecast.forecast_reasons import reason
from period.domain.forecast.forecast_result import Forecast
from period.domain.forecast.predicted_days import LEVEL
from period.domain.forecast.stage_now import stage_now
from period.domain.forecast.unused_bleeding import contradictions, unused_bleeding
from period.domain.log.life_stages import (
    PROGESTIN_ONLY,
    LifeStage,
    hormonal_on,
    pregnancy_stage_on,
    stage_on,
)
from period.domain.log.not_used import NotUsed
from period.domain.own_cycles.history import History
from period.domain.remarks.attention import Attention, bleeding_attention, cycle_attention
from period.domain.remarks.period_questions import confirmation, period_questions
from period.domain.remarks.questions import Question
from period.domain.remarks.stage_questions import stage_questions
from period.domain.stages.contraception import bleeding_pattern, scheduled_bleed
from period.domain.stages.pregnancy import pregnancy_on
from period.domain.stages.silence import SilenceCode

_NO_RECORD = TrackRecord(0, 0, None, None, None, LEVEL, ())

_TELLS_PERIODS: frozenset[SilenceCode | None] = frozenset({None, "no_period_12_months"})


def without_cycles(*, code: SilenceCode, today: date) -> Forecast:
    """Return the forecast of a life stage without cycles."""
    why = reason(code)
    return Forecast(
        as_of=today,
        based_on=ForecastBasis("nothing", 0, (), None, 0, why.text),
        track_record=_NO_RECORD,
        next_period_reason=why,
        ovulation_reason=why,
    )


def with_life_stage(
    *, result: Forecast, history: History, stages: Sequence[LifeStage], silent: SilenceCode | None
) -> Forecast:
    """Return the forecast with what her life stage tells, what to ask her, and what to look at.

    `silent` is why nothing is told of her cycles, None if it is. A pause says nothing more.
    """
    today = result.as_of
    stage = stage_on(stages=stages, day=today)
    result = replace(result, life_stage=stage_now(stage) if stage else None)
    if silent == "pause":
        return result
    method = hormonal_on(stages=stages, day=today)
    pregnant = pregnancy_stage_on(stages=stages, day=today)
    not_used = sorted(
        (*result.based_on.not_used, *_not_used(history, stages, today)),
        key=lambda log: (log.date, log.kind, log.code),
    )
    return replace(
        result,
        current_cycle=result.current_cycle
        and replace(result.current_cycle, question=confirmation(periods=history.periods)),
        pregnancy=pregnancy_on(stage=pregnant, days=history.days, today=today)
        if pregnant
        else None,
        scheduled_bleed=scheduled_bleed(stage=method, today=today) if method else None,
        bleeding_pattern=bleeding_pattern(days=history.days, since=method.start, today=today)
        if method and method.method in PROGESTIN_ONLY
        else None,
        questions=tuple(_questions(result, history, stages, silent)),
        attention=tuple(_attention(history, stages, silent, today)),
        based_on=replace(result.based_on, not_used=tuple(not_used)),
    )


def _questions(
    result: Forecast, history: History, stages: Sequence[LifeStage], silent: SilenceCode | None
) -> Iterator[Question]:
    periods, today = history.periods, result.as_of
    yield from stage_questions(
        days=history.days,
        last_period=periods[-1].start if periods else None,
        stages=stages,
        today=today,
    )
    if silent in _TELLS_PERIODS:
        yield from period_questions(
            periods=periods,
            stages=stages,
            flows=history.flows,
            is_late=result.late is not None,
            today=today,
        )


def _attention(
    history: History, stages: Sequence[LifeStage], silent: SilenceCode | None, today: date
) -> Iterator[Attention]:
    flows = history.flows
    yield from bleeding_attention(flows=flows, stages=stages, today=today)
    if silent in _TELLS_PERIODS:
        yield from cycle_attention(flows=flows, periods=history.periods, stages=stages, today=today)


def _not_used(history: History, stages: Sequence[LifeStage], today: date) -> Iterator[NotUsed]:
    yield from unused_bleeding(
        other=history.other_bleeding, periods=history.periods, stages=stages, today=today
    )
    yield from contradictions(days=history.days, today=today)
