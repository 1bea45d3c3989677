"""What to believe of her now, and what follows for her next periods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from period.domain.distribution import Distribution, mixture, normal, normalised
from period.domain.grid import DAYS, LONGEST, SHORTEST, TYPICAL_LENGTHS, Grid
from period.domain.population import FLOOR_FROM, FLOOR_SHARE, FLOOR_TO

_NEGLIGIBLE = 1e-6
"""What is less likely than this changes no date and no percentage."""

_LENGTHS = range(SHORTEST, LONGEST + 1)


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
        shares = self._shares_of_lengths(self.nodes)
        floor = FLOOR_SHARE * sum(shares) / ((1 - FLOOR_SHARE) * (FLOOR_TO - FLOOR_FROM + 1))
        return normalised(
            first=SHORTEST,
            weights=[
                share + floor if FLOOR_FROM <= length <= FLOOR_TO else share
                for length, share in zip(_LENGTHS, shares, strict=True)
            ],
        )

    def following_starts(self, first: Distribution, *, count: int) -> list[Distribution]:
        """Return when the periods after the next one begin, on the scale of `first`.

        `first` says when the next one begins, in days from the start of this cycle. A late one
        speaks for a long typical length, so the cycles that follow are added for each typical
        length by itself. Their sum is taken as normal.
        """
        groups = self._by_typical_length()
        of_all = [sum(shares) or 1.0 for shares in zip(*groups, strict=True)]
        parts = []
        for group in groups:
            begun = [
                first.at(length) * share / whole
                for length, share, whole in zip(_LENGTHS, group, of_all, strict=True)
            ]
            if (weight := sum(begun)) > _NEGLIGIBLE:
                start = normalised(first=SHORTEST, weights=begun).moments()
                parts.append((weight, start, normalised(first=SHORTEST, weights=group).moments()))
        return [
            mixture(
                parts=[
                    (weight, normal(mean=mean + more * cycle, variance=variance + more * spread))
                    for weight, (mean, variance), (cycle, spread) in parts
                ]
            )
            for more in range(1, count + 1)
        ]

    def _by_typical_length(self) -> list[Sequence[float]]:
        """Return the shares of the next lengths for each typical length, in whole days."""
        groups: dict[int, list[int]] = {}
        for node in self.nodes:
            typical = round(TYPICAL_LENGTHS[node % len(TYPICAL_LENGTHS)])
            groups.setdefault(typical, []).append(node)
        return [self._shares_of_lengths(nodes) for nodes in groups.values()]

    def _shares_of_lengths(self, nodes: Iterable[int]) -> Sequence[float]:
        total = [0.0] * DAYS
        for node in nodes:
            weight = self.nodes[node]
            total = [
                share + weight * more
                for share, more in zip(total, self.grid.lengths[node], strict=True)
            ]
        return total
