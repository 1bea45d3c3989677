"""The ribbon of days, from the start of the running cycle past the next period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from glowcycle.charts.layout import LEFT, RIGHT, in_short, percent, read_day, stretch
from glowcycle.charts.time_axis import Axis, Label, Tick

SHORTEST_RIBBON = timedelta(days=28)
BRACKET_HEIGHT = 20.0
BAR_HEIGHT = 64.0
STRIP_HEIGHT = 26.0
BELOW_STRIP = 38.0

PALEST = 0.2
"""The shade (1 is solid) that a probability of nothing would have."""

CellKind = Literal["began", "fertile", "late", "likely", "past", "coming"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the strip; `shade` (0..1) grows with its probability."""

    day: date
    x: float
    middle: float
    width: float
    kind: CellKind
    shade: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The probability that the period begins on that day; `height` is in proportion to it."""

    day: date
    x: float
    width: float
    y: float
    height: float
    shade: float
    label: str


@dataclass(frozen=True, slots=True)
class Span:
    """Days from one to another, both included; `middle` is that of the day most central."""

    x: float
    width: float
    middle: float
    label: Label


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The ribbon; the bars stand on `strip_top`, and `foot` is its lower edge."""

    bars_top: float
    strip_top: float
    cells: list[Cell]
    bars: list[Bar]
    likely: Span | None
    ovulation: Span | None
    today: Span
    ticks: list[Tick]
    foot: float


def compose_ribbon(*, answer: Mapping[str, Any], top: float) -> Ribbon:
    """Return the ribbon of a forecast with a running cycle; `top` is its upper edge."""
    axis = _axis(answer)
    today = read_day(answer["asOf"])
    coming, ovulation = answer["nextPeriod"], answer["ovulation"]
    bars_top = top + BRACKET_HEIGHT
    strip_top = bars_top + BAR_HEIGHT if coming else top
    return Ribbon(
        bars_top=bars_top,
        strip_top=strip_top,
        cells=_cells(answer, axis),
        bars=_bars(coming, axis, foot=strip_top) if coming else [],
        likely=_range(axis, coming, text=_odds(coming)) if coming else None,
        ovulation=_range(axis, ovulation, text="") if ovulation else None,
        today=_span(axis, today, today, middle=today, text=f"today, {in_short(day=today)}"),
        ticks=axis.ticks(),
        foot=strip_top + STRIP_HEIGHT + BELOW_STRIP,
    )


def _axis(answer: Mapping[str, Any]) -> Axis:
    first = read_day(answer["currentCycle"]["start"])
    coming = answer["nextPeriod"]
    ends = [read_day(coming["latest"]), *map(_date, coming["distribution"])] if coming else []
    last = max(first + SHORTEST_RIBBON, read_day(answer["asOf"]), *ends)
    return Axis(first, last, LEFT, RIGHT)


def _cells(answer: Mapping[str, Any], axis: Axis) -> list[Cell]:
    coming = answer["nextPeriod"]
    chances = _probabilities(coming) if coming else {}
    highest = max(chances.values(), default=0.0)
    cells = []
    for day in axis.days():
        kind = _kind(answer, day)
        cells.append(
            Cell(
                day=day,
                x=axis.start(day),
                middle=axis.middle(day),
                width=axis.width(day, day),
                kind=kind,
                shade=_shade(chances.get(day, 0.0), highest) if kind == "likely" else 0.0,
            )
        )
    return cells


def _kind(answer: Mapping[str, Any], day: date) -> CellKind:
    today, late = read_day(answer["asOf"]), answer["late"]
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
    return span is not None and read_day(span[first]) <= day <= read_day(span[last])


def _bars(coming: Mapping[str, Any], axis: Axis, *, foot: float) -> list[Bar]:
    chances = _probabilities(coming)
    highest = max(chances.values())
    bars = []
    for day, chance in chances.items():
        height = round(BAR_HEIGHT * chance / highest, 2)
        bars.append(
            Bar(
                day=day,
                x=axis.start(day),
                width=axis.width(day, day),
                y=round(foot - height, 2),
                height=height,
                shade=_shade(chance, highest),
                label=f"{in_short(day=day)}: {percent(share=chance)}",
            )
        )
    return bars


def _shade(probability: float, highest: float) -> float:
    return round(PALEST + (1 - PALEST) * probability / highest, 4)


def _odds(coming: Mapping[str, Any]) -> str:
    days = stretch(first=read_day(coming["earliest"]), last=read_day(coming["latest"]))
    return f"{percent(share=coming['level'])}: {days}"


def _range(axis: Axis, told: Mapping[str, Any], *, text: str) -> Span:
    first, last = read_day(told["earliest"]), read_day(told["latest"])
    return _span(axis, first, last, middle=_date(told), text=text)


def _span(axis: Axis, first: date, last: date, *, middle: date, text: str) -> Span:
    return Span(
        x=axis.start(first),
        width=axis.width(first, last),
        middle=axis.middle(middle),
        label=axis.label(first, last, text=text),
    )


def _probabilities(coming: Mapping[str, Any]) -> dict[date, float]:
    return {_date(day): day["probability"] for day in coming["distribution"]}


def _date(told: Mapping[str, Any]) -> date:
    return read_day(told["date"])
