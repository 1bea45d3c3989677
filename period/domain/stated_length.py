"""The usual cycle length that she stated, as evidence for the posterior."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import exp, pi, sqrt

from period.domain.grid import DAYS, LONGEST, SHORTEST, TYPICAL_LENGTHS, Grid
from period.domain.logged_day import Day
from period.domain.population import STATED_BIAS, STATED_MISTAKEN, STATED_SPREAD


@dataclass(frozen=True, slots=True, order=True)
class StatedLength:
    """Her usual cycle length in days, and the date for which she stated it."""

    date: date
    cycle_length: int


def find_stated_lengths(*, days: Iterable[Day], today: date) -> list[StatedLength]:
    """Return the lengths stated up to today, oldest first, without those outside the grid."""
    return sorted(
        StatedLength(day.date, day.cycle_length)
        for day in days
        if day.cycle_length is not None
        and SHORTEST <= day.cycle_length <= LONGEST
        and day.date <= today
    )


def stated_length_likelihood(
    *, stated_lengths: Sequence[StatedLength], on: date, grid: Grid
) -> Sequence[float] | None:
    """Return the likelihood of the latest length stated up to that date, for each node.

    None if she stated none.
    """
    lengths = [stated.cycle_length for stated in stated_lengths if stated.date <= on]
    if not lengths:
        return None
    return _likelihood_by_typical_length(lengths[-1]) * (len(grid.prior) // len(TYPICAL_LENGTHS))


@cache
def _likelihood_by_typical_length(stated: int) -> list[float]:
    density = (1 - STATED_MISTAKEN) / (STATED_SPREAD * sqrt(2 * pi))
    return [
        density * exp(-(((stated - STATED_BIAS - typical) / STATED_SPREAD) ** 2) / 2)
        + STATED_MISTAKEN / DAYS
        for typical in TYPICAL_LENGTHS
    ]
