"""Complete cycles that follow one another, and diaries of invented values in them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random

from glowcycle.insights.domain.cycles import CompleteCycle

A_MONDAY = date(2024, 1, 1)
LUTEAL_DAYS = 13


def cycles_of(*lengths: int, start: date = A_MONDAY) -> list[CompleteCycle]:
    """Return cycles of these lengths, each with ovulation 13 days before the next one."""
    cycles = []
    for length in lengths:
        ovulation = max(length - LUTEAL_DAYS, 1)
        cycles.append(CompleteCycle(start=start, length=length, ovulation=ovulation))
        start += timedelta(length)
    return cycles


def days_of(cycles: Sequence[CompleteCycle]) -> Iterator[tuple[CompleteCycle, int, date]]:
    """Yield each day of the cycles: its cycle, its number from 0 in it, and its date."""
    for cycle in cycles:
        for day in range(cycle.length):
            yield cycle, day, cycle.start + timedelta(day)


def diary(
    cycles: Sequence[CompleteCycle], value: Callable[[CompleteCycle, int, date], float | None]
) -> dict[date, float]:
    """Return the values of all days for which there is one."""
    found = {day: value(cycle, place, day) for cycle, place, day in days_of(cycles)}
    return {day: number for day, number in found.items() if number is not None}


def noise(cycles: Sequence[CompleteCycle], *, seed: int, logged: float = 1.0) -> dict[date, float]:
    """Return whole numbers between 0 and 100 that follow nothing, on that share of the days."""
    random = Random(seed)
    return diary(
        cycles, lambda *_: float(random.randrange(101)) if random.random() < logged else None
    )
