"""Bayes' rule on the grid: each gap updates the probabilities of her typical length and spread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log, log1p
from operator import mul

from period.domain.grid import LONGEST, SHORTEST, Grid, build_grid, log_gap_likelihood
from period.domain.menses import MIN_CERTAIN_GAP
from period.domain.population import MEMORY, Population
from period.domain.posterior import Posterior

_ALMOST_ZERO = 1e-300
"""Added before a logarithm, because log(0) is undefined."""


@dataclass(frozen=True, slots=True)
class HistoryLikelihood:
    """The log likelihood of all gaps so far, one value per grid node.

    Each new gap takes 3 % off the weight of the earlier ones. `without_last_gap` is the log
    likelihood before `last_gap`: the next gap may show that the two are one cycle, split by
    bleeding that was no period.
    """

    grid: Grid
    log_likelihood: Sequence[float]
    without_last_gap: Sequence[float] = ()
    last_gap: int | None = None

    def updated(self, gap: int) -> "HistoryLikelihood":
        """Return the likelihood that includes the next gap, in days.

        A gap outside SHORTEST..LONGEST is no evidence and changes nothing.
        """
        if not SHORTEST <= gap <= LONGEST:
            return self
        gap_likelihood = log_gap_likelihood(population=self.grid.population, gap=gap)
        log_likelihood: Sequence[float] = [
            MEMORY * earlier + latest
            for earlier, latest in zip(self.log_likelihood, gap_likelihood, strict=True)
        ]
        if self.last_gap is not None and may_be_one_cycle(first=self.last_gap, second=gap):
            log_likelihood = list(
                map(_log_sum, log_likelihood, self._as_one_cycle(self.last_gap, gap))
            )
        return HistoryLikelihood(self.grid, log_likelihood, self.log_likelihood, gap)

    def posterior(self, other_likelihood: Sequence[float] | None = None) -> Posterior:
        """Return the posterior: prior times likelihood, normalised over the grid.

        `other_likelihood` is that of further evidence, one value (not a logarithm) per node.
        """
        highest = max(self.log_likelihood)
        weights = [
            prior * exp(value - highest)
            for prior, value in zip(self.grid.prior, self.log_likelihood, strict=True)
        ]
        if other_likelihood is not None:
            weights = list(map(mul, weights, other_likelihood))
        return Posterior.from_weights(grid=self.grid, weights=weights)

    def _as_one_cycle(self, first: int, second: int) -> Sequence[float]:
        """Return the log likelihood if the last two gaps are one cycle that was split."""
        share = split_share(population=self.grid.population, first=first, second=second)
        share += _ALMOST_ZERO
        day = first + second - SHORTEST
        return [
            MEMORY * earlier + log(share * lengths[day] + _ALMOST_ZERO)
            for earlier, lengths in zip(self.without_last_gap, self.grid.lengths, strict=True)
        ]


def history_likelihoods(*, population: Population, gaps: Iterable[int]) -> list[HistoryLikelihood]:
    """Return the likelihood before the first gap and after each one.

    Gaps are in days, oldest first. The last likelihood covers the whole history.
    """
    grid = build_grid(population=population)
    no_evidence = HistoryLikelihood(grid, [0.0] * len(grid.prior))
    return list(accumulate(gaps, HistoryLikelihood.updated, initial=no_evidence))


def may_be_one_cycle(*, first: int, second: int) -> bool:
    """Return whether two gaps in a row may be one split cycle.

    One of them is doubtfully short, and together they are no longer than a cycle can be.
    """
    return min(first, second) < MIN_CERTAIN_GAP and first + second <= LONGEST


def split_share(*, population: Population, first: int, second: int) -> float:
    """Return the share of cycles of length first + second that are split on exactly that day."""
    return population.cut_share / (first + second - 2 * SHORTEST + 1)


def _log_sum(a: float, b: float) -> float:
    return max(a, b) + log1p(exp(-abs(a - b)))
