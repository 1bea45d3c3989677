"""The timeline of a forecast: a strip of days from the start of the current cycle, under bars."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from glowcycle.api.languages import say
from glowcycle.charts.layout import WIDTH, date_range, parse_day, percent, short_date
from glowcycle.charts.time_axis import AxisLabel, Tick, TimeAxis

SHORTEST_TIMELINE = timedelta(days=28)
BRACKET_HEIGHT = 20.0
BAR_HEIGHT = 64.0
STRIP_HEIGHT = 26.0
BELOW_STRIP = 42.0

PALEST = 0.2
"""The shade (1 is solid) of a probability of 0."""

DayKind = Literal["began", "fertile", "late", "likely", "past", "coming"]


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """One day of the strip; `shade` (0 to 1) grows with its probability."""

    day: date
    x: float
    center: float
    width: float
    kind: DayKind
    shade: float


@dataclass(frozen=True, slots=True)
class ProbabilityBar:
    """The probability that the period begins on a day; the height is proportional to it."""

    day: date
    x: float
    width: float
    y: float
    height: float
    shade: float
    label: str


@dataclass(frozen=True, slots=True)
class DayRange:
    """A range of days, both ends included; `center` is the centre of its most central day."""

    x: float
    width: float
    center: float
    label: AxisLabel


@dataclass(frozen=True, slots=True)
class Timeline:
    """The timeline: the bars stand on `strip_top`."""

    bars_top: float
    strip_top: float
    days: list[TimelineDay]
    bars: list[ProbabilityBar]
    likely: DayRange | None
    ovulation: DayRange | None
    today: DayRange
    ticks: list[Tick]
    height: float


def compose_timeline(*, answer: Mapping[str, Any]) -> Timeline:
    """Return the timeline of a forecast with a current cycle."""
    axis = _axis(answer)
    today = parse_day(answer["asOf"])
    next_period, ovulation = answer["nextPeriod"], answer["ovulation"]
    today_text = say("today, {day}", day=short_date(day=today))
    bars_top = BRACKET_HEIGHT
    strip_top = bars_top + BAR_HEIGHT if next_period else 0.0
    return Timeline(
        bars_top=bars_top,
        strip_top=strip_top,
        days=_days(answer, axis),
        bars=_bars(next_period, axis, bottom=strip_top) if next_period else [],
        likely=_predicted_range(axis, next_period, text=_range_text(next_period))
        if next_period
        else None,
        ovulation=_predicted_range(axis, ovulation, text="") if ovulation else None,
        today=_day_range(axis, today, today, central_day=today, text=today_text),
        ticks=axis.ticks(),
        height=strip_top + STRIP_HEIGHT + BELOW_STRIP,
    )


def _axis(answer: Mapping[str, Any]) -> TimeAxis:
    first = parse_day(answer["currentCycle"]["start"])
    next_period = answer["nextPeriod"]
    ends = (
        [parse_day(next_period["latest"]), *map(_date, next_period["distribution"])]
        if next_period
        else []
    )
    last = max(first + SHORTEST_TIMELINE, parse_day(answer["asOf"]), *ends)
    return TimeAxis(first, last, 0, WIDTH)


def _days(answer: Mapping[str, Any], axis: TimeAxis) -> list[TimelineDay]:
    next_period = answer["nextPeriod"]
    probabilities = _probabilities(next_period) if next_period else {}
    highest = max(probabilities.values(), default=0.0)
    days = []
    for day in axis.days():
        kind = _kind(answer, day)
        days.append(
            TimelineDay(
                day=day,
                x=axis.left_edge(day),
                center=axis.center(day),
                width=axis.width(day, day),
                kind=kind,
                shade=_shade(probabilities.get(day, 0.0), highest) if kind == "likely" else 0.0,
            )
        )
    return days


def _kind(answer: Mapping[str, Any], day: date) -> DayKind:
    today, late = parse_day(answer["asOf"]), answer["late"]
    if _within(answer["nextPeriod"], "earliest", "latest", day):
        return "likely"
    if _within(answer["currentCycle"]["period"], "start", "end", day):
        return "began"
    if late and timedelta() <= today - day <= timedelta(days=late["days"]):
        return "late"
    if _within(answer["fertileDays"], "first", "last", day):
        return "fertile"
    return "past" if day <= today else "coming"


def _within(span: Mapping[str, Any] | None, first: str, last: str, day: date) -> bool:
    return span is not None and parse_day(span[first]) <= day <= parse_day(span[last])


def _bars(next_period: Mapping[str, Any], axis: TimeAxis, *, bottom: float) -> list[ProbabilityBar]:
    probabilities = _probabilities(next_period)
    highest = max(probabilities.values())
    bars = []
    for day, probability in probabilities.items():
        height = round(BAR_HEIGHT * probability / highest, 2)
        bars.append(
            ProbabilityBar(
                day=day,
                x=axis.left_edge(day),
                width=axis.width(day, day),
                y=round(bottom - height, 2),
                height=height,
                shade=_shade(probability, highest),
                label=say(
                    "{day}: {share}", day=short_date(day=day), share=percent(share=probability)
                ),
            )
        )
    return bars


def _shade(probability: float, highest: float) -> float:
    return round(PALEST + (1 - PALEST) * probability / highest, 4)


def _range_text(next_period: Mapping[str, Any]) -> str:
    days = date_range(
        first=parse_day(next_period["earliest"]), last=parse_day(next_period["latest"])
    )
    return say("{share}: {days}", share=percent(share=next_period["level"]), days=days)


def _predicted_range(axis: TimeAxis, prediction: Mapping[str, Any], *, text: str) -> DayRange:
    first, last = parse_day(prediction["earliest"]), parse_day(prediction["latest"])
    return _day_range(axis, first, last, central_day=_date(prediction), text=text)


def _day_range(
    axis: TimeAxis, first: date, last: date, *, central_day: date, text: str
) -> DayRange:
    return DayRange(
        x=axis.left_edge(first),
        width=axis.width(first, last),
        center=axis.center(central_day),
        label=axis.label(first, last, text=text),
    )


def _probabilities(next_period: Mapping[str, Any]) -> dict[date, float]:
    return {_date(day): day["probability"] for day in next_period["distribution"]}


def _date(record: Mapping[str, Any]) -> date:
    return parse_day(record["date"])
