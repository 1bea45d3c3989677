"""The forecast: from logged days to the next periods, ovulation and fertile days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from glowcycle.sentences import sentence
from period.domain import forecast_dates
from period.domain.backtest import backtest
from period.domain.current_cycle import CurrentCycleModel, model_current_cycle
from period.domain.cycles import cycle_day
from period.domain.forecast_basis import ENOUGH_CYCLES, forecast_basis
from period.domain.forecast_result import CurrentCycle, Forecast, Reason, ReasonCode
from period.domain.history import History, read_history
from period.domain.life_stages import LifeStage, stage_on
from period.domain.logged_day import Day
from period.domain.phases import (
    Phase,
    bleeding_length,
    bleeding_probability,
    most_probable_phase,
)

_REASONS: dict[ReasonCode, str] = {
    "no_period": sentence("No period is logged yet."),
    "series_broken": sentence(
        "No period was logged for over 120 days. The next period you log starts a new series."
    ),
    "overdue": sentence("Your period is so late that a date can no longer be predicted."),
    "late": sentence(
        "Your period is late or was not logged, so ovulation in this cycle cannot be estimated."
    ),
    "too_uncertain": sentence("Your cycle lengths vary too much to estimate your fertile days."),
}


def forecast(*, days: Iterable[Day], today: date, stages: Iterable[LifeStage] = ()) -> Forecast:
    """Return the forecast as of today, from days and life stages in any order.

    Days after today, and days more than HISTORY_DAYS before it, are ignored.
    """
    result = _forecast(days, today)
    return replace(result, life_stage=stage_on(stages=stages, day=today))


def _forecast(days: Iterable[Day], today: date) -> Forecast:
    history = read_history(days=days, today=today)
    day = cycle_day(periods=history.periods, on=today)
    if day is None:
        return _without_dates(history, today, "series_broken" if history.periods else "no_period")
    cycle = cycle_model(history=history, today=today, day=day)
    current_cycle = CurrentCycle(
        start=cycle.start,
        day=day,
        period=history.periods[-1],
        phase=None if cycle.is_overdue else _phase(history, cycle, today, day),
        question=_confirmation_question(history),
    )
    late = forecast_dates.late_period(cycle=cycle, today=today)
    if cycle.is_overdue:
        result = _without_dates(history, today, "overdue")
        return replace(result, current_cycle=current_cycle, late=late)
    result = replace(
        _without_dates(history, today, "late"),
        current_cycle=current_cycle,
        next_period=forecast_dates.next_period(
            cycle=cycle,
            is_reliable=len(history.complete_cycles) >= ENOUGH_CYCLES
            and not current_cycle.question,
        ),
        next_period_reason=None,
        following_periods=forecast_dates.following_periods(
            cycle=cycle, posterior=history.posterior
        ),
        late=late,
    )
    if cycle.is_late:
        return result
    fertile_days = forecast_dates.fertile_days(cycle=cycle)
    return replace(
        result,
        ovulation=forecast_dates.ovulation(cycle=cycle),
        fertile_days=fertile_days,
        ovulation_reason=None if fertile_days else _reason("too_uncertain"),
    )


def _without_dates(history: History, today: date, code: ReasonCode) -> Forecast:
    """Return a forecast without any predicted date; the code says why."""
    return Forecast(
        as_of=today,
        current_cycle=None,
        next_period=None,
        next_period_reason=_reason(code),
        following_periods=(),
        ovulation=None,
        fertile_days=None,
        ovulation_reason=_reason(code),
        late=None,
        life_stage=None,
        based_on=forecast_basis(history=history),
        track_record=backtest(history=history),
    )


def _reason(code: ReasonCode) -> Reason:
    return Reason(code, _REASONS[code])


def cycle_model(*, history: History, today: date, day: int) -> CurrentCycleModel:
    """Return the model of the current cycle, which has reached that cycle day today."""
    # Until she logs today, her period may still begin today.
    today_is_logged = any(logged.date == today for logged in history.days)
    return model_current_cycle(
        start=history.periods[-1].start,
        min_length=day if today_is_logged else day - 1,
        next_length=history.posterior.next_length(),
        complete_cycles=history.complete_cycles,
        surges=history.surges,
    )


def _phase(history: History, cycle: CurrentCycleModel, today: date, day: int) -> Phase:
    return most_probable_phase(
        day=day,
        bleeding=_bleeding_today(history, today, day),
        ovulation=cycle.conditional_ovulation,
        in_this_cycle=1 - cycle.missed_log_probability,
    )


def _bleeding_today(history: History, today: date, day: int) -> float:
    """Return the probability that she bleeds today; 1 or 0 if the log shows it."""
    *earlier, current = history.periods
    if current.end == today:
        return 1.0
    if any(current.end < logged.date for logged in history.days):
        return 0.0
    length = bleeding_length(own=[period.bleeding_days for period in earlier])
    logged_days = (current.end - current.start).days + 1
    return bleeding_probability(length=length, logged_days=logged_days, day=day)


def _confirmation_question(history: History) -> str | None:
    if not history.periods[-1].needs_confirmation:
        return None
    days = (history.periods[-1].start - history.periods[-2].start).days
    return sentence(
        "This period began only {days} days after the last one. Was it a period? If not, log "
        "these days as spotting.",
        days=days,
    )
