"""The services of the period log: its days, its cycles, and the forecast."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from glowcycle.person.profile.items import ProfileItem
from glowcycle.storage import date_queries, records, replacing, restoring, writes
from glowcycle.storage.date_queries import PageRequest, RecordPage
from glowcycle.storage.records import Record
from glowcycle.storage.writes import Write
from period.domain.forecast.forecast import forecast, with_last_period
from period.domain.forecast.forecast_result import Forecast
from period.domain.forecast.phase_spans import PhaseSpan, current_phases, past_phases
from period.domain.log.life_stages import LifeStage, hormonal_on, is_paused
from period.domain.log.profile import NOTHING_SAID
from period.domain.periods.cycle_flags import Flag
from period.domain.periods.cycles import (
    MAX_CYCLE_DAY,
    Cycle,
    find_cycles,
    find_variation,
    spread_of_year,
)
from period.domain.periods.guidelines import WIDEST_AT_MIDDLE_AGE
from period.domain.periods.lookback import HISTORY_DAYS
from period.domain.periods.menses import MARGIN, find_periods
from period.last_period import find_last_period
from period.log_reading import LogReading, read_log
from period.models import DAYS, DayLog
from period.profile_reading import read_profile
from period.stage_services import read_stages_and_unreadable

ONE_DAY = timedelta(days=1)
# An answer has at most as many cycles; its `older` says where the others begin.
MAX_CYCLES = 400


def create_day(*, write: Write) -> DayLog:
    """Store the log of a day that has none. Raise IdTaken if the day has another log."""
    return writes.create_or_revive(DayLog, write)


def get_day(*, user_id: str, day: date) -> DayLog:
    """Return the log of a day. Raise NotFound."""
    return records.get(DayLog, user_id=user_id, key=day.isoformat())


def create_or_replace_day(*, write: Write, only_new: bool) -> tuple[DayLog, bool]:
    """Store the log of a day in place of any other; return it, and whether it is new.

    Raise Stale (`if_match` allows no new log, `only_new` allows no change), AlreadyDeleted,
    KeyReused.
    """
    return replacing.create_or_replace(DayLog, write, only_new=only_new)


def change_day(*, write: Write) -> DayLog:
    """Set the given attributes of a log, keep the others. Raise NotFound, Stale, KeyReused."""
    return writes.update(DayLog, write)


def delete_day(*, write: Write) -> DayLog:
    """Delete the log of a day, and return its tombstone. Raise NotFound, Stale, KeyReused."""
    return writes.delete(DayLog, write)


def restore_day(*, record: DayLog, before: Callable[[DayLog], None] | None = None) -> bool:
    """Store a day's log of an export; return whether it is stored now. Raise Unavailable."""
    return restoring.restore(record, before=before)


def list_days(*, user_id: str, page_request: PageRequest) -> RecordPage[DayLog]:
    """Return that page of the days she logged, newest first. Raise Unavailable."""
    return date_queries.read(DAYS, user_id=user_id, page_request=page_request)


@dataclass(frozen=True, slots=True)
class Cycles:
    """The cycles that began between two days, newest first, and how much they vary.

    `older` is the day up to which further cycles may have begun, None if these are all.
    `unreadable` are the days of the log, the life stages and the profile that could not be read,
    without their content. While she pauses, `is_paused`, no picture is drawn of them, and nothing
    is said of how much they vary.
    """

    as_of: date
    cycles: list[Cycle]
    variation: Flag | None
    older: date | None
    unreadable: list[Record]
    is_paused: bool = False


