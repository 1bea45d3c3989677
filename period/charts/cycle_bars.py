"""Cycles as bars one above the other, all from their first day, over the usual range of lengths."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from glowcycle.charts.layout import in_short, read_day
from period.domain.cycles import LONGEST_USUAL, MAX_CYCLE_DAY, SHORTEST_USUAL

LEFT, RIGHT = 98.0, 340.0
SCALE_DAYS = 42
"""The scale reaches so many days, or as many as the longest cycle."""

SCALE_HEIGHT = 20.0
BAR_HEIGHT = 14.0
ROW_GAP = 8.0
REMARK_HEIGHT = 15.0
BETWEEN_TICKS = 7
TICK_WIDTH = 22.0

REMARKS = {
    "cycle_short": "{measured} days: the usual range begins at {limit}",
    "cycle_long": "{measured} days: the usual range ends at {limit}",
    "bleeding_long": "{measured} days of bleeding: usual are up to {limit}",
    "series_broken": "{measured} days without a period: counted anew",
}
"""A flag in few words, by its code; its sentence is the tooltip."""

ASKS = "Was this a period? It began soon after the last one."


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a cycle, in few words and in full; `y` is its baseline."""

    y: float
    mark: Literal["flag", "asks"]
    text: str
    full: str


@dataclass(frozen=True, slots=True)
class Row:
    """One cycle, its bar `top` to `top` + 14 high; an open one has no end that is known.

    `interrupted` says that bleeding stopped and came back within the width of the period.
    """

    start: date
    label: str
    top: float
    width: float
    is_open: bool
    period_width: float
    interrupted: bool
    length: str
    remarks: list[Remark]


@dataclass(frozen=True, slots=True)
class Tick:
    """So many days after the start of a cycle."""

    x: float
    days: int


@dataclass(frozen=True, slots=True)
class Stack:
    """The bars, from `left` to at most `right`, between `top` and `foot`, over a scale of days."""

    left: float
    right: float
    top: float
    foot: float
    height: float
    usual_from: float
    usual_width: float
    ticks: list[Tick]
    rows: list[Row]


def compose_stack(*, cycles: Sequence[Mapping[str, Any]], as_of: date, top: float) -> Stack:
    """Return a bar for each cycle, in their order; `top` is the stack's upper edge."""
    lengths = [_days(cycle, as_of) for cycle in cycles if not _is_broken(cycle)]
    scale = max([SCALE_DAYS, *lengths])
    day_width = (RIGHT - LEFT) / scale
    y = top + SCALE_HEIGHT
    rows = []
    for cycle in cycles:
        row = _row(cycle, as_of, top=y, day_width=day_width)
        rows.append(row)
        y += BAR_HEIGHT + ROW_GAP + REMARK_HEIGHT * len(row.remarks)
    return Stack(
        left=LEFT,
        right=RIGHT,
        top=top + SCALE_HEIGHT,
        foot=y,
        height=y - top - SCALE_HEIGHT,
        usual_from=round(LEFT + SHORTEST_USUAL * day_width, 2),
        usual_width=round((LONGEST_USUAL - SHORTEST_USUAL) * day_width, 2),
        ticks=_ticks(scale, day_width),
        rows=rows,
    )


def _row(cycle: Mapping[str, Any], as_of: date, *, top: float, day_width: float) -> Row:
    start, period = read_day(cycle["start"]), cycle["period"]
    span = (read_day(period["end"]) - start).days + 1
    broken = _is_broken(cycle)
    width = RIGHT - LEFT if broken else _days(cycle, as_of) * day_width
    return Row(
        start=start,
        label=in_short(day=start, year=True),
        top=top,
        width=round(width, 2),
        is_open=cycle["length"] is None,
        period_width=round(min(span * day_width, width), 2),
        interrupted=period["bleedingDays"] < span,
        length=_length(cycle, as_of),
        remarks=[
            Remark(top + BAR_HEIGHT + REMARK_HEIGHT * place - 2, *remark)
            for place, remark in enumerate(_remarks(cycle), start=1)
        ],
    )


def _remarks(cycle: Mapping[str, Any]) -> Iterator[tuple[Literal["flag", "asks"], str, str]]:
    for flag in cycle["flags"]:
        short = REMARKS.get(flag["code"], "{measured} days: the usual limit is {limit}")
        text = short.format(measured=flag["measured"], limit=flag["limit"])
        yield "flag", text, flag["text"]
    if cycle["period"]["needsConfirmation"]:
        yield "asks", ASKS, ASKS


def _length(cycle: Mapping[str, Any], as_of: date) -> str:
    if cycle["length"]:
        return f"{cycle['length']} days"
    return f"over {MAX_CYCLE_DAY}" if _is_broken(cycle) else f"day {_days(cycle, as_of)}"


def _days(cycle: Mapping[str, Any], as_of: date) -> int:
    """Return how long the cycle lasted, or has lasted so far with today."""
    return cycle["length"] or (as_of - read_day(cycle["start"])).days + 1


def _is_broken(cycle: Mapping[str, Any]) -> bool:
    return any(flag["code"] == "series_broken" for flag in cycle["flags"])


def _ticks(scale: int, day_width: float) -> list[Tick]:
    step = BETWEEN_TICKS
    while step * day_width < TICK_WIDTH:
        step *= 2
    return [Tick(round(LEFT + days * day_width, 2), days) for days in range(step, scale + 1, step)]
