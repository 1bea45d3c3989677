"""The forecast: from logged days and life stages to the next periods and ovulation."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from period.domain.forecast import forecast_dates
from period.domain.forecast.backtest import backtest
from period.domain.forecast.forecast_basis import ENOUGH_CYCLES, forecast_basis
from period.domain.forecast.forecast_reasons import (
    ASSUMPTION,
    ReasonCode,
    reason,
    why_no_fertile_days,
)
from period.domain.forecast.forecast_result import CurrentCycle, Forecast
from period.domain.forecast.stage_forecast import with_life_stage, without_cycles
from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import Day
from period.domain.log.profile import NOTHING_SAID, Profile
from period.domain.own_cycles.current_cycle import CurrentCycleModel
from period.domain.own_cycles.history import History, read_history
from period.domain.own_cycles.phases import (
    Phase,
    bleeding_length,
    bleeding_on,
    most_probable_phase,
)
from period.domain.own_cycles.running_cycle import cycle_model
from period.domain.periods.cycles import cycle_day
from period.domain.periods.menses import MAX_BRIDGED_DAYS
from period.domain.stages.silence import silence

_ABOUT_PERIODS: frozenset[ReasonCode] = frozenset({"new_series", "no_period_12_months"})


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
    history = read_history(days=days, today=today, stages=stages, profile=profile)
    silent = silence(stages=stages, periods=history.periods, today=today)
    if silent is None:
        result = _of_cycles(history, today)
    elif silent in _ABOUT_PERIODS:
        result = _without_dates(history, today, silent)
    else:
        result = without_cycles(code=silent, today=today)
    return with_life_stage(result=result, history=history, stages=stages, silent=silent)


def with_last_period(*, result: Forecast, start: date) -> Forecast:
    """Return a forecast without a period, with the first day of one before the days it reads."""
    why = reason("no_recent_period", start)
    return replace(
        result,
        next_period_reason=why,
        ovulation_reason=why,
        based_on=replace(result.based_on, text=why.text),
    )


def _of_cycles(history: History, today: date) -> Forecast:
    day = cycle_day(periods=history.periods, on=today)
    if day is None:
        return _without_dates(history, today, _why_no_cycle(history, today))
    cycle = cycle_model(history=history, today=today)
    period = history.periods[-1]
    bleeds = _bleeding_goes_on(history, today)
    is_too_long = bleeds and cycle.is_late  # a period that still goes on is not late
    code: ReasonCode = "overdue" if cycle.is_overdue else "late"
    result = _without_dates(history, today, "bleeding_goes_on" if is_too_long else code)
    result = replace(
        result,
        based_on=replace(result.based_on, not_used=cycle.signs_not_used),
        assumption=None if is_too_long else ASSUMPTION,
        current_cycle=CurrentCycle(
            start=cycle.start,
            day=day,
            period=period,
            phase=None if cycle.is_overdue and not bleeds else _phase(history, cycle, today, day),
            question=None,
        ),
        late=None if is_too_long else forecast_dates.late_period(cycle=cycle, today=today),
    )
    if cycle.is_overdue or is_too_long:
        return result
    result = replace(
        result,
        next_period=forecast_dates.next_period(
            cycle=cycle,
            is_reliable=len(history.complete_cycles) >= ENOUGH_CYCLES
            and not period.needs_confirmation,
        ),
        next_period_reason=None,
        following_periods=forecast_dates.following_periods(
            cycle=cycle, posterior=history.posterior
        ),
    )
    if cycle.is_late:
        return result
    if cycle.is_start_in_doubt:
        return replace(result, ovulation_reason=reason("start_in_doubt"))
    if cycle.is_too_short_to_tell:
        return replace(result, ovulation_reason=reason("too_uncertain"))
    fertile_days = forecast_dates.fertile_days(cycle=cycle)
    return replace(
        result,
        ovulation=forecast_dates.ovulation(cycle=cycle),
        fertile_days=fertile_days,
        ovulation_reason=None
        if fertile_days
        else why_no_fertile_days(lengths=[each.length for each in history.complete_cycles]),
    )


def _why_no_cycle(history: History, today: date) -> ReasonCode:
    if not history.periods:
        return "no_period"
    return "bleeding_goes_on" if _bleeding_goes_on(history, today) else "series_broken"


def _bleeding_goes_on(history: History, today: date) -> bool:
    """Return whether the last period may still go on: she said no other thing since its end."""
    end = history.periods[-1].end
    return (today - end).days <= MAX_BRIDGED_DAYS and not any(day > end for day in history.flows)


def _without_dates(history: History, today: date, code: ReasonCode) -> Forecast:
    """Return a forecast without any predicted date; the code says why."""
    why = reason(code, history.periods[-1].start if history.periods else None)
    return Forecast(
        as_of=today,
        next_period_reason=why,
        ovulation_reason=why,
        based_on=forecast_basis(history=history),
        track_record=backtest(history=history),
    )


def _phase(history: History, cycle: CurrentCycleModel, today: date, day: int) -> Phase | None:
    length = bleeding_length(
        own=[period.span_days for period in history.periods[:-1]],
        stated=history.profile.period_length,
    )
    return most_probable_phase(
        day=day,
        bleeding=bleeding_on(
            periods=history.periods, days=history.days, today=today, length=length
        ),
        ovulation=cycle.conditional_ovulation,
        in_this_cycle=1.0 if _bleeding_goes_on(history, today) else cycle.explanations.long_cycle,
        no_period=cycle.no_period,
    )
