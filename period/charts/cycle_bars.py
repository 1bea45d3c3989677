"""Cycles as bars, one below the other from a common start, over the usual range of lengths."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import parse_day, short_date
from glowcycle.sentences import sentence
from period.domain.cycles import LONGEST_USUAL, MAX_CYCLE_DAY, SHORTEST_USUAL

LEFT, RIGHT = 108.0, 236.0
MIN_SCALE_DAYS = 42
"""The scale ends at this many days, or at the longest cycle."""

SCALE_HEIGHT = 20.0
BAR_HEIGHT = 14.0
BAR_GAP = 8.0
REMARK_HEIGHT = 18.0
TICK_STEP = 7
MIN_TICK_GAP = 24.0

QUESTION = sentence("Was this a period?")
WHY_ASKED = sentence("Was this a period? It began soon after the last one.")


@dataclass(frozen=True, slots=True)
class Remark:
    """A flag or a question about a cycle, with its tooltip; `y` is its baseline."""

    y: float
    mark: Literal["flag", "asks"]
    text: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class CycleBar:
    """One cycle as a bar, 14 high from `top`; the end of an open cycle is not known.

    `interrupted` is true if the bleeding stopped and came back within the period.
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
class LengthTick:
    """A length in days on the scale."""

    x: float
    days: int


@dataclass(frozen=True, slots=True)
class CycleBars:
    """All bars, between `left` and `right` and between `top` and `bottom`, over a scale of days."""

    left: float
    right: float
    top: float
    bottom: float
    height: float
    usual_from: float
    usual_width: float
    ticks: list[LengthTick]
    bars: list[CycleBar]
    unit: str


def compose_bars(*, cycles: Sequence[Mapping[str, Any]], as_of: date) -> CycleBars:
    """Return a bar for each cycle, in the order given."""
    lengths = [_days(cycle, as_of) for cycle in cycles if not _is_broken(cycle)]
    scale = max([MIN_SCALE_DAYS, *lengths])
    day_width = (RIGHT - LEFT) / scale
    y = SCALE_HEIGHT
    bars = []
    for cycle in cycles:
        bar = _bar(cycle, as_of, top=y, day_width=day_width)
        bars.append(bar)
        y += BAR_HEIGHT + BAR_GAP + REMARK_HEIGHT * len(bar.remarks)
    return CycleBars(
        left=LEFT,
        right=RIGHT,
        top=SCALE_HEIGHT,
        bottom=y,
        height=y - SCALE_HEIGHT,
        usual_from=round(LEFT + SHORTEST_USUAL * day_width, 2),
        usual_width=round((LONGEST_USUAL - SHORTEST_USUAL) * day_width, 2),
        ticks=_ticks(scale, day_width),
        bars=bars,
        unit=say("days"),
    )


def _bar(cycle: Mapping[str, Any], as_of: date, *, top: float, day_width: float) -> CycleBar:
    start, period = parse_day(cycle["start"]), cycle["period"]
    period_days = (parse_day(period["end"]) - start).days + 1
    width = RIGHT - LEFT if _is_broken(cycle) else _days(cycle, as_of) * day_width
    return CycleBar(
        start=start,
        label=short_date(day=start, year=True),
        top=top,
        width=round(width, 2),
        is_open=cycle["length"] is None,
        period_width=round(min(period_days * day_width, width), 2),
        interrupted=period["bleedingDays"] < period_days,
        length=_length(cycle, as_of),
        remarks=[
            Remark(top + BAR_HEIGHT + REMARK_HEIGHT * position - 2, *remark)
            for position, remark in enumerate(_remarks(cycle), start=1)
        ],
    )


def _remarks(cycle: Mapping[str, Any]) -> Iterator[tuple[Literal["flag", "asks"], str, str]]:
    for flag in cycle["flags"]:
        yield "flag", translated(_remark(flag)), flag["text"]
    if cycle["period"]["needsConfirmation"]:
        yield "asks", translated(QUESTION), translated(WHY_ASKED)


def _remark(flag: Mapping[str, Any]) -> str:
    """Return a short text for the flag; its tooltip has the flag's own sentence."""
    days, limit = flag["measured"], flag["limit"]
    remarks = {
        "cycle_short": sentence(
            "{days} days: the usual range begins at {limit}", days=days, limit=limit
        ),
        "cycle_long": sentence(
            "{days} days: the usual range ends at {limit}", days=days, limit=limit
        ),
        "bleeding_long": sentence(
            "{days} days of bleeding: up to {limit} are usual", days=days, limit=limit
        ),
        "series_broken": sentence("{days} days without a period: counting starts again", days=days),
    }
    return remarks[flag["code"]]


def _length(cycle: Mapping[str, Any], as_of: date) -> str:
    if cycle["length"]:
        return say_counted("{count} day", "{count} days", count=cycle["length"])
    if _is_broken(cycle):
        return say("over {limit}", limit=MAX_CYCLE_DAY)
    return say("day {number}", number=_days(cycle, as_of))


def _days(cycle: Mapping[str, Any], as_of: date) -> int:
    """Return the length of the cycle in days; for the current cycle, up to and including today."""
    return cycle["length"] or (as_of - parse_day(cycle["start"])).days + 1


def _is_broken(cycle: Mapping[str, Any]) -> bool:
    return any(flag["code"] == "series_broken" for flag in cycle["flags"])


def _ticks(scale: int, day_width: float) -> list[LengthTick]:
    step = TICK_STEP
    while step * day_width < MIN_TICK_GAP:
        step *= 2
    return [
        LengthTick(round(LEFT + days * day_width, 2), days) for days in range(step, scale + 1, step)
    ]
