"""Calendar days as apps write them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from glowcycle.formats.history import History

_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T].*)?", re.DOTALL)


def read_day(value: Any) -> date | None:
    """Return the day of `2025-01-06` or `2025-01-06 00:00:00.0`, None for anything else.

    The day is that of the text: without an offset no time zone is guessed, and with one the day is
    the local one there.
    """
    found = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None


def day_of_record(
    record: Mapping[str, Any], name: str, *, history: History, row: int
) -> date | None:
    """Return the day that a record is about, in its member of that name.

    None leaves the record out, which is then counted.
    """
    day = read_day(record.get(name))
    if day is None:
        history.skip(name, record.get(name), "invalid", row=row)
    return day


def days_from(first: date, last: date) -> Iterator[date]:
    """Yield each day from the first to the last, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
