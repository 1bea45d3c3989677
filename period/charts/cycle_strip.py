"""Many cycles in one strip: a thin mark for each, time to the right and its length upwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Literal

from glowcycle.api.languages import say
from glowcycle.charts.layout import WIDTH, decimal, parse_day, short_date
from glowcycle.charts.time_axis import Tick, TimeAxis
from period.charts.cycle_lengths import (
    Cycle,
    days_of,
    is_broken,
    is_no_cycle,
    length_text,
    usual_lengths,
)
from period.charts.cycle_remarks import remarks_on
from period.domain.periods.cycles import MAX_CYCLE_DAY
from period.domain.periods.guidelines import LONGEST_USUAL, SHORTEST_USUAL

LEFT = 32.0
TOP, BOTTOM = 26.0, 206.0
MARGIN_DAYS = 2
LEVEL_STEPS, MIN_LEVEL_GAP = (2, 7, 14, 28), 26.0
YEAR_STEPS, MIN_YEAR_GAP, DAYS_OF_YEAR = (1, 2, 5, 10, 50), 44.0, 365
THINNEST, THICKEST = 0.8, 3.0
OPEN_WIDTH = 8.0
"""The room beside the first and the last cycle, which may have begun today."""


MarkKind = Literal["complete", "flagged", "excluded", "open", "broken", "none"]


@dataclass(frozen=True, slots=True)
class CycleMark:
    """One cycle as a line from the median to its length, `y`; `x` is the middle of its days.

    `left` is the left edge of the line, from there.
    """

    start: date
    x: float
    left: float
    width: float
    y: float
    top: float
    height: float
    kind: MarkKind
    text: str


@dataclass(frozen=True, slots=True)
class Level:
    """A length in days as a line across; `y` is its height."""

    y: float
    text: str


@dataclass(frozen=True, slots=True)
class CycleStrip:
    """The marks, oldest first; `half` is the upper edge and the height of the middle half."""

    template: ClassVar[str] = "period/cycle_strip.svg"

    marks: list[CycleMark]
    limits: list[Level]
    half: tuple[float, float] | None
    median: Level | None
    levels: list[Level]
    years: list[Tick]
    unit: str
    left: float = LEFT
    right: float = WIDTH
    width: float = WIDTH - LEFT
    top: float = TOP
    foot: float = BOTTOM
    bottom: float = BOTTOM + 26.0


@dataclass(frozen=True, slots=True)
class _LengthScale:
    """The heights of lengths, from the shortest to the longest day of the scale."""

    shortest: float
    longest: float

    def y(self, days: float) -> float:
        """Return the height of a length; one outside the scale lies at its edge."""
        share = (min(max(days, self.shortest), self.longest) - self.shortest) / self.span
        return round(BOTTOM - (BOTTOM - TOP) * share, 2)

    @property
    def span(self) -> float:
        return self.longest - self.shortest


def compose_strip(*, cycles: Sequence[Cycle], as_of: date) -> CycleStrip:
    """Return the strip of the cycles, which come newest first."""
    lengths = [cycle["length"] for cycle in cycles if cycle["length"]]
    scale = _LengthScale(
        min([SHORTEST_USUAL, *lengths]) - MARGIN_DAYS, max([LONGEST_USUAL, *lengths]) + MARGIN_DAYS
    )
    axis = TimeAxis(parse_day(cycles[-1]["start"]), as_of, LEFT + OPEN_WIDTH, WIDTH - OPEN_WIDTH)
    usual = usual_lengths(cycles=cycles)
    median_y = None if usual.median is None else scale.y(usual.median)
    return CycleStrip(
        marks=[_mark(cycle, as_of, axis, scale, median_y) for cycle in reversed(cycles)],
        limits=[Level(scale.y(days), str(days)) for days in (SHORTEST_USUAL, LONGEST_USUAL)],
        half=_half(usual.half, scale),
        median=None
        if usual.median is None or median_y is None
        else Level(median_y, say("median {days}", days=decimal(number=usual.median))),
        levels=_levels(scale),
        years=[*_years(axis)],
        unit=say("days"),
    )


def _mark(
    cycle: Cycle, as_of: date, axis: TimeAxis, scale: _LengthScale, median: float | None
) -> CycleMark:
    start, days = parse_day(cycle["start"]), days_of(cycle, as_of=as_of)
    y = scale.y(days)
    ends = (y, y if median is None else median)
    width = min(max(axis.width(start, start) * days / 2, THINNEST), THICKEST)
    remarks = [*remarks_on(cycle)]
    told = [length_text(cycle, as_of=as_of), *(remark.text for remark in remarks)]
    kind = _kind(cycle, as_of, is_flagged=not all(remark.is_stage for remark in remarks))
    # Where nothing tells the end, the mark stays near the period that it is about.
    middle = 0 if kind == "none" else min(days, MAX_CYCLE_DAY) // 2
    return CycleMark(
        start=start,
        x=axis.center(min(start + timedelta(days=middle), as_of)),
        left=round(-width / 2, 2),
        width=round(width, 2),
        y=y,
        top=min(ends) - 1,
        height=round(max(ends) - min(ends) + 2, 2),
        kind=kind,
        text=f"{short_date(day=start, year=True)}: {'; '.join(filter(None, told))}",
    )


def _kind(cycle: Cycle, as_of: date, *, is_flagged: bool) -> MarkKind:
    if is_no_cycle(cycle, as_of=as_of):
        return "none"
    if is_broken(cycle):
        return "broken"
    if cycle["length"] is None:
        return "open"
    if cycle["excluded"]:
        return "excluded"
    return "flagged" if is_flagged else "complete"


def _half(half: tuple[int, int] | None, scale: _LengthScale) -> tuple[float, float] | None:
    """Return the upper edge and the height of the middle half: at least half a day."""
    if half is None:
        return None
    top, bottom = scale.y(half[1] + 0.25), scale.y(half[0] - 0.25)
    return top, round(bottom - top, 2)


def _levels(scale: _LengthScale) -> list[Level]:
    day_height = (BOTTOM - TOP) / scale.span
    step = next((n for n in LEVEL_STEPS if n * day_height >= MIN_LEVEL_GAP), LEVEL_STEPS[-1])
    first = -(-int(scale.shortest) // step) * step
    return [Level(scale.y(days), str(days)) for days in range(first, int(scale.longest) + 1, step)]


def _years(axis: TimeAxis) -> Iterator[Tick]:
    """Yield as many first days of years as have room."""
    year_width = DAYS_OF_YEAR * axis.day_width
    step = next((n for n in YEAR_STEPS if n * year_width >= MIN_YEAR_GAP), YEAR_STEPS[-1])
    for year in range(axis.first.year + 1, axis.last.year + 1):
        x = axis.left_edge(date(year, 1, 1))
        if year % step == 0 and x + MIN_YEAR_GAP <= WIDTH:
            yield Tick(x, str(year))
