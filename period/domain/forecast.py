"""The forecast: from the days she logged to all that can honestly be said of what comes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from period.domain import forecast_dates
from period.domain.backtest import track_record
from period.domain.current_cycle import RunningCycle, running_cycle
from period.domain.cycles import cycle_day
from period.domain.forecast_basis import ENOUGH_CYCLES, based_on
from period.domain.forecast_result import CurrentCycle, Forecast, Reason, ReasonCode
from period.domain.history import Past, read_past
from period.domain.menses import Day
from period.domain.phases import Phase, bleeding_length, most_probable_phase, still_bleeding

_REASONS: dict[ReasonCode, str] = {
    "no_period": "No period is logged yet.",
    "series_broken": "No period was logged for over 120 days. The next one starts a new series.",
    "overdue": "The period is so late that no date can be told: one may not have been logged.",
    "late": "The period is late or was not logged, so ovulation in this cycle cannot be told.",
    "too_uncertain": "Your cycles differ too much from each other to name fertile days.",
}


def forecast(*, days: Iterable[Day], today: date) -> Forecast:
    """Return what can be said, as of today, from the days logged.

    Days after today do not count, nor do those more than HISTORY_DAYS before it. Their order does
    not matter.
    """
    past = read_past(days=days, today=today)
    day = cycle_day(periods=past.periods, on=today)
    if day is None:
        return _silent(past, today, "series_broken" if past.periods else "no_period")
    cycle = _running(past, today, day)
    current = CurrentCycle(
        start=cycle.start,
        day=day,
        period=past.periods[-1],
        phase=None if cycle.is_overdue else _phase(past, cycle, today, day),
        question=_question(past),
    )
    late = forecast_dates.late(cycle=cycle, today=today)
    if cycle.is_overdue:
        return replace(_silent(past, today, "overdue"), current_cycle=current, late=late)
    answer = replace(
        _silent(past, today, "late"),
        current_cycle=current,
        next_period=forecast_dates.next_period(
            cycle=cycle, trusted=len(past.complete) >= ENOUGH_CYCLES and not current.question
        ),
        next_period_reason=None,
        following_periods=forecast_dates.following_periods(cycle=cycle, posterior=past.posterior),
        late=late,
    )
    if cycle.is_late:
        return answer
    fertile_days = forecast_dates.fertile_days(cycle=cycle)
    return replace(
        answer,
        ovulation=forecast_dates.ovulation_day(cycle=cycle),
        fertile_days=fertile_days,
        ovulation_reason=None if fertile_days else _reason("too_uncertain"),
    )


def _silent(past: Past, today: date, code: ReasonCode) -> Forecast:
    """Return the answer that names no day of what comes, and why."""
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
        based_on=based_on(past=past),
        track_record=track_record(past=past),
    )


def _reason(code: ReasonCode) -> Reason:
    return Reason(code, _REASONS[code])


def _running(past: Past, today: date, day: int) -> RunningCycle:
    # Until she has logged today, her period may still begin today.
    logged_today = any(logged.date == today for logged in past.days)
    return running_cycle(
        start=past.periods[-1].start,
        least=day if logged_today else day - 1,
        next_length=past.posterior.next_length(),
        complete=past.complete,
        surges=past.surges,
    )


def _phase(past: Past, cycle: RunningCycle, today: date, day: int) -> Phase:
    return most_probable_phase(
        day=day,
        bleeding=_bleeding(past, today, day),
        ovulation=cycle.ovulation_now,
        in_this_cycle=1 - cycle.forgotten,
    )


def _bleeding(past: Past, today: date, day: int) -> float:
    """Return the probability that she bleeds today, which the log may tell."""
    *before, running = past.periods
    if running.end == today:
        return 1.0
    if any(running.end < logged.date for logged in past.days):
        return 0.0
    length = bleeding_length(own=[period.bleeding_days for period in before])
    so_far = (running.end - running.start).days + 1
    return still_bleeding(length=length, so_far=so_far, day=day)


def _question(past: Past) -> str | None:
    if not past.periods[-1].needs_confirmation:
        return None
    days = (past.periods[-1].start - past.periods[-2].start).days
    return (
        f"This period began only {days} days after the last one. Was it a period? If not, log "
        "these days as spotting."
    )
