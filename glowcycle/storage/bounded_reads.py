"""Reads the newest records of one kind between two days, within the bounds of one answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Generic, TypeVar

from glowcycle.storage.date_queries import DateQuery, split, walk_back
from glowcycle.storage.dated_record import DatedRecord
from glowcycle.storage.records import Record

MAX_RECORDS: Final = 4_000
MAX_BYTES: Final = 8_000_000

ONE_DAY: Final = timedelta(days=1)

D = TypeVar("D", bound=DatedRecord)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest(Generic[T]):
    """Records that can be read, or what they say, and the remains of others.

    Those of all days from `since` on are among them.
    """

    found: Sequence[T]
    since: date
    unreadable: Sequence[Record] = ()


def read_newest(
    date_query: DateQuery[D],
    *,
    user_id: str,
    first: date,
    last: date,
    most: int = MAX_RECORDS,
    most_bytes: int = MAX_BYTES,
) -> Newest[D]:
    """Return the records dated `first` to `last` (inclusive), newest first; not the oldest of many.

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
    return Newest(
        found=[record for record in records if record.day >= since],
        since=since,
        unreadable=unreadable,
    )


def _day(record: DatedRecord) -> date | None:
    """Return the day of the record, None for remains that do not tell it."""
    try:
        return record.day
    except (TypeError, ValueError):
        return None
