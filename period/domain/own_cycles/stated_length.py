"""The usual cycle length that she stated, as evidence for the posterior."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import exp, pi, sqrt

from period.domain.log.logged_day import Day
from period.domain.log.profile import Profile
from period.domain.model.grid import DAYS, LONGEST, SHORTEST, Grid
from period.domain.model.population import STATED_BIAS, STATED_MISTAKEN, STATED_SPREAD


@dataclass(frozen=True, slots=True, order=True)
class StatedLength:
    """Her usual cycle length in days, and the date for which she stated it."""

    date: date
    cycle_length: int


def find_stated_lengths(
    *, days: Iterable[Day], today: date, profile: Profile
) -> list[StatedLength]:
    """Return the lengths stated up to today, oldest first, without those outside the grid.

    What her profile says bears no date: what she stated for a day replaces it.
    """
    stated = [
        (day.date, day.cycle_length)
        for day in days
        if day.cycle_length is not None and day.date <= today
    ]
    if profile.cycle_length is not None:
        stated.append((date.min, profile.cycle_length))
    return sorted(
        StatedLength(day, length) for day, length in stated if SHORTEST <= length <= LONGEST
    )


def stated_length_likelihood(
    *, stated_lengths: Sequence[StatedLength], on: date, grid: Grid
) -> Sequence[float] | None:
    """Return the likelihood of the latest length stated up to that date, for each node.

    None if she stated none.
    """
    count = bisect_right(stated_lengths, on, key=lambda stated: stated.date)
    if not count:
        return None
    length = stated_lengths[count - 1].cycle_length
    return [_likelihood(length, node.typical) for node in grid.nodes]


@cache
def _likelihood(stated: int, typical: float) -> float:
    density = (1 - STATED_MISTAKEN) / (STATED_SPREAD * sqrt(2 * pi))
    z = (stated - STATED_BIAS - typical) / STATED_SPREAD
    return density * exp(-(z**2) / 2) + STATED_MISTAKEN / DAYS
