"""The lengths of her cycles in a few numbers, and what a picture says of one cycle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, Literal, TypeAlias

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.layout import parse_day
from period.domain.periods.cycles import MAX_CYCLE_DAY

Cycle: TypeAlias = Mapping[str, Any]
BarLook: TypeAlias = Literal["own", "excluded", "open", "none"]

WITH_CYCLES = frozenset({"contraception", "exclusion"})
"""The life stages that exclude days from her own cycles, and in which these days are a cycle."""

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
    lengths = sorted(own_lengths(cycles=cycles))
    quarter = len(lengths) // 4
    middle = median(lengths) if len(lengths) >= ENOUGH_FOR_MEDIAN else None
    has_half = len(lengths) >= ENOUGH_FOR_HALF
    return UsualLengths(
        median=int(middle) if middle is not None and middle == int(middle) else middle,
        half=(lengths[quarter], lengths[-1 - quarter]) if has_half else None,
    )


def own_lengths(*, cycles: Sequence[Cycle]) -> list[int]:
    """Return the lengths of the complete cycles that no life stage excludes."""
    return [cycle["length"] for cycle in cycles if cycle["length"] and not cycle["excluded"]]


def days_of(cycle: Cycle, *, as_of: date) -> int:
    """Return the length of the cycle in days; for the current cycle, up to and including today."""
    return cycle["length"] or (as_of - parse_day(cycle["start"])).days + 1


def is_broken(cycle: Cycle) -> bool:
    """Return whether it is a pause: too long without a period to be a cycle."""
    return any(flag["code"] == "series_broken" for flag in cycle["flags"])


def is_no_cycle(cycle: Cycle, *, as_of: date) -> bool:
    """Return whether a life stage says that these days are no cycle, so that nothing measures them.

    Nor are they one if a stage excludes them and no period came for too long.
    """
    if cycle["length"] or not cycle["excluded"]:
        return False
    return cycle["lifeStage"] not in WITH_CYCLES or days_of(cycle, as_of=as_of) > MAX_CYCLE_DAY


def bar_look(cycle: Cycle, *, as_of: date) -> BarLook:
    """Return whether to draw a cycle of her own, an excluded or an open one, or only a period."""
    if is_no_cycle(cycle, as_of=as_of):
        return "none"
    if cycle["length"] is None:
        return "open"
    return "excluded" if cycle["excluded"] else "own"


def length_text(cycle: Cycle, *, as_of: date) -> str:
    """Return "28 days", or "day 12" of the cycle that runs; "" where there is no cycle."""
    if is_no_cycle(cycle, as_of=as_of):
        return ""
    if cycle["length"]:
        return say_counted("{count} day", "{count} days", count=cycle["length"])
    if is_broken(cycle):
        return say("over {limit}", limit=MAX_CYCLE_DAY)
    return say("day {number}", number=days_of(cycle, as_of=as_of))
