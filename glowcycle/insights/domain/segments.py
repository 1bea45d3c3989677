"""Her days cut into segments of a cycle's length, each with one window."""

from collections.abc import Sequence
from dataclasses import dataclass

from glowcycle.insights.domain.cycles import PERIMENSTRUAL, CompleteCycle, WindowName
from glowcycle.insights.domain.residuals import Ring, weekdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The residuals of one cycle, or of two halves of cycles that meet at menses.

    cycle     the cycle, or the one whose second half comes first
    values    the residual of each day, None for a day without one; its ends count as neighbours
    weekdays  the weekday of each day, 0 for Monday
    window    the days of the window; a day below 0 or beyond the end lies at the other end
    """

    cycle: CompleteCycle
    values: Ring
    weekdays: Sequence[int]
    window: range


def whole_cycles(
    *, cycles: Sequence[CompleteCycle], rings: Sequence[Ring], window: WindowName
) -> list[Segment]:
    """Return one segment for each cycle, with its own days of the window."""
    return [
        Segment(cycle=cycle, values=values, weekdays=weekdays(cycle), window=cycle.window(window))
        for cycle, values in zip(cycles, rings, strict=True)
    ]


def segments(
    *, cycles: Sequence[CompleteCycle], rings: Sequence[Ring], window: WindowName
) -> list[Segment]:
    """Return as many segments as there are cycles, each with its window in one piece.

    The window around menses begins in one cycle and ends in the next one. One day resembles the
    next, so two cycles would seem to agree more than they do. There, a segment runs from the middle
    of a cycle to the middle of the next one, and the second half of the newest cycle is followed by
    the first half of the oldest one.
    """
    if window != "perimenstrual":
        return whole_cycles(cycles=cycles, rings=rings, window=window)
    found = []
    for place, cycle in enumerate(cycles):
        following = (place + 1) % len(cycles)
        middle, end = cycle.length // 2, cycles[following].length // 2
        first, last = (day + cycle.length - middle for day in PERIMENSTRUAL)
        found.append(
            Segment(
                cycle=cycle,
                values=rings[place][middle:] + rings[following][:end],
                weekdays=weekdays(cycle)[middle:] + weekdays(cycles[following])[:end],
                window=range(first, last + 1),
            )
        )
    return found
