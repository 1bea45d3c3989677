"""The next period where the last start is in doubt: it may have been bleeding between two periods.

Both may be true, so the answer is a mixture, weighted by how often each happens.
"""

from dataclasses import dataclass

from period.domain.bayes_update import split_share
from period.domain.distribution import Distribution, mixture, normalised
from period.domain.grid import DAYS
from period.domain.menses import MIN_PERIOD_GAP
from period.domain.posterior import Posterior


@dataclass(frozen=True, slots=True)
class DoubtfulStart:
    """The days from the doubtful start to the next period, and how doubtful it is.

    `no_period` is the probability that the bleeding was no period.
    """

    length: Distribution
    no_period: float

    @property
    def is_doubtful(self) -> bool:
        """Whether the bleeding was rather no period."""
        return self.no_period > 0.5  # noqa: PLR2004


def mix_starts(*, gap: int, before: Posterior, if_period: Distribution) -> DoubtfulStart:
    """Return the mixture over both starts, which lie `gap` days apart.

    `before` is the posterior when the earlier one began, and `if_period` the length of a cycle
    from the later one. If that was no period, the cycle lasts until a period could begin again.
    """
    population = before.grid.population
    whole = before.next_length()
    shortest = gap + MIN_PERIOD_GAP
    split = [
        whole.at(length) * split_share(population=population, first=gap, second=length - gap)
        for length in range(shortest, whole.last + 1)
    ]
    no_period = sum(split)
    period = (1 - population.unexplained_share) * whole.at(gap)
    period += population.unexplained_share / DAYS
    if not no_period:
        return DoubtfulStart(if_period, 0.0)
    if_none = normalised(first=MIN_PERIOD_GAP, weights=split)
    return DoubtfulStart(
        mixture(parts=[(no_period, if_none), (period, if_period)]),
        no_period / (no_period + period),
    )
