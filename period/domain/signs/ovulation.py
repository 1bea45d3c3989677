"""The day of ovulation as cycle lengths and her past ovulations predict it.

Cycle days count from 1, the first day of menses. The length of the luteal phase is the cycle
length minus the cycle day of ovulation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, pi, sqrt

from period.domain.model import population as people
from period.domain.model.bayes_update import HistoryLikelihood
from period.domain.model.distribution import Distribution, normalised
from period.domain.model.grid import LONGEST, SHORTEST, build_grid, log_gap_likelihood
from period.domain.model.posterior import Posterior

_LONGEST_LUTEAL = 30
"""The longest luteal phase that the model allows, in days."""

_IMPOSSIBLE = 1e-9
"""A probability that counts as none."""


@dataclass(frozen=True, slots=True)
class CompleteCycle:
    """A past cycle's length in days, and its cycle day of ovulation if her signs tell it.

    `by_test` is whether an ovulation test is among these signs.
    """

    length: int
    ovulation: int | None
    by_test: bool = True


def luteal_length(*, own: Sequence[int], stated: int | None = None) -> Distribution:
    """Return the distribution of the length of her luteal phase in days.

    It is logistic, because outliers are more frequent than in a normal distribution. `own` are her
    past ones, and `stated` is the length that she says.
    """
    mean, weight = _luteal_mean(own, stated)
    return _logistic(mean=mean, variance=people.LUTEAL_SPREAD**2 * (1 + 1 / weight))


def ovulation_day_distribution(
    *,
    cycles: Sequence[CompleteCycle],
    next_length: Distribution,
    stated_luteal: int | None = None,
) -> Distribution:
    """Return the predictive distribution of the cycle day of ovulation, at the start of a cycle.

    Without a known ovulation it is one luteal phase, whose mean is not known, before the next
    period: the variation from phase to phase is part of that of the lengths. With known ones it is
    learnt like the length; any other cycle counts with her mean luteal phase. `stated_luteal` is
    the luteal length that she says, in days.
    """
    own = [cycle.length - cycle.ovulation for cycle in cycles if cycle.ovulation is not None]
    mean, weight = _luteal_mean(own, stated_luteal)
    if not own:
        variance = people.LUTEAL_MEAN_SPREAD**2 * people.LUTEAL_OWN_WEIGHT / weight
        luteal = _logistic(mean=mean, variance=variance)
        return next_length.minus(luteal).not_before(1)
    ovulations = [
        round(cycle.length - mean) if cycle.ovulation is None else cycle.ovulation
        for cycle in cycles
    ]
    shifted = _posterior([day + people.OVULATION_SHIFT for day in ovulations]).next_length()
    return shifted.earlier_by(people.OVULATION_SHIFT).not_before(1)


def _posterior(shifted: Sequence[int]) -> Posterior:
    """Return the posterior after her days of ovulation, oldest first, moved by OVULATION_SHIFT.

    Equal days are taken together: their order matters only by how much newer ones weigh more.
    """
    grid = build_grid(population=people.OVULATION_DAY)
    weights: dict[int, float] = {}
    for cycles_ago, day in enumerate(reversed(shifted)):
        if SHORTEST <= day <= LONGEST:
            weights[day] = weights.get(day, 0.0) + people.MEMORY**cycles_ago
    log_likelihood = [0.0] * len(grid.nodes)
    for day, weight in weights.items():
        likelihood = log_gap_likelihood(population=people.OVULATION_DAY, gap=day)
        log_likelihood = [
            total + weight * value for total, value in zip(log_likelihood, likelihood, strict=True)
        ]
    return HistoryLikelihood(grid, log_likelihood).posterior()


def _luteal_mean(own: Sequence[int], stated: int | None) -> tuple[float, float]:
    """Return the expected length of her luteal phase in days, and its weight in luteal phases."""
    total = sum(own) + people.LUTEAL_OWN_WEIGHT * people.LUTEAL_LENGTH
    weight = len(own) + people.LUTEAL_OWN_WEIGHT
    if stated is not None:
        total += people.LUTEAL_STATED_WEIGHT * stated
        weight += people.LUTEAL_STATED_WEIGHT
    return total / weight, weight


def _logistic(*, mean: float, variance: float) -> Distribution:
    """Return the logistic distribution over whole days from 1 to _LONGEST_LUTEAL."""
    scale = sqrt(3 * variance) / pi
    cumulative = [
        1 / (1 + exp((mean - day + 0.5) / scale)) for day in range(1, _LONGEST_LUTEAL + 2)
    ]
    return normalised(first=1, weights=[after - before for before, after in pairwise(cumulative)])


def ovulation_given_length(
    *, ovulation: Distribution, luteal: Distribution, length: int
) -> Distribution:
    """Return the cycle day of ovulation, given that the cycle lasts `length` days or more.

    Where no luteal phase can last that long the length tells nothing, and the days stay as they
    were.
    """
    return normalised(
        first=ovulation.first,
        weights=[
            share * max(1 - luteal.before(length - day), _IMPOSSIBLE)
            for day, share in enumerate(ovulation.probabilities, start=ovulation.first)
        ],
    )


def fertile_window(*, ovulation: Distribution) -> tuple[int, int] | None:
    """Return the first and the last fertile cycle day, both included.

    A day is fertile if ovulation falls on it or on one of the five days after it with a
    probability of FERTILE_FROM or more. None if no day is, because ovulation is too uncertain.
    Days before the cycle belong to the one before.
    """
    fertile = [
        day
        for day in range(max(ovulation.first - people.FERTILE_DAYS + 1, 1), ovulation.last + 1)
        if ovulation.within(day, day + people.FERTILE_DAYS - 1) >= people.FERTILE_FROM
    ]
    return (fertile[0], fertile[-1]) if fertile else None
