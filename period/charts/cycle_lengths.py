"""The lengths of her cycles in a few numbers, and what a picture says of one cycle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, TypeAlias

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.layout import parse_day
from period.domain.cycles import MAX_CYCLE_DAY

Cycle: TypeAlias = Mapping[str, Any]

ENOUGH_FOR_MEDIAN, ENOUGH_FOR_HALF = 3, 5
"""With fewer complete cycles a median, or the middle half, would say more than is known."""


@dataclass(frozen=True, slots=True)
class UsualLengths:
    """Her median length in days, and the shortest and longest of the middle half of her cycles.

    A quarter of her cycles at most is shorter than this half, and a quarter at most is longer.
    """

    median: float | None
    half: tuple[int, int] | None


def usual_lengths(*, cycles: Sequence[Cycle]) -> UsualLengths:
    """Return the median and the middle half of the complete cycles, None for too few of them."""
    lengths = sorted(cycle["length"] for cycle in cycles if cycle["length"])
    quarter = len(lengths) // 4
    middle = median(lengths) if len(lengths) >= ENOUGH_FOR_MEDIAN else None
    has_half = len(lengths) >= ENOUGH_FOR_HALF
    return UsualLengths(
        median=int(middle) if middle is not None and middle == int(middle) else middle,
        half=(lengths[quarter], lengths[-1 - quarter]) if has_half else None,
    )


def days_of(cycle: Cycle, *, as_of: date) -> int:
    """Return the length of the cycle in days; for the current cycle, up to and including today."""
    return cycle["length"] or (as_of - parse_day(cycle["start"])).days + 1


def is_broken(cycle: Cycle) -> bool:
    """Return whether it is a pause: too long without a period to be a cycle."""
    return any(flag["code"] == "series_broken" for flag in cycle["flags"])


def length_text(cycle: Cycle, *, as_of: date) -> str:
    """Return "28 days", or "day 12" of the cycle that runs."""
    if cycle["length"]:
        return say_counted("{count} day", "{count} days", count=cycle["length"])
    if is_broken(cycle):
        return say("over {limit}", limit=MAX_CYCLE_DAY)
    return say("day {number}", number=days_of(cycle, as_of=as_of))
