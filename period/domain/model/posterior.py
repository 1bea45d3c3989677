"""The posterior over the grid, and the predictive distributions of her next periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from period.domain.model.distribution import Distribution, mixture, normal, normalised
from period.domain.model.grid import LONGEST, SHORTEST, Grid
from period.domain.model.population import FLOOR_FROM, FLOOR_SHARE, FLOOR_TO

_NEGLIGIBLE = 1e-6
"""Smaller probabilities change no date and no percentage."""

_LENGTHS = range(SHORTEST, LONGEST + 1)


@dataclass(frozen=True, slots=True)
class Posterior:
    """The probability of each node of the grid, without the negligible ones."""

    grid: Grid
    nodes: Mapping[int, float]

    @classmethod
    def from_weights(cls, *, grid: Grid, weights: Sequence[float]) -> "Posterior":
        """Return the posterior that is proportional to the weights of the nodes."""
        smallest = _NEGLIGIBLE * sum(weights)
        kept = {node: weight for node, weight in enumerate(weights) if weight > smallest}
        total = sum(kept.values())
        return cls(grid, {node: weight / total for node, weight in kept.items()})

    def expectation(self, values: Sequence[float]) -> float:
        """Return the posterior mean of values, one for each node of the grid."""
        return sum(weight * values[node] for node, weight in self.nodes.items())

    def next_length(self) -> Distribution:
        """Return the predictive distribution of the length of her next cycle, in days."""
        weights = self._length_weights([*self.nodes])
        floor = FLOOR_SHARE * sum(weights) / ((1 - FLOOR_SHARE) * (FLOOR_TO - FLOOR_FROM + 1))
        return normalised(
            first=SHORTEST,
            weights=[
                weight + floor if FLOOR_FROM <= length <= FLOOR_TO else weight
                for length, weight in zip(_LENGTHS, weights, strict=True)
            ],
        )

    def following_starts(self, first: Distribution, *, count: int) -> list[Distribution]:
        """Return when the periods after the next one begin, in days from the start of this cycle.

        `first` is the distribution of the next start, on the same scale. A late start is evidence
        for a long typical length, so the following cycles are added for each typical length
        separately. Their sum is approximated by a normal distribution.
        """
        groups = self._by_typical_length()
        totals = [sum(weights) or 1.0 for weights in zip(*groups, strict=True)]
        parts = []
        for group in groups:
            starts = [
                first.at(length) * weight / total
                for length, weight, total in zip(_LENGTHS, group, totals, strict=True)
            ]
            if (share := sum(starts)) > _NEGLIGIBLE:
                start = normalised(first=SHORTEST, weights=starts).moments()
                length_moments = normalised(first=SHORTEST, weights=group).moments()
                parts.append((share, start, length_moments))
        return [
            mixture(
                parts=[
                    (share, normal(mean=start + n * length, variance=start_var + n * length_var))
                    for share, (start, start_var), (length, length_var) in parts
                ]
            )
            for n in range(1, count + 1)
        ]

    def _by_typical_length(self) -> list[Sequence[float]]:
        """Return the weights of the next length, for each typical length in whole days."""
        groups: dict[int, list[int]] = {}
        for node in self.nodes:
            typical = round(self.grid.nodes[node].typical)
            groups.setdefault(typical, []).append(node)
        return [self._length_weights(nodes) for nodes in groups.values()]

    def _length_weights(self, nodes: Sequence[int]) -> Sequence[float]:
        # A backtest asks for one of these per cycle. By columns it takes two thirds of the time.
        weights = [self.nodes[node] for node in nodes]
        by_day = zip(*(self.grid.lengths[node] for node in nodes), strict=True)
        return [sum(map(mul, weights, probabilities)) for probabilities in by_day]
