"""Her values folded onto the cycle: the days around each menses, one upon the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf, sqrt
from statistics import fmean, stdev
from typing import Final

from glowcycle.insights.domain.cycles import WINDOWS, CompleteCycle, WindowName, ring
from glowcycle.insights.domain.effects import LEVEL, t_quantile
from glowcycle.insights.domain.outcomes import YES_OR_NO, OutcomeResult

FIRST: Final = -14
DAYS: Final = range(FIRST, 15)
"""The days of the fold. Day 0 is the first day of menses, -1 the last day of the cycle before."""

MOST: Final = 0.75
"""A day of the fold lies in a window if it does in at least this share of the cycles."""

Line = list[float | None]
"""The value of each of DAYS around one menses, None for a day without one."""


@dataclass(frozen=True, slots=True)
class FoldedDay:
    """One of DAYS: the mean over `cycles` menses with a value, and its 90 % interval.

    `mean` is None without a value, `low` and `high` with fewer than two.
    """

    day: int
    mean: float | None
    low: float | None
    high: float | None
    cycles: int


@dataclass(frozen=True, slots=True)
class Folded:
    """The values of an outcome around her menses.

    `lines` has one for each menses that begins or ends a cycle that counts, oldest first.
    """

    days: Sequence[FoldedDay]
    lines: Sequence[Line]


def fold(result: OutcomeResult) -> Folded:
    """Return the outcome's values in the cycles that count, folded.

    Each is her overall mean plus how it differs from the mean of its own cycle, so that a drift
    from cycle to cycle does not blur the fold. The lines of YES_OR_NO keep their 1 and 0.
    """
    is_share = result.outcome.kind in YES_OR_NO
    rings = [(cycle, ring(cycle, result.outcome.values)) for cycle in result.cycles]
    overall = _mean([value for _, values in rings for value in values])
    level: dict[date, Line] = {}
    lines: dict[date, Line] = {}
    for cycle, values in rings:
        following = cycle.start + timedelta(cycle.length)
        for menses in (cycle.start, following):
            level.setdefault(menses, [None] * len(DAYS))
            lines.setdefault(menses, [None] * len(DAYS))
        drift = _mean(values) - overall
        for day, value in enumerate(values):
            place = _place(cycle, day)
            menses = cycle.start if place == day else following
            if value is not None and place in DAYS:
                level[menses][place - FIRST] = value - drift
                lines[menses][place - FIRST] = value if is_share else value - drift
    by_day = zip(*level.values(), strict=True) if level else [()] * len(DAYS)
    days = [_day(day, found, is_share=is_share) for day, found in zip(DAYS, by_day, strict=True)]
    return Folded(days, [lines[menses] for menses in sorted(lines)])


def folded_windows(cycles: Sequence[CompleteCycle]) -> Mapping[WindowName, Sequence[int]]:
    """Return the days of the fold that lie in each window in MOST of the cycles.

    Days around ovulation lie at both ends, or nowhere where her cycles differ much.
    """
    inside = {window: dict.fromkeys(DAYS, 0) for window in WINDOWS}
    shown = dict.fromkeys(DAYS, 0)
    for cycle in cycles:
        for day in range(cycle.length):
            if (place := _place(cycle, day)) in DAYS:
                shown[place] += 1
                for window in WINDOWS:
                    inside[window][place] += cycle.is_inside(window, day)
    return {
        window: [day for day in DAYS if shown[day] and days[day] >= MOST * shown[day]]
        for window, days in inside.items()
    }


def _place(cycle: CompleteCycle, day: int) -> int:
    """Return the day, counted from the nearer menses: so a short cycle counts none twice."""
    return day if day < cycle.length - day else day - cycle.length


def _mean(values: Line) -> float:
    return fmean([value for value in values if value is not None] or [0.0])


def _day(day: int, found: Sequence[float | None], *, is_share: bool) -> FoldedDay:
    values = [value for value in found if value is not None]
    if not values:
        return FoldedDay(day, None, None, None, 0)
    # Neither a share nor its interval goes beyond none and all of her days.
    least, most = (0.0, 1.0) if is_share else (-inf, inf)
    mean = fmean(values)
    middle = min(max(mean, least), most)
    if len(values) == 1:
        return FoldedDay(day, middle, None, None, 1)
    margin = t_quantile((1 + LEVEL) / 2, freedom=len(values) - 1) * stdev(values)
    margin /= sqrt(len(values))
    return FoldedDay(day, middle, max(mean - margin, least), min(mean + margin, most), len(values))
