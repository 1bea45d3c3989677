"""What to believe of her now, and what follows for the lengths of her next cycles."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from period.domain.distribution import Distribution, mixture, normalised
from period.domain.grid import DAYS, SHORTEST, TYPICAL_LENGTHS, Grid
from period.domain.population import FLOOR_FROM, FLOOR_SHARE, FLOOR_TO

_NEGLIGIBLE = 1e-6
"""A node less likely than this changes nothing that a date or a percentage could show."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """The probability of each node of the grid, without the negligible ones."""

    grid: Grid
    nodes: Mapping[int, float]

    @classmethod
    def of(cls, *, grid: Grid, weights: Sequence[float]) -> "Posterior":
        """Return the posterior in which nodes are as likely as their weights."""
        least = _NEGLIGIBLE * sum(weights)
        kept = {node: weight for node, weight in enumerate(weights) if weight > least}
        total = sum(kept.values())
        return cls(grid, {node: weight / total for node, weight in kept.items()})

    def expect(self, column: Sequence[float]) -> float:
        """Return the mean of a column that has a value for every node of the grid."""
        return sum(weight * column[node] for node, weight in self.nodes.items())

    def next_length(self) -> Distribution:
        """Return the distribution of the length of her next cycle, in days."""
        total = [0.0] * DAYS
        for node, weight in self.nodes.items():
            total = [
                held + weight * more
                for held, more in zip(total, self.grid.lengths[node], strict=True)
            ]
        floor = FLOOR_SHARE * sum(total) / ((1 - FLOOR_SHARE) * (FLOOR_TO - FLOOR_FROM + 1))
        return normalised(
            SHORTEST,
            [
                held + floor if FLOOR_FROM <= day <= FLOOR_TO else held
                for day, held in enumerate(total, start=SHORTEST)
            ],
        )
