"""The timeline of a forecast: a strip of days from the start of the current cycle, under bars.

Where a pack takes the place of cycles, it goes from today to the end of the scheduled bleed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.day_ranges import short_range
from glowcycle.charts.layout import WIDTH, parse_day, short_date
from glowcycle.charts.time_axis import AxisLabel, Tick, TimeAxis
from period.charts.forecast_bars import BARS_HEIGHT, SHARES_WIDTH, ProbabilityBars, compose_bars

SHORTEST_TIMELINE = timedelta(days=28)
BARS_TOP = 32.0
STRIP_HEIGHT = 24.0
BELOW_STRIP = 40.0
MARGIN = 6.0
RIGHT = WIDTH - MARGIN
BESIDE_MARK = 9.0

DayKind = Literal["began", "fertile", "late", "likely", "scheduled", "past", "coming"]


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """One day of the strip."""

    day: date
    x: float
    width: float
    kind: DayKind
    label: str


@dataclass(frozen=True, slots=True)
class DayRange:
    """A range of days, both ends included; `center` is the centre of the day it is about."""

    x: float
    width: float
    center: float
    label: AxisLabel


@dataclass(frozen=True, slots=True)
class Timeline:
    """The timeline: the bars stand on `strip_top`. `late` is the time since the expected day."""

    as_of: date
    left: float
    right: float
    strip_top: float
    days: list[TimelineDay]
    bars: ProbabilityBars
    likely: DayRange | None
    late: DayRange | None
    ovulation: DayRange | None
    today: DayRange
    ticks: list[Tick]
    height: float


def compose_timeline(*, answer: Mapping[str, Any]) -> Timeline:
    """Return the timeline of a forecast with a current cycle or a scheduled bleed."""
    next_period, ovulation, late = answer["nextPeriod"], answer["ovulation"], answer["late"]
    axis, today = _axis(answer), parse_day(answer["asOf"])
    strip_top = BARS_TOP + BARS_HEIGHT if next_period else BARS_TOP if late else 0.0
    return Timeline(
        as_of=today,
        left=axis.left,
        right=axis.right,
        strip_top=strip_top,
        days=[*_days(answer, axis)],
        bars=compose_bars(next_period=next_period, axis=axis, bottom=strip_top)
        if next_period
        else ProbabilityBars(),
        likely=_predicted_range(axis, next_period) if next_period else None,
        late=_lateness(axis, today, late["days"]) if late else None,
        ovulation=_predicted_range(axis, ovulation) if ovulation else None,
        today=_today(axis, today),
        ticks=axis.ticks(),
        height=strip_top + STRIP_HEIGHT + BELOW_STRIP,
    )


def _axis(answer: Mapping[str, Any]) -> TimeAxis:
    today, cycle, bleed = (
        parse_day(answer["asOf"]),
        answer["currentCycle"],
        answer["scheduledBleed"],
    )
    first = parse_day(cycle["start"]) if cycle else min(today, parse_day(bleed["first"]))
    next_period = answer["nextPeriod"]
    ends = [parse_day(day["date"]) for day in next_period["distribution"]] if next_period else []
    if bleed:
        ends.append(parse_day(bleed["last"]))
    last = max(first + SHORTEST_TIMELINE, today, *ends)
    return TimeAxis(first, last, SHARES_WIDTH if next_period else MARGIN, RIGHT)


def _days(answer: Mapping[str, Any], axis: TimeAxis) -> Iterator[TimelineDay]:
    for day in axis.days():
        yield TimelineDay(
            day=day,
            x=axis.left_edge(day),
            width=axis.width(day, day),
            kind=_kind(answer, day),
            label=short_date(day=day),
        )


def _kind(answer: Mapping[str, Any], day: date) -> DayKind:
    today, late = parse_day(answer["asOf"]), answer["late"]
    if _within(answer["nextPeriod"], "earliest", "latest", day):
        return "likely"
    if _within((answer["currentCycle"] or {}).get("period"), "start", "end", day):
        return "began"
    if _within(answer["scheduledBleed"], "first", "last", day):
        return "scheduled"
    if late and timedelta() <= today - day <= timedelta(days=late["days"]):
        return "late"
    if _within(answer["fertileDays"], "first", "last", day):
        return "fertile"
    return "past" if day <= today else "coming"


def _within(span: Mapping[str, Any] | None, first: str, last: str, day: date) -> bool:
    return span is not None and parse_day(span[first]) <= day <= parse_day(span[last])


def _predicted_range(axis: TimeAxis, prediction: Mapping[str, Any]) -> DayRange:
    first, last = parse_day(prediction["earliest"]), parse_day(prediction["latest"])
    return DayRange(
        x=axis.left_edge(first),
        width=axis.width(first, last),
        center=axis.center(parse_day(prediction["date"])),
        label=axis.label(first, last, text=short_range(first=first, last=last)),
    )


def _today(axis: TimeAxis, today: date) -> DayRange:
    """Return today, with its label beside a mark below the strip: on the side that has room."""
    center, text = axis.center(today), say("today, {day}", day=short_date(day=today))
    label = AxisLabel(center + BESIDE_MARK, "start", text)
    if center > WIDTH / 2:
        label = AxisLabel(center - BESIDE_MARK, "end", text)
    return DayRange(axis.left_edge(today), axis.width(today, today), center, label)


def _lateness(axis: TimeAxis, today: date, days: int) -> DayRange:
    """Return the days from the expected one to today. Its label stays clear of the bars."""
    expected, end = today - timedelta(days=days), axis.left_edge(today)
    start = axis.center(expected)
    text = say_counted("{count} day late", "{count} days late", count=days)
    return DayRange(start, round(max(end - start, 0), 2), start, AxisLabel(end, "end", text))
