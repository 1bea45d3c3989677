"""Her own statement of her usual cycle length, as evidence like any other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import exp, pi, sqrt

from period.domain.grid import DAYS, LONGEST, SHORTEST, TYPICAL_LENGTHS, Grid
from period.domain.menses import Day
from period.domain.population import STATED_BIAS, STATED_MISTAKEN, STATED_SPREAD


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """The length in days that she gave as her usual one, and the date she gave it for."""

    date: date
    cycle_length: int


def find_statements(*, days: Iterable[Day], today: date) -> list[Statement]:
    """Return her statements up to today, oldest first, without lengths no cycle could have."""
    return sorted(
        Statement(day.date, day.cycle_length)
        for day in days
        if day.cycle_length is not None
        and SHORTEST <= day.cycle_length <= LONGEST
        and day.date <= today
    )


def stated_evidence(
    *, statements: Sequence[Statement], on: date, grid: Grid
) -> Sequence[float] | None:
    """Return, node by node, how probable her latest statement up to that date is.

    None if there is none.
    """
    stated = [statement.cycle_length for statement in statements if statement.date <= on]
    if not stated:
        return None
    return _by_typical_length(stated[-1]) * (len(grid.prior) // len(TYPICAL_LENGTHS))


@cache
def _by_typical_length(stated: int) -> list[float]:
    density = (1 - STATED_MISTAKEN) / (STATED_SPREAD * sqrt(2 * pi))
    return [
        density * exp(-(((stated - STATED_BIAS - typical) / STATED_SPREAD) ** 2) / 2)
        + STATED_MISTAKEN / DAYS
        for typical in TYPICAL_LENGTHS
    ]