def list_cycles(*, user_id: str, first: date, last: date, today: date) -> Cycles:
    """Return her newest cycles that began between those days (inclusive), as known today.

    It reads as much of the log as one answer may. Raise Unavailable.
    """
    last = min(last, today)
    # A cycle that begins on the last day is complete this many days later.
    end = min(today, last + timedelta(days=MAX_CYCLE_DAY) + MARGIN)
    log = read_log(
        user_id=user_id, first=first - MARGIN, last=end, at_least_since=last - MARGIN - ONE_DAY
    )
    known_since = max(first, log.since + MARGIN)
    stages, unreadable_stages = _read_stages(log, user_id)
    cycles = [
        cycle for cycle in _find_cycles(log, end, stages) if known_since <= cycle.start <= last
    ]
    newest = cycles[::-1][:MAX_CYCLES]
    starts_of_older = newest[-1].start if len(newest) < len(cycles) else known_since
    paused = is_paused(stages=stages, day=today)
    profile, unreadable_profile = NOTHING_SAID, list[ProfileItem]()
    if spread_of_year(cycles=cycles, today=last) > WIDEST_AT_MIDDLE_AGE:  # her age may decide
        profile, unreadable_profile = read_profile(user_id=user_id)
    variation = find_variation(cycles=cycles, today=last, birth_year=profile.birth_year)
    return Cycles(
        as_of=today,
        cycles=newest,
        variation=None if paused else variation,
        older=starts_of_older - ONE_DAY if starts_of_older > first else None,
        unreadable=[*log.unreadable, *unreadable_stages, *unreadable_profile],
        is_paused=paused,
    )


def list_phases(*, user_id: str, first: date, last: date, today: date) -> list[PhaseSpan]:
    """Return the phases of her cycles around those days (inclusive), oldest first, as known today.

    For the current cycle it reads what a forecast does: as much of the log, in the same query, and
    her profile. There are none while she pauses, nor of bleeding under hormonal contraception.
    Raise Unavailable.
    """
    last = min(last, today)
    end = min(today, last + timedelta(days=MAX_CYCLE_DAY) + MARGIN)
    start = first - timedelta(days=MAX_CYCLE_DAY) - MARGIN
    if end == today:
        start = min(start, today - timedelta(days=HISTORY_DAYS))
    log = read_log(user_id=user_id, first=start, last=end, at_least_since=last - MARGIN - ONE_DAY)
    stages, _ = _read_stages(log, user_id)
    if is_paused(stages=stages, day=today):
        return []
    cycles = _find_cycles(log, end, stages)
    phases = past_phases(
        cycles=[
            cycle
            for cycle in cycles
            if cycle.start >= log.since + MARGIN and not hormonal_on(stages=stages, day=cycle.start)
        ],
        days=log.days,
    )
    if end < today or not cycles:
        return phases
    profile, _ = read_profile(user_id=user_id)
    return phases + current_phases(days=log.days, today=today, stages=stages, profile=profile)


def _read_stages(log: LogReading, user_id: str) -> tuple[list[LifeStage], Sequence[Record]]:
    """Return her life stages and the remains of others; without a log they could change nothing."""
    return read_stages_and_unreadable(user_id=user_id) if log.days else ([], [])


def _find_cycles(log: LogReading, today: date, stages: Sequence[LifeStage]) -> list[Cycle]:
    periods = find_periods(days=log.days, today=today, stages=stages)
    return find_cycles(periods=periods, today=today, stages=stages, days=log.days)


@dataclass(frozen=True, slots=True)
class ForecastReading:
    """A forecast, the life stages behind it, and the records that could not be read.

    `unreadable` are the remains of these, without their content.
    """

    forecast: Forecast
    stages: Sequence[LifeStage]
    unreadable: list[Record]


def get_forecast(*, user_id: str, today: date) -> ForecastReading:
    """Return the forecast as of that day, from her log up to that day, her stages and her profile.

    These are two queries and one read, and another query if no period is in that log. Raise
    Unavailable.
    """
    first = today - timedelta(days=HISTORY_DAYS)
    log = read_log(user_id=user_id, first=first, last=today, at_least_since=today)
    stages, unreadable_stages = read_stages_and_unreadable(user_id=user_id)
    profile, unreadable_profile = read_profile(user_id=user_id)
    result = forecast(days=log.days, today=today, stages=stages, profile=profile)
    if result.next_period_reason and result.next_period_reason.code == "no_period":
        last = find_last_period(user_id=user_id, before=first, stages=stages)
        result = with_last_period(result=result, start=last.start) if last else result
    unreadable = [*log.unreadable, *unreadable_stages, *unreadable_profile]
    return ForecastReading(result, stages, unreadable)
