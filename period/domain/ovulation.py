"""The day of ovulation: predicted from cycle lengths, and updated by ovulation tests.

Cycle days count from 1, the first day of menses. The length of the luteal phase is the cycle
length minus the cycle day of ovulation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import exp, pi, sqrt

from period.domain import population as people
from period.domain.bayes_update import history_likelihoods
from period.domain.distribution import Distribution, mixture, normalised
from period.domain.logged_day import Day

_LONGEST_LUTEAL = 30
"""The longest luteal phase that the model allows, in days."""

_SAME_SURGE = timedelta(days=2)
"""Positive tests at most this far apart belong to one LH surge; it begins with the first."""


@dataclass(frozen=True, slots=True)
class CompleteCycle:
    """A past cycle's length in days, and its cycle day of ovulation if it was tested."""

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


def ovulation_from_tests(*, surges: Iterable[date], start: date, length: int) -> int | None:
    """Return the most likely cycle day of ovulation in a complete cycle, by its tests.

    That is the day after a surge began. None if no surge leaves a luteal phase of 7 to 17 days; if
    several do, the last one counts.
    """
    ovulations = [(surge - start).days + 2 for surge in surges]
    plausible = range(people.SHORTEST_LUTEAL, people.LONGEST_LUTEAL + 1)
    return max((day for day in ovulations if length - day in plausible), default=None)


def luteal_mean(*, own: Sequence[int]) -> float:
    """Return the expected length of her luteal phase in days, given her past ones."""
    weight = people.LUTEAL_OWN_WEIGHT
    return (sum(own) + weight * people.LUTEAL_LENGTH) / (len(own) + weight)


def luteal_length(*, own: Sequence[int]) -> Distribution:
    """Return the distribution of the length of her luteal phase in days, given her past ones.

    It is logistic, because outliers are more frequent than in a normal distribution.
    """
    mean = luteal_mean(own=own)
    variance = people.LUTEAL_SPREAD**2 * (1 + 1 / (len(own) + people.LUTEAL_OWN_WEIGHT))
    scale = sqrt(3 * variance) / pi
    cumulative = [
        1 / (1 + exp((mean - day + 0.5) / scale)) for day in range(1, _LONGEST_LUTEAL + 2)
    ]
    return normalised(first=1, weights=[after - before for before, after in pairwise(cumulative)])


def ovulation_day_distribution(
    *, cycles: Sequence[CompleteCycle], next_length: Distribution
) -> Distribution:
    """Return the predictive distribution of the cycle day of ovulation, at the start of a cycle.

    Without tested cycles it is the next length minus the mean luteal phase. With tested cycles it
    is learnt like the length; an untested cycle counts with her mean luteal phase.
    """
    own = [cycle.length - cycle.ovulation for cycle in cycles if cycle.ovulation is not None]
    luteal = luteal_mean(own=own)
    if not own:
        return next_length.earlier_by(luteal).not_before(1)
    ovulations = [
        round(cycle.length - luteal) if cycle.ovulation is None else cycle.ovulation
        for cycle in cycles
    ]
    likelihoods = history_likelihoods(
        population=people.OVULATION_DAY,
        gaps=[ovulation + people.OVULATION_SHIFT for ovulation in ovulations],
    )
    shifted = likelihoods[-1].posterior().next_length()
    return shifted.earlier_by(people.OVULATION_SHIFT).not_before(1)


def ovulation_after(*, surge: int) -> Distribution:
    """Return the cycle day of ovulation, given that a surge on the given cycle day led to it."""
    lags = people.SURGE_TO_OVULATION
    return normalised(
        first=surge + 1, weights=[lags.get(lag, 0.0) for lag in range(1, max(lags) + 1)]
    )


def mix_surge(*, if_true: Distribution, if_false: Distribution) -> Distribution:
    """Return the mixture; the surge is true with the summed probability of SURGE_TO_OVULATION."""
    share = sum(people.SURGE_TO_OVULATION.values())
    return mixture(parts=[(share, if_true), (1 - share, if_false)])


def ovulation_given_length(
    *, ovulation: Distribution, luteal: Distribution, length: int
) -> Distribution:
    """Return the cycle day of ovulation, given that the cycle lasts `length` days or more.

    Raise ValueError if no luteal phase can last that long.
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

    A day is fertile if ovulation falls on it or on one of the five days after it with a
    probability of 0.2 or more. None if no day is, because ovulation is too uncertain.
    """
    fertile = [
        day
        for day in range(ovulation.first - people.FERTILE_DAYS + 1, ovulation.last + 1)
        if ovulation.within(day, day + people.FERTILE_DAYS - 1) >= people.FERTILE_FROM
    ]
    return (fertile[0], fertile[-1]) if fertile else None
