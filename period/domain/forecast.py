"""The forecast: from logged days to the next periods, ovulation and fertile days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from period.domain import forecast_dates
from period.domain.backtest import backtest
from period.domain.current_cycle import CurrentCycleModel
from period.domain.cycles import cycle_day
from period.domain.forecast_basis import ENOUGH_CYCLES, forecast_basis
from period.domain.forecast_reasons import ASSUMPTION, reason
from period.domain.forecast_result import CurrentCycle, Forecast, ReasonCode
from period.domain.history import History, read_history
from period.domain.life_stages import LifeStage, stage_on
from period.domain.logged_day import Day
from period.domain.phases import (
    Phase,
    bleeding_length,
    bleeding_on,
    most_probable_phase,
)
from period.domain.profile import NOTHING_SAID, Profile
from period.domain.questions import find_questions
from period.domain.running_cycle import cycle_model
from period.domain.stage_now import stage_now


def forecast(
    *,
    days: Iterable[Day],
    today: date,
    stages: Iterable[LifeStage] = (),
    profile: Profile = NOTHING_SAID,
) -> Forecast:
    """Return the forecast as of today, from days and life stages in any order.

    Days after today, and days more than HISTORY_DAYS before it, are ignored.
    """
    stages = [*stages]
    result = _forecast(read_history(days=days, today=today, stages=stages, profile=profile))
    stage = stage_on(stages=stages, day=today)
    return replace(result, life_stage=stage_now(stage)) if stage else result


def _forecast(history: History) -> Forecast:
    today = history.today
    day = cycle_day(periods=history.periods, on=today)
    if day is None:
        return _without_dates(history, today, "series_broken" if history.periods else "no_period")
    cycle = cycle_model(history=history, today=today)
    questions = find_questions(history=history)
    current_cycle = CurrentCycle(
        start=cycle.start,
        day=day,
        period=history.periods[-1],
        phase=None if cycle.is_overdue else _phase(history, cycle, today, day),
        question=questions[0].text if questions else None,
    )
    late = forecast_dates.late_period(cycle=cycle, today=today)
    result = replace(
        _without_dates(history, today, "overdue" if cycle.is_overdue else "late"),
        assumption=ASSUMPTION,
        current_cycle=current_cycle,
        late=late,
        questions=questions,
    )
    if cycle.is_overdue:
        return result
    result = replace(
        result,
        next_period=forecast_dates.next_period(
            cycle=cycle,
            is_reliable=len(history.complete_cycles) >= ENOUGH_CYCLES and not questions,
        ),
        next_period_reason=None,
        following_periods=forecast_dates.following_periods(
            cycle=cycle, posterior=history.posterior
        ),
    )
    if cycle.is_late:
        return result
    fertile_days = forecast_dates.fertile_days(cycle=cycle)
    return replace(
        result,
        ovulation=forecast_dates.ovulation(cycle=cycle),
        fertile_days=fertile_days,
        ovulation_reason=None if fertile_days else reason("too_uncertain"),
    )


def _without_dates(history: History, today: date, code: ReasonCode) -> Forecast:
    """Return a forecast without any predicted date; the code says why."""
    return Forecast(
        as_of=today,
        next_period_reason=reason(code),
        ovulation_reason=reason(code),
        based_on=forecast_basis(history=history),
        track_record=backtest(history=history),
    )


def _phase(history: History, cycle: CurrentCycleModel, today: date, day: int) -> Phase | None:
    length = bleeding_length(own=[period.span_days for period in history.periods[:-1]])
    return most_probable_phase(
        day=day,
        bleeding=bleeding_on(
            periods=history.periods, days=history.days, today=today, length=length
        ),
        ovulation=cycle.conditional_ovulation,
        in_this_cycle=1 - cycle.missed_log_probability,
    )
