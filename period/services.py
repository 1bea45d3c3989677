"""The services of the period log: its days, its cycles, and the forecast."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol, cast

from glowcycle.encryption import choices
from glowcycle.errors import Contended, IdTaken, NotFound, Stale
from glowcycle.storage import date_queries, records, writes
from glowcycle.storage.date_queries import PageRequest, RecordPage
from glowcycle.storage.writes import Write
from period.domain.cycles import (
    MAX_CYCLE_DAY,
    Cycle,
    Flag,
    cycle_day,
    find_cycles,
    find_variation,
)
from period.domain.forecast import forecast
from period.domain.forecast_result import Forecast
from period.domain.lookback import HISTORY_DAYS, days_back_to_menses
from period.domain.menses import Day, Flow, OvulationTest, find_periods
from period.models import DAYS, DayLog

# Read this much before the first day: bleeding on that day may have begun earlier.
MARGIN = timedelta(days=30)

# Days of the log in one read unit: two or three cycles for most people.
FIRST_PAGE = 16


class Dated(Protocol):
    """A record of another kind, with a day of her cycle."""

    cycle_day: Any

    @property
    def day(self) -> date: ...


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
    for _ in range(writes.ROUNDS):
        try:
            return change_day(write=write), False
        except NotFound:
            if write.if_match is not None and not only_new:
                raise Stale(etag=None) from None
        try:
            log = create_day(write=write)
        except IdTaken:  # another request created it meanwhile: change that log
            continue
        return log, not log.repeated
    raise Contended


def change_day(*, write: Write) -> DayLog:
    """Set the given attributes of a log, keep the others. Raise NotFound, Stale, KeyReused."""
    return writes.update(DayLog, write)


def delete_day(*, write: Write) -> None:
    """Delete the log of a day. Raise NotFound, Stale, KeyReused."""
    writes.delete(DayLog, write)


def restore_day(*, record: DayLog, before: Callable[[DayLog], None] | None = None) -> bool:
    """Store a day's log of an export; return whether it is stored now. Raise Unavailable."""
    return writes.restore(record, before=before)


def list_days(*, user_id: str, page_request: PageRequest) -> RecordPage[DayLog]:
    """Return that page of the days she logged, newest first. Raise Unavailable."""
    return date_queries.read(DAYS, user_id=user_id, page_request=page_request)


@dataclass(frozen=True, slots=True)
class Cycles:
    """The cycles that began between two days, newest first, and how much they vary."""

    as_of: date
    cycles: list[Cycle]
    variation: Flag | None


def list_cycles(*, user_id: str, first: date | None, last: date | None, today: date) -> Cycles:
    """Return her cycles that began between those days (inclusive), as known today.

    Without a first day, return those of the past HISTORY_DAYS. Raise Unavailable.
    """
    last = min(last or today, today)
    first = first or last - timedelta(days=HISTORY_DAYS)
    # A cycle that begins on the last day is complete this many days later.
    end = min(today, last + timedelta(days=MAX_CYCLE_DAY) + MARGIN)
    periods = find_periods(days=_days(user_id=user_id, first=first - MARGIN, last=end), today=end)
    cycles = [
        cycle for cycle in find_cycles(periods=periods, today=end) if first <= cycle.start <= last
    ]
    return Cycles(
        as_of=today, cycles=cycles[::-1], variation=find_variation(cycles=cycles, today=last)
    )


def get_forecast(*, user_id: str, today: date) -> Forecast:
    """Return the forecast as of that day, from the logs up to that day: one query."""
    first = today - timedelta(days=HISTORY_DAYS)
    return forecast(days=_days(user_id=user_id, first=first, last=today), today=today)


def derive_cycle_days(*, user_id: str, records: Sequence[Dated]) -> None:
    """Set each record's day of the cycle from the period log, with one query for all records.

    A record on a day that the log does not cover keeps the cycle day that the phone sent. All
    records do while she restricts the processing of her data, which this is.
    """
    if not records or choices.restricted_since(user_id=user_id):
        return
    dates = [record.day for record in records]
    first, last = min(dates), max(dates)
    logs = date_queries.walk_back(
        DAYS,
        user_id=user_id,
        first=first - timedelta(days=MAX_CYCLE_DAY) - MARGIN,
        last=last,
        batch=FIRST_PAGE,
    )
    days = days_back_to_menses(days=map(_day, logs), before=first)
    periods = find_periods(days=days, today=last)
    for record, day in zip(records, dates, strict=True):
        known = cycle_day(periods=periods, on=day)
        if known is not None:
            record.cycle_day = known


def _days(*, user_id: str, first: date, last: date) -> list[Day]:
    return [
        _day(log) for log in date_queries.walk_back(DAYS, user_id=user_id, first=first, last=last)
    ]


def _day(log: DayLog) -> Day:
    return Day(
        date=date.fromisoformat(log.date),
        flow=cast(Flow, log.flow),
        ovulation_test=cast("OvulationTest | None", log.ovulation_test),
        cycle_length=None if log.cycle_length is None else int(log.cycle_length),
    )
