"""Cycles as bars, one below the other from a common start, over her usual lengths."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from glowcycle.api.languages import say
from glowcycle.charts.layout import decimal, parse_day, short_date
from period.charts.cycle_lengths import (
    BarLook,
    Cycle,
    UsualLengths,
    bar_look,
    days_of,
    is_broken,
    is_no_cycle,
    length_text,
    usual_lengths,
)
from period.charts.cycle_remarks import Remark, remarks_on
from period.domain.periods.guidelines import LONGEST_USUAL, SHORTEST_USUAL

LEFT, RIGHT = 74.0, 226.0
MIN_SCALE_DAYS = 42
"""The scale ends at this many days, or at the longest cycle."""

BARS_TOP = 46.0
BAR_HEIGHT = 16.0
BAR_GAP = 11.0
"""A bar is a link, and a finger needs 24 pixels on the narrowest phone."""

YEAR_HEIGHT = 22.0
REMARK_HEIGHT = 20.0
TICK_STEP = 7
MIN_TICK_GAP = 24.0


@dataclass(frozen=True, slots=True)
class PlacedRemark:
    """A remark below its bar; `y` is its baseline."""

    y: float
    remark: Remark


@dataclass(frozen=True, slots=True)
class CycleBar:
    """One cycle as a bar, 16 high from `top`.

    `year` stands above the first bar of each year. `interrupted` is true if the bleeding stopped
    and came back within the period.
    """

    start: date
    year: str
    label: str
    top: float
    width: float
    look: BarLook
    period_width: float
    interrupted: bool
    length: str
    remarks: list[PlacedRemark]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the scale, and its text."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class CycleBars:
    """All bars, between `left` and `right` and between `top` and `bottom`, over a scale of days.

    The limits are those of the usual range, `half` the middle half of her own lengths.
    """

    template: ClassVar[str] = "period/cycles.svg"

    bottom: float
    limits: list[float]
    half: tuple[float, float] | None
    median: Mark | None
    ticks: list[Mark]
    bars: list[CycleBar]
    unit: str
    left: float = LEFT
    right: float = RIGHT
    top: float = BARS_TOP

    @property
    def height(self) -> float:
        """The height of the bars."""
        return self.bottom - self.top


def compose_bars(*, cycles: Sequence[Cycle], as_of: date) -> CycleBars:
    """Return a bar for each cycle, in the order given."""
    lengths = [
        days_of(cycle, as_of=as_of)
        for cycle in cycles
        if not (is_broken(cycle) or is_no_cycle(cycle, as_of=as_of))
    ]
    scale = max([MIN_SCALE_DAYS, *lengths])
    day_width = (RIGHT - LEFT) / scale
    usual = usual_lengths(cycles=cycles)
    bars: list[CycleBar] = []
    y, year, stage = BARS_TOP, 0, None
    for cycle in cycles:
        is_new_year = year != (year := parse_day(cycle["start"]).year)
        y += YEAR_HEIGHT if is_new_year else 0
        # Of cycles in one stage, the newest alone names it.
        remarks = [
            remark
            for remark in remarks_on(cycle)
            if cycle["lifeStage"] != stage or not remark.is_stage
        ]
        stage = cycle["lifeStage"]
        shown_year = str(year) if is_new_year else ""
        bars.append(_bar(cycle, as_of, remarks, top=y, day_width=day_width, year=shown_year))
        y += BAR_HEIGHT + BAR_GAP + REMARK_HEIGHT * len(bars[-1].remarks)
    return CycleBars(
        bottom=y,
        limits=[_x(days, day_width) for days in (SHORTEST_USUAL, LONGEST_USUAL)],
        half=_half(usual, day_width),
        median=_median(usual, day_width),
        ticks=_ticks(scale, day_width),
        bars=bars,
        unit=say("days"),
    )


def _bar(
    cycle: Cycle,
    as_of: date,
    remarks: Sequence[Remark],
    *,
    top: float,
    day_width: float,
    year: str,
) -> CycleBar:
    start, period = parse_day(cycle["start"]), cycle["period"]
    period_days = (parse_day(period["end"]) - start).days + 1
    look = bar_look(cycle, as_of=as_of)
    days = period_days if look == "none" else days_of(cycle, as_of=as_of)
    width = RIGHT - LEFT if is_broken(cycle) else days * day_width
    return CycleBar(
        start=start,
        year=year,
        label=short_date(day=start),
        top=top,
        width=round(width, 2),
        look=look,
        period_width=round(min(period_days * day_width, width), 2),
        interrupted=period["bleedingDays"] < period_days,
        length=length_text(cycle, as_of=as_of),
        remarks=[
            PlacedRemark(top + BAR_HEIGHT + REMARK_HEIGHT * position - 4, remark)
            for position, remark in enumerate(remarks, start=1)
        ],
    )


def _x(days: float, day_width: float) -> float:
    return round(LEFT + days * day_width, 2)


def _half(usual: UsualLengths, day_width: float) -> tuple[float, float] | None:
    """Return where the band of the middle half begins, and its width: at least half a day."""
    if usual.half is None:
        return None
    shortest, longest = usual.half
    return _x(shortest - 0.25, day_width), round((longest - shortest + 0.5) * day_width, 2)


def _median(usual: UsualLengths, day_width: float) -> Mark | None:
    if usual.median is None:
        return None
    text = say("median {days}", days=decimal(number=usual.median))
    return Mark(_x(usual.median, day_width), text)


def _ticks(scale: int, day_width: float) -> list[Mark]:
    step = TICK_STEP
    while step * day_width < MIN_TICK_GAP:
        step *= 2
    return [Mark(_x(days, day_width), str(days)) for days in range(step, scale + 1, step)]
