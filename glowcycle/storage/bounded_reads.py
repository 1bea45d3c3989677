"""Reads the newest records of one kind between two days, within the bounds of one answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Generic, TypeVar

from glowcycle.storage.date_queries import DateQuery, split, walk_back
from glowcycle.storage.dated_record import DatedRecord

MAX_RECORDS: Final = 4_000
MAX_BYTES: Final = 8_000_000

ONE_DAY: Final = timedelta(days=1)

D = TypeVar("D", bound=DatedRecord)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewestRecords(Generic[D]):
    """Records that can be read, newest first, and the remains of others.

    All records from `since` on are among them.
    """

    records: list[D]
    unreadable: list[D]
    since: date


def read_newest(
    date_query: DateQuery[D],
    *,
    user_id: str,
    first: date,
    last: date,
    most: int = MAX_RECORDS,
    most_bytes: int = MAX_BYTES,
) -> NewestRecords[D]:
    """Return the records dated `first` to `last` (inclusive), without the oldest of too many.

    It reads `most` records, or a few until their content reaches `most_bytes`. The day on which it
    stops is left out, since others of that day may be missing; only the last day is always there.
    Raise Unavailable.
    """
    since = first

    def goes_on(record: D) -> bool:
        nonlocal most, most_bytes, since
        most -= 1
        most_bytes -= record.json_bytes
        if (most > 0 and most_bytes > 0) or (day := _day(record)) is None:
            return True
        since = min(day, last - ONE_DAY) + ONE_DAY
        return False

    found = walk_back(date_query, user_id=user_id, first=first, last=last, goes_on=goes_on)
    records, unreadable = split(list(found))
    return NewestRecords(
        records=[record for record in records if record.day >= since],
        unreadable=unreadable,
        since=since,
    )


def _day(record: DatedRecord) -> date | None:
    """Return the day of the record, None for remains that do not tell it."""
    try:
        return record.day
    except (TypeError, ValueError):
        return None
