"""Bayes' rule on the grid: each gap updates the probabilities of her typical length and spread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log, log1p
from operator import mul

from period.domain.model.grid import LONGEST, SHORTEST, Grid, build_grid, log_gap_likelihood
from period.domain.model.population import MEMORY
from period.domain.model.population_shape import Population
from period.domain.model.posterior import Posterior
from period.domain.model.prior import build_prior
from period.domain.periods.menses import MIN_CERTAIN_GAP

_ALMOST_ZERO = 1e-300
"""Added before a logarithm, because log(0) is undefined."""


@dataclass(frozen=True, slots=True)
class HistoryLikelihood:
    """The log likelihood of all gaps so far, one value per grid node.

    Each new gap takes 3 % off the weight of the earlier ones. `without_last_gap` is the log
    likelihood before `last_gap`: the next gap may show that the two are one cycle, split by
    bleeding that was no period. `last_in_doubt` tells whether a period at its end is in doubt.
    """

    grid: Grid
    log_likelihood: Sequence[float]
    without_last_gap: Sequence[float] = ()
    last_gap: int | None = None
    last_in_doubt: bool = False

    def updated(
        self, gap: int, *, in_doubt: bool = True, hidden: float = 1.0
    ) -> "HistoryLikelihood":
        """Return the likelihood that includes the next gap, in days.

        A gap outside SHORTEST..LONGEST is no evidence and changes nothing. `in_doubt` is false
        if she said that the gap ends with a period, however short it is. `hidden` is the share of
        its days on which a period may have gone unlogged.
        """
        if not SHORTEST <= gap <= LONGEST:
            return self
        in_doubt = in_doubt and gap < MIN_CERTAIN_GAP
        gap_likelihood = log_gap_likelihood(population=self.grid.population, gap=gap, hidden=hidden)
        log_likelihood: Sequence[float] = [
            MEMORY * earlier + latest
            for earlier, latest in zip(self.log_likelihood, gap_likelihood, strict=True)
        ]
        if (
            self.last_gap is not None
            and (in_doubt or self.last_in_doubt)
            and self.last_gap + gap <= LONGEST
        ):
            log_likelihood = list(
                map(_log_sum, log_likelihood, self._as_one_cycle(self.last_gap, gap))
            )
        return HistoryLikelihood(self.grid, log_likelihood, self.log_likelihood, gap, in_doubt)

    def after_hole(self) -> "HistoryLikelihood":
        """Return the likelihood if the next gap does not follow on the last one."""
        return replace(self, without_last_gap=(), last_gap=None, last_in_doubt=False)

    def after_pause(self, *, cycles: float) -> "HistoryLikelihood":
        """Return the likelihood after a time that teaches nothing, about `cycles` cycles long."""
        weight = MEMORY**cycles
        return replace(
            self.after_hole(), log_likelihood=[weight * value for value in self.log_likelihood]
        )

    def posterior(
        self,
        other_likelihood: Sequence[float] | None = None,
        *,
        prior: Sequence[float] | None = None,
    ) -> Posterior:
        """Return the posterior: prior times likelihood, normalised over the grid.

        `prior` is the population's own unless given. `other_likelihood` is that of further
        evidence, one value (not a logarithm) per node.
        """
        prior = prior or build_prior(population=self.grid.population)
        highest = max(self.log_likelihood)
        weights = [
            share * exp(value - highest)
            for share, value in zip(prior, self.log_likelihood, strict=True)
        ]
        if other_likelihood is not None:
            weights = list(map(mul, weights, other_likelihood))
        return Posterior.from_weights(grid=self.grid, weights=weights)

    def _as_one_cycle(self, first: int, second: int) -> Sequence[float]:
        """Return the log likelihood if the last two gaps are one cycle that was split."""
        share = split_share(population=self.grid.population, length=first + second)
        share += _ALMOST_ZERO
        day = first + second - SHORTEST
        return [
            MEMORY * earlier + log(share * lengths[day] + _ALMOST_ZERO)
            for earlier, lengths in zip(self.without_last_gap, self.grid.lengths, strict=True)
        ]


def no_evidence(*, population: Population) -> HistoryLikelihood:
    """Return the likelihood before the first gap."""
    grid = build_grid(population=population)
    return HistoryLikelihood(grid, [0.0] * len(grid.nodes))


def split_share(*, population: Population, length: int) -> float:
    """Return the share of cycles of that length that are split on exactly one of their days."""
    return population.cut_share / (length - 2 * SHORTEST + 1)


def _log_sum(a: float, b: float) -> float:
    return max(a, b) + log1p(exp(-abs(a - b)))
