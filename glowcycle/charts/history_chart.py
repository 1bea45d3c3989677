"""The shared parts of all charts of records over time: their axis, their days, their sentences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any, TypeAlias
from urllib.parse import urlencode

from django.urls import reverse

from glowcycle.charts.layout import (
    WIDTH,
    Panel,
    date_range,
    first_upper,
    parse_day,
    short_date,
)
from glowcycle.charts.page_limits import unreadable_sentence, width_elsewhere
from glowcycle.charts.phase_bands import PhaseBand, phase_bands
from glowcycle.charts.time_axis import Tick, TimeAxis

Record: TypeAlias = Mapping[str, Any]

LEFT, RIGHT = 34.0, WIDTH - 6.0
"""The ends of the axis: the scale stands left of it, and half a point right of it."""

TOP = 26.0
"""The upper edge of the drawing, below its title."""

STRIP, DATES = 16.0, 22.0
"""The room below the drawing for the phases, if there are any, and for the dates: the marker of a
score of 0 reaches into it."""

REACH = 12.0
"""How far the column of a day may reach to each side, so that a finger finds it."""

SHORTEST_AXIS = timedelta(days=28)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayLink:
    """A day with records: its column, what was logged, and the address of that."""

    day: date
    x: float
    width: float
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """What all panels of a picture share.

    `elsewhere` is the width of the days at the left that are not on this page.
    """

    axis: TimeAxis
    ticks: list[Tick]
    bands: list[PhaseBand]
    elsewhere: float
    days: list[DayLink]

    @property
    def known_right(self) -> float:
        """The right edge of the newest day: the last one of the axis is margin."""
        return self.axis.left_edge(self.axis.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePanel:
    """The drawing of one panel: `height` high from TOP, on a shared frame.

    `missing` says that there is nothing to draw, "" where there is.
    """

    frame: TimeFrame
    title: str
    height: float
    missing: str
    left: float = LEFT
    right: float = RIGHT
    top: float = TOP

    @property
    def bottom(self) -> float:
        """The lower edge of the drawing."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """The height midway between the edges."""
        return self.top + self.height / 2

    @property
    def center(self) -> float:
        """The place midway between the first and the last day."""
        return (self.left + self.right) / 2

    @property
    def scale(self) -> float:
        """The size of the markers: small where many days are close together."""
        return 1 if self.frame.axis.day_width >= 1 else 0.6

    @property
    def foot(self) -> float:
        """The lower edge of the dates."""
        return self.bottom + DATES + (STRIP if self.frame.bands else 0)


def day_of(record: Record) -> date:
    """Return the day of a journal entry or a scan."""
    return parse_day(record["date"])


def oldest_first(*, answer: Mapping[str, Any]) -> list[Record]:
    """Return the records of a list's answer by their own clocks; one without a time is at noon."""
    records: list[Record] = answer["results"][::-1]
    records.sort(key=lambda record: (record["date"][:10], record["date"][11:16] or "12:00"))
    return records


def history_axis(*, records: Sequence[Record]) -> TimeAxis:
    """Return the axis of one or more records, oldest first, with one day of margin on each side."""
    last = day_of(records[-1]) + _DAY
    return TimeAxis(min(day_of(records[0]) - _DAY, last - SHORTEST_AXIS), last, LEFT, RIGHT)


def time_frame(
    *,
    answer: Mapping[str, Any],
    text_of: Callable[[Record], str],
    list_route: str,
    record_route: str,
    key: str,
) -> TimeFrame:
    """Return the frame of a list's answer with one or more records.

    A day leads to its record, whose id is its `key`, or to the list of its records.
    """
    records = oldest_first(answer=answer)
    axis = history_axis(records=records)
    by_day = {day: [*found] for day, found in groupby(records, day_of)}
    columns = _columns([axis.center(day) for day in by_day])
    days = []
    for (day, of_day), (left, right) in zip(by_day.items(), columns, strict=True):
        if len(of_day) == 1:
            url = reverse(record_route, args=[of_day[0][key]])
        else:
            query = urlencode({"from": day, "to": day})
            url = f"{reverse(list_route, args=[of_day[0]['userId']])}?{query}"
        texts = "; ".join(map(text_of, of_day))
        text = f"{short_date(day=day, year=True)}: {texts}"
        days.append(DayLink(day, round(left, 2), round(right - left, 2), text, url))
    return TimeFrame(
        axis=axis,
        ticks=axis.ticks(),
        bands=phase_bands(answer=answer, axis=axis),
        elsewhere=width_elsewhere(answer=answer, axis=axis, days=by_day),
        days=days,
    )


def _columns(centers: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield the edges of the column of each day, which ends halfway to the next one."""
    halfway = [(day + following) / 2 for day, following in pairwise(centers)]
    edges = pairwise([LEFT, *halfway, RIGHT])
    for center, (left, right) in zip(centers, edges, strict=True):
        yield max(left, center - REACH), min(right, center + REACH)


def history_panel(*, template: str, chart: TimePanel, words: str) -> Panel:
    """Return the panel of a chart, and what it shows in words."""
    return Panel(
        template=template, data=chart, height=chart.foot, title=chart.title, description=words
    )


def history_sentences(*, answer: Mapping[str, Any], first_step: str, older: str) -> Iterator[str]:
    """Yield the sentences below the heading of a page of records.

    Where nothing is logged, `first_step` says how to begin. `older` says that there are more.
    """
    records = oldest_first(answer=answer)
    if records:
        days = date_range(first=day_of(records[0]), last=day_of(records[-1]), year=True)
        yield f"{first_upper(text=days)}."
    elif not (answer.get("query") or answer.get("unreadable")):
        yield first_step
    yield from unreadable_sentence(answer=answer)
    if answer["next"]:
        yield older
