"""The days of an invented woman: her complete cycles, one after another, with the calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from glowcycle.insights.domain.cycles import WINDOWS, CompleteCycle, WindowName

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]

FIRST = date(2023, 1, 1)
"""She begins to log within a year of this day."""

UNEQUAL, EQUAL = (21, 40), (28, 28)
"""The shortest and the longest cycle, in days; every length between them is as likely."""

LUTEAL, LUTEAL_SPREAD = 13, 2
"""The days after ovulation, and by how many these differ at most from one cycle to the next."""

BLEEDING, AROUND_OVULATION = 5, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """All days of her cycles, oldest first: each array has one value for each day.

    cycle      the number of the cycle that the day belongs to
    of_cycle   the day of that cycle, 0 on the first day of menses
    inside     whether the day lies in each window
    phase      0 bleeding, 1 before, 2 around and 3 after ovulation, as trackers divide a cycle
    weekday    0 on Monday
    of_month   1 to 31
    """

    cycles: list[CompleteCycle]
    dates: list[date]
    cycle: NDArray[np.int64]
    of_cycle: NDArray[np.int64]
    inside: dict[WindowName, Flags]
    phase: NDArray[np.int64]
    weekday: NDArray[np.int64]
    of_month: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.dates)


def draw_days(rng: np.random.Generator, *, cycles: int, lengths: tuple[int, int]) -> Days:
    """Return the days of a woman with `cycles` cycles, none outside of the two `lengths`."""
    start = FIRST + timedelta(days=int(rng.integers(365)))
    drawn = []
    for length in rng.integers(lengths[0], lengths[1] + 1, size=cycles).tolist():
        luteal = LUTEAL + int(rng.integers(-LUTEAL_SPREAD, LUTEAL_SPREAD + 1))
        drawn.append(CompleteCycle(start=start, length=length, ovulation=length - luteal))
        start += timedelta(days=length)
    return days_of(drawn)


def days_of(cycles: list[CompleteCycle]) -> Days:
    """Return the days of these cycles."""
    places = [(cycle, day) for cycle in cycles for day in range(cycle.length)]
    dates = [cycle.start + timedelta(days=day) for cycle, day in places]
    numbers = np.repeat(np.arange(len(cycles)), [cycle.length for cycle in cycles])
    return Days(
        cycles=cycles,
        dates=dates,
        cycle=numbers,
        of_cycle=np.array([day for _, day in places]),
        inside={
            window: np.array([cycle.is_inside(window, day) for cycle, day in places])
            for window in WINDOWS
        },
        phase=np.array([_phase(cycle, day) for cycle, day in places]),
        weekday=np.array([day.weekday() for day in dates]),
        of_month=np.array([day.day for day in dates]),
    )


def _phase(cycle: CompleteCycle, day: int) -> int:
    ovulation = cycle.ovulation - 1
    if day < BLEEDING:
        return 0
    if day < ovulation - AROUND_OVULATION:
        return 1
    return 2 if day <= ovulation + AROUND_OVULATION else 3
