"""What her logged periods say about her: Bayes' rule on the grid, one gap after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, log, log1p
from operator import mul

from period.domain.grid import LONGEST, SHORTEST, Grid, build_grid, log_gap_likelihood
from period.domain.menses import MIN_CERTAIN_GAP
from period.domain.population import MEMORY, Population
from period.domain.posterior import Posterior

_IMPOSSIBLE = 1e-300
"""Stands for zero where a logarithm is taken."""


@dataclass(frozen=True, slots=True)
class Belief:
    """How likely each node of the grid makes the gaps between her periods so far, as logarithms.

    Every gap takes 3 % off the weight of the earlier ones. `before` is the same without
    `last_gap`: the next gap may show that both together are one cycle, cut in two by bleeding that
    was no period.
    """

    grid: Grid
    log_likelihood: Sequence[float]
    before: Sequence[float] = ()
    last_gap: int | None = None

    def after(self, gap: int) -> "Belief":
        """Return the belief once the next period has begun, so many days after the last one.

        A gap that is not between SHORTEST and LONGEST says nothing and changes nothing.
        """
        if not SHORTEST <= gap <= LONGEST:
            return self
        column = log_gap_likelihood(population=self.grid.population, gap=gap)
        log_likelihood: Sequence[float] = [
            MEMORY * past + now for past, now in zip(self.log_likelihood, column, strict=True)
        ]
        if self.last_gap is not None and may_be_cut(first=self.last_gap, second=gap):
            log_likelihood = list(map(_log_sum, log_likelihood, self._as_one(self.last_gap, gap)))
        return Belief(self.grid, log_likelihood, self.log_likelihood, gap)

    def posterior(self, evidence: Sequence[float] | None = None) -> Posterior:
        """Return what to believe of her, given also other evidence: its likelihood by node."""
        best = max(self.log_likelihood)
        weights = [
            share * exp(value - best)
            for share, value in zip(self.grid.prior, self.log_likelihood, strict=True)
        ]
        if evidence is not None:
            weights = list(map(mul, weights, evidence))
        return Posterior.of(grid=self.grid, weights=weights)

    def _as_one(self, first: int, second: int) -> Sequence[float]:
        """Return the log likelihood if the last two gaps are one cycle, cut in two."""
        share = cut_share(population=self.grid.population, first=first, second=second) + _IMPOSSIBLE
        day = first + second - SHORTEST
        return [
            MEMORY * past + log(share * lengths[day] + _IMPOSSIBLE)
            for past, lengths in zip(self.before, self.grid.lengths, strict=True)
        ]


def beliefs(*, population: Population, gaps: Iterable[int]) -> list[Belief]:
    """Return what was to be believed before the first gap and after each one: days, oldest first.

    The last one is what the whole history says.
    """
    grid = build_grid(population=population)
    nothing_known = Belief(grid, [0.0] * len(grid.prior))
    return list(accumulate(gaps, Belief.after, initial=nothing_known))


def may_be_cut(*, first: int, second: int) -> bool:
    """Tell whether two gaps in a row may be one cycle: one is doubtful, and both fit into one."""
    return min(first, second) < MIN_CERTAIN_GAP and first + second <= LONGEST


def cut_share(*, population: Population, first: int, second: int) -> float:
    """Return the share of cycles as long as both gaps that are cut in two on just that day."""
    return population.cut_share / (first + second - 2 * SHORTEST + 1)


def _log_sum(a: float, b: float) -> float:
    return max(a, b) + log1p(exp(-abs(a - b)))
