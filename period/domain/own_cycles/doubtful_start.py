"""The next period where the last start is in doubt: it may have been bleeding between two periods.

Both may be true, so the answer is a mixture, weighted by how often each happens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from period.domain.model.bayes_update import split_share
from period.domain.model.distribution import Distribution, mixture, normalised
from period.domain.model.grid import DAYS, LONGEST
from period.domain.model.posterior import Posterior
from period.domain.periods.menses import MIN_PERIOD_GAP

_MOST_GAPS = LONGEST // MIN_PERIOD_GAP
"""No cycle spans more gaps than these, so earlier starts change nothing."""


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
        return self.no_period > 0.5  # noqa: PLR2004  one half


def mix_starts(*, gaps: Sequence[int], before: Posterior, if_period: Distribution) -> DoubtfulStart:
    """Return the mixture over all starts since the last certain one.

    `gaps` are the days between these starts, oldest first; each of them ends with one in doubt,
    and the last of them tells whether earlier ones were periods. `before` is the posterior before
    the last gap, and `if_period` the length of a cycle from the last start. If that was no period,
    the cycle lasts until a period could begin again.
    """
    cycles = _Cycles(before)
    starts = [0, *accumulate(gaps[-_MOST_GAPS:])]
    periods = [1.0]  # for each start, how probable it is as a period
    for number, start in enumerate(starts[1:], 1):
        periods.append(
            sum(
                periods[earlier] * cycles.share(start - starts[earlier], number - earlier - 1)
                for earlier in range(number)
            )
        )
    until = [
        sum(
            share * cycles.split_share(starts[-1] - start + days, len(starts) - 1 - number)
            for number, (share, start) in enumerate(zip(periods[:-1], starts, strict=False))
        )
        for days in range(MIN_PERIOD_GAP, LONGEST - gaps[-1] + 1)
    ]
    period, no_period = periods[-1], sum(until)
    if not no_period:
        return DoubtfulStart(if_period, 0.0)
    if_none = normalised(first=MIN_PERIOD_GAP, weights=until)
    return DoubtfulStart(
        mixture(parts=[(no_period, if_none), (period, if_period)]),
        no_period / (no_period + period),
    )


class _Cycles:
    """The share of cycles of each length that have a number of bleeds that are no period."""

    def __init__(self, posterior: Posterior) -> None:
        self._population = posterior.grid.population
        self._lengths = posterior.next_length()

    def share(self, length: int, bleeds: int) -> float:
        """Return the share of gaps of that length, for which the model may have no explanation."""
        if bleeds:
            return self.split_share(length, bleeds)
        unexplained = self._population.unexplained_share
        return (1 - unexplained) * self._lengths.at(length) + unexplained / DAYS

    def split_share(self, length: int, bleeds: int) -> float:
        """Return the share of cycles of that length with the bleeds on exactly their days."""
        on_a_day = split_share(population=self._population, length=length)
        return self._lengths.at(length) * on_a_day**bleeds
