"""What her logged periods say about her: Bayes' rule on the grid, one gap after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, log1p
from operator import mul

from period.domain.grid import LONGEST, SHORTEST, Grid, build_grid, log_gap_likelihood
from period.domain.menses import MIN_CERTAIN_GAP
from period.domain.population import MEMORY, Population
from period.domain.posterior import Posterior


@dataclass(frozen=True, slots=True)
class Belief:
    """The logarithm of how likely each node of the grid makes the gaps between her periods so far.

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
        columns = zip(self.log_likelihood, log_gap_likelihood(self.grid.population, gap))
        log_likelihood = [MEMORY * past + now for past, now in columns]
        if self.last_gap is not None and may_be_cut(self.last_gap, gap):
            log_likelihood = list(map(log_sum, log_likelihood, self._as_one(gap)))
        return Belief(self.grid, log_likelihood, self.log_likelihood, gap)

    def posterior(self, evidence: Sequence[float] | None = None) -> Posterior:
        """Return what to believe of her, given also other evidence: its likelihood by node."""
        best = max(self.log_likelihood)
        columns = zip(self.grid.prior, self.log_likelihood)
        weights = [share * exp(log_value - best) for share, log_value in columns]
        if evidence is not None:
            weights = list(map(mul, weights, evidence))
        return Posterior.of(grid=self.grid, weights=weights)

    def _as_one(self, gap: int) -> Sequence[float]:
        share=cut_share(self.grid.population,self.last_gap,gap); day=self.last_gap+gap-SHORTEST
        return [MEMORY*b+log(share*l[day]+1e-300) for b,l in zip(self.before,self.grid.lengths)]

def log_sum(a,b):
    return max(a,b)+log1p(exp(-abs(a-b)))


def believe(*, population: Population, gaps: Iterable[int] = ()) -> Belief:
    """Return what the gaps between successive periods say about her: days, oldest first."""
    grid = build_grid(population)
    belief = Belief(grid, [0.0] * len(grid.prior))
    for gap in gaps:
        belief = belief.after(gap)
    return belief


def may_be_cut(first: int, second: int) -> bool:
    """Tell whether two gaps in a row may be one cycle: one is doubtful, and both fit into one."""
    return min(first, second) < MIN_CERTAIN_GAP and first + second <= LONGEST


def cut_share(population: Population, first: int, second: int) -> float:
    """Return the share of cycles as long as both gaps which are cut in two at just that day."""
    return population.cut_share / (first + second - 2 * SHORTEST + 1)

