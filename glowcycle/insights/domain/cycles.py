"""A complete cycle as the statistics see it, and the windows of it that they ask about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, TypeAlias

WindowName: TypeAlias = Literal["perimenstrual", "premenstrual", "midCycle"]

WINDOWS: Final[tuple[WindowName, ...]] = ("perimenstrual", "premenstrual", "midCycle")
"""The windows in their order in every answer. They are fixed, so that no window is chosen by what
it shows."""

PERIMENSTRUAL: Final = (-3, 2)
"""The first and the last day of the window around menses. Day 0 is the first day of menses: it ends
with the third day of menses, and begins three days before the next one. In diaries, mood is lowest
there in those few whose mood follows menses at all."""

PREMENSTRUAL: Final = (-7, -4)
"""The first and the last day of the window before that, counted back from the next menses."""

AROUND_OVULATION: Final = 2
"""The days before and after ovulation that belong to the window in the middle of the cycle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteCycle:
    """A cycle from the first day of one menses to the day before the next one.

    `length` is in days, and at least 10. `ovulation` is the cycle day of ovulation, 1 on the first
    day of menses; `is_ovulation_known` if her signs tell it, and not her luteal phase alone.

    In a short cycle two windows may share days. Each window is compared with all days outside of
    it, so a shared day counts for both.
    """

    start: date
    length: int
    ovulation: int
    is_ovulation_known: bool = False

    def window(self, name: WindowName) -> range:
        """Return the window as days from the start, on the ring of this cycle.

        A negative day lies that far before the next menses: -1 is the last day of the cycle. A day
        of `length` or more is one of the first days: 0 again.
        """
        if name == "perimenstrual":
            first, last = PERIMENSTRUAL
        elif name == "premenstrual":
            first, last = PREMENSTRUAL
        else:
            middle = self.ovulation - 1
            first, last = middle - AROUND_OVULATION, middle + AROUND_OVULATION
        return range(first, last + 1)

    def days_inside(self, name: WindowName) -> frozenset[int]:
        """Return the days of the window, from 0 on the first day of the cycle to `length - 1`."""
        return frozenset(day % self.length for day in self.window(name))

    def is_inside(self, name: WindowName, day: int) -> bool:
        """Return whether a day, counted from the start, lies in the window."""
        return day in self.days_inside(name)


def ring(cycle: CompleteCycle, values: Mapping[date, float]) -> list[float | None]:
    """Return the value of each day of the cycle, None for a day without one."""
    first = cycle.start.toordinal()
    return [values.get(date.fromordinal(first + day)) for day in range(cycle.length)]


LeftOutReason: TypeAlias = Literal[
    "period_not_logged", "bleeding_between", "too_long", "life_stage", "excluded", "unexplained"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Days between two menses that do not count as a cycle of her own; `length` is in days."""

    start: date
    length: int
    reason: LeftOutReason


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCycles:
    """Her complete cycles and what was left out, both oldest first.

    `is_paused` if she asked for silence about her cycles: then both are empty.
    """

    complete: Sequence[CompleteCycle] = ()
    left_out: Sequence[LeftOut] = ()
    is_paused: bool = False

    def since(self, first: date) -> "FoundCycles":
        """Return those that begin on that day or later."""
        return replace(
            self,
            complete=[cycle for cycle in self.complete if cycle.start >= first],
            left_out=[cycle for cycle in self.left_out if cycle.start >= first],
        )
