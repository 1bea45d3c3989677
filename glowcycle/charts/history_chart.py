"""The shared parts of all charts of records over time: the time axis and the sentences above it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

from glowcycle.charts.layout import WIDTH, date_range, first_upper, parse_day
from glowcycle.charts.time_axis import TimeAxis

Record: TypeAlias = Mapping[str, Any]

TITLE_HEIGHT = 24.0
"""The height of a chart's title, above the chart."""

TICKS_HEIGHT = 18.0
"""The height of the dates, below the last chart."""

SHORTEST_AXIS = timedelta(days=28)
_DAY = timedelta(days=1)


def day_of(record: Record) -> date:
    """Return the day of a journal entry or a scan."""
    return parse_day(record["date"])


def history_axis(*, records: Sequence[Record], left: float) -> TimeAxis:
    """Return the axis of one or more records, oldest first, with one day of margin on each side."""
    last = day_of(records[-1]) + _DAY
    return TimeAxis(min(day_of(records[0]) - _DAY, last - SHORTEST_AXIS), last, left, WIDTH)


def history_sentences(
    *,
    answer: Mapping[str, Any],
    heading: str,
    first_step: str,
    older: str,
    notes: Sequence[str] = (),
) -> Iterator[str]:
    """Yield the heading of a page of records, and the sentences below it.

    Without records, `first_step` says how to log the first one. `older` says that there are more.
    """
    records = answer["results"][::-1]
    yield heading
    if not records:
        yield first_step
        return
    days = date_range(first=day_of(records[0]), last=day_of(records[-1]), year=True)
    yield f"{first_upper(text=days)}."
    yield from notes
    if answer["next"]:
        yield older
