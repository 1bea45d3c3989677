"""What all charts of records over time share: the time axis and the sentences above it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

from glowcycle.charts.layout import RIGHT, in_words, read_day
from glowcycle.charts.time_axis import Axis

Record: TypeAlias = Mapping[str, Any]

TITLE_HEIGHT = 24.0
TICKS_HEIGHT = 18.0
"""The height of a chart's title above it, and of the dates below the last chart."""

SHORTEST_AXIS = timedelta(days=28)
_DAY = timedelta(days=1)


def day_of(record: Record) -> date:
    """Return the day of a journal entry or a scan."""
    return read_day(record["date"])


def axis_of(*, records: Sequence[Record], left: float) -> Axis:
    """Return the axis of one or more records, oldest first, with one day of margin on each side."""
    last = day_of(records[-1]) + _DAY
    return Axis(min(day_of(records[0]) - _DAY, last - SHORTEST_AXIS), last, left, RIGHT)


def sentences(
    *, answer: Mapping[str, Any], one: str, many: str, to_do: str, besides: Sequence[str] = ()
) -> Iterator[str]:
    """Yield the heading of a page of records, and the sentences below it; `many` ends in a noun."""
    records = answer["results"][::-1]
    if not records:
        yield f"No {one} is here yet"
        yield to_do
        return
    yield f"1 {one}" if len(records) == 1 else f"{len(records)} {many}"
    first, last = day_of(records[0]), day_of(records[-1])
    days = in_words(day=last, year=True)
    if first != last:
        days = f"{in_words(day=first, year=True)} to {days}"
    yield f"{days}."
    yield from besides
    if answer["next"]:
        yield f"Older {many.rpartition(' ')[2]} are on the next page."
