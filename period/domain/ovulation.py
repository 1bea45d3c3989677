"""When ovulation is to be expected, and what a positive test changes.

Cycle days count from 1, the first day of menses. The luteal phase is the days between the day of
ovulation and the next period: cycle length minus the cycle day of ovulation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import exp, pi, sqrt

from period.domain import population as people
from period.domain.bayes_update import beliefs
from period.domain.distribution import Distribution, mixture, normalised
from period.domain.menses import Day

_LONGEST_LUTEAL = 30
"""No luteal phase is taken to last more days."""

_SAME_SURGE = timedelta(days=2)
"""Positive tests at most so far apart tell of one surge, of which the first counts."""


@dataclass(frozen=True, slots=True)
class CompleteCycle:
    """A past cycle's length in days, and the cycle day of ovulation if a test told it."""

    length: int
    ovulation: int | None


def find_surges(*, days: Iterable[Day], today: date) -> list[date]:
    """Return the first day of every run of positive ovulation tests up to today, oldest first."""
    positive = sorted(
        {day.date for day in days if day.ovulation_test == "positive" and day.date <= today}
    )
    return [
        day
        for before, day in zip([None, *positive], positive, strict=False)
        if before is None or day - before > _SAME_SURGE
    ]


def ovulation_by_tests(*, surges: Iterable[date], start: date, length: int) -> int | None:
    """Return the cycle day on which a complete cycle's tests put ovulation, most likely.

    That is the day after a surge began. None if no surge leaves a luteal phase of 7 to 17 days; if
    several do, the last counts.
    """
    ovulations = [(surge - start).days + 2 for surge in surges]
    plausible = range(people.SHORTEST_LUTEAL, people.LONGEST_LUTEAL + 1)
    return max((day for day in ovulations if length - day in plausible), default=None)


def luteal_mean(*, own: Sequence[int]) -> float:
    """Return the luteal phase in days to expect of her, given those she had."""
    weight = people.LUTEAL_OWN_WEIGHT
    return (sum(own) + weight * people.LUTEAL_LENGTH) / (len(own) + weight)


def luteal_length(*, own: Sequence[int]) -> Distribution:
    """Return the distribution of her luteal phase in days, given those she had.

    Logistic, since it strays far more often than a normal one would.
    """
    mean = luteal_mean(own=own)
    variance = people.LUTEAL_SPREAD**2 * (1 + 1 / (len(own) + people.LUTEAL_OWN_WEIGHT))
    scale = sqrt(3 * variance) / pi
    below = [1 / (1 + exp((mean - day + 0.5) / scale)) for day in range(1, _LONGEST_LUTEAL + 2)]
    return normalised(first=1, weights=[after - before for before, after in pairwise(below)])


def expected_ovulation(
    *, cycles: Sequence[CompleteCycle], next_length: Distribution
) -> Distribution:
    """Return the cycle day of ovulation in a cycle of which no more is known than its start.

    Without a tested ovulation it is the next length less a luteal phase. With one or more, it is
    learnt like the length; a cycle without a test counts as if its luteal phase were her usual one.
    """
    own = [cycle.length - cycle.ovulation for cycle in cycles if cycle.ovulation is not None]
    luteal = luteal_mean(own=own)
    if not own:
        return next_length.earlier_by(luteal).not_before(1)
    ovulations = [
        round(cycle.length - luteal) if cycle.ovulation is None else cycle.ovulation
        for cycle in cycles
    ]
    history = beliefs(
        population=people.OVULATION_DAY,
        gaps=[ovulation + people.OVULATION_SHIFT for ovulation in ovulations],
    )
    shifted = history[-1].posterior().next_length()
    return shifted.earlier_by(people.OVULATION_SHIFT).not_before(1)


def ovulation_after(*, surge: int) -> Distribution:
    """Return the cycle day of ovulation if the surge that began on that cycle day led to it."""
    lags = people.SURGE_TO_OVULATION
    return normalised(
        first=surge + 1, weights=[lags.get(lag, 0.0) for lag in range(1, max(lags) + 1)]
    )


def with_surge(*, believed: Distribution, otherwise: Distribution) -> Distribution:
    """Return what to expect when a surge was seen: mostly what follows from it if believed."""
    share = sum(people.SURGE_TO_OVULATION.values())
    return mixture(parts=[(share, believed), (1 - share, otherwise)])


def still_running(*, ovulation: Distribution, luteal: Distribution, length: int) -> Distribution:
    """Return the cycle day of ovulation, knowing that the cycle lasts that many days or more.

    Raise ValueError if no luteal phase could last so long.
    """
    return normalised(
        first=ovulation.first,
        weights=[
            share * (1 - luteal.before(length - day))
            for day, share in enumerate(ovulation.probabilities, start=ovulation.first)
        ],
    )


def fertile_window(*, ovulation: Distribution) -> tuple[int, int] | None:
    """Return the first and the last fertile cycle day, both included.

    A day is called fertile if ovulation comes on it or on one of the five days after it with a
    probability of 0.2 or more. None if no day is: ovulation is then too uncertain to name any.
    """
    fertile = [
        day
        for day in range(ovulation.first - people.FERTILE_DAYS + 1, ovulation.last + 1)
        if ovulation.within(day, day + people.FERTILE_DAYS - 1) >= people.FERTILE_FROM
    ]
    return (fertile[0], fertile[-1]) if fertile else None
