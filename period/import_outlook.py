"""What an import would change: the cycles in her history with it, and the next period then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median_low
from typing import Any

from period.domain.forecast.forecast import forecast, with_last_period
from period.domain.forecast.forecast_result import Forecast
from period.domain.log.life_stages import LifeStage, is_paused
from period.domain.log.logged_day import Day
from period.domain.periods.cycles import find_cycles
from period.domain.periods.lookback import HISTORY_DAYS
from period.domain.periods.menses import Period, find_periods
from period.last_period import find_last_period
from period.log_reading import as_day, read_log
from period.output_serializers import NextPeriodSerializer
from period.profile_reading import read_profile
from period.services import MAX_CYCLES
from period.stage_services import as_stage, read_stages_and_unreadable

Contents = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Log:
    """Her log with that of the file, up to today."""

    days: list[Day]
    stages: list[LifeStage]
    periods: list[Period]
    today: date


def import_outlook(*, user_id: str, contents: Contents, today: date) -> dict[str, Any]:
    """Return the cycles of her history with these days and stages, and its next period.

    See `OutlookService` for the shapes. It reads of the store what a forecast reads: her own days
    count as far back as these, those of the file all. While she pauses nothing is said of cycles.
    Raise Unavailable.
    """
    if not contents.get("period") and not contents.get("stage"):
        return {"cycles": None, "forecast": None, "forecastReason": None}
    log = _read_with(contents, user_id=user_id, today=today)
    result = _forecast(log, user_id)
    why = result.next_period_reason
    return {
        "cycles": _cycles(log),
        "forecast": result.next_period and NextPeriodSerializer.of(result.next_period),
        "forecastReason": why and {"code": why.code, "text": why.text, "date": _text(why.date)},
    }


def _read_with(contents: Contents, *, user_id: str, today: date) -> _Log:
    """Return her log with these contents. Her own day stands before that of the file."""
    first = today - timedelta(days=HISTORY_DAYS)
    own = read_log(user_id=user_id, first=first, last=today, at_least_since=today)
    own_stages, _ = read_stages_and_unreadable(user_id=user_id)
    brought = [as_day(content) for content in contents.get("period", ())]
    days = {day.date: day for day in [*brought, *own.days] if day.date <= today}
    brought_stages = [as_stage("", content) for content in contents.get("stage", ())]
    # One that is there already is among both.
    stages = {replace(stage, id=""): stage for stage in [*brought_stages, *own_stages]}
    log = _Log([*days.values()], [*stages.values()], [], today)
    return replace(log, periods=find_periods(days=log.days, today=today, stages=log.stages))


def _forecast(log: _Log, user_id: str) -> Forecast:
    """Return the forecast as `get_forecast` would once all of it is stored."""
    profile, _ = read_profile(user_id=user_id)
    result = forecast(days=log.days, today=log.today, stages=log.stages, profile=profile)
    if result.next_period_reason and result.next_period_reason.code == "no_period":
        before = log.today - timedelta(days=HISTORY_DAYS)
        own = find_last_period(user_id=user_id, before=before, stages=log.stages)
        starts = [period.start for period in [*log.periods, *([own] if own else [])]]
        result = with_last_period(result=result, start=max(starts)) if starts else result
    return result


def _cycles(log: _Log) -> dict[str, Any] | None:
    """Return the cycles as the list of cycles would count them, the current one included.

    The median is that of as many of them as one answer of that list may hold.
    """
    if not log.periods or is_paused(stages=log.stages, day=log.today):
        return None
    newest = log.periods[-MAX_CYCLES:]
    cycles = find_cycles(periods=newest, today=log.today, stages=log.stages, days=log.days)
    lengths = [cycle.length for cycle in cycles if cycle.length and not cycle.excluded]
    return {
        "count": len(log.periods),
        "firstStart": str(log.periods[0].start),
        "lastStart": str(log.periods[-1].start),
        "medianLength": median_low(lengths) if lengths else None,
    }


def _text(day: date | None) -> str | None:
    return None if day is None else str(day)
