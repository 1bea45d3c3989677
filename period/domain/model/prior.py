"""The prior: each node's share of all women, before her own log is read."""

from collections.abc import Callable, Sequence
from functools import cache
from math import exp, log

from period.domain.model import population as people
from period.domain.model.grid import Node, find_nodes
from period.domain.model.population_shape import Mixture, Population

_WIDEST_SHARE = 0.4
"""However her age widens the prior, no kind of unlike women gets a larger share. Chosen."""


@cache
def build_prior(
    *, population: Population, mixture: Mixture | None = None, spread_factor: float = 1.0
) -> Sequence[float]:
    """Return the prior over the nodes of the population's grid.

    `mixture` replaces the population's own. `spread_factor` multiplies the spreads of the women
    of the data, and the shares of the women who are unlike them.
    """
    mixture = mixture or population.mixture
    broad = mixture.broad_share
    disturbed = mixture.disturbed_share if population.disturbed else 0.0
    if spread_factor > 1:
        broad = max(broad, min(broad * spread_factor, _WIDEST_SHARE))
        disturbed = max(disturbed, min(disturbed * spread_factor, _WIDEST_SHARE))
    parts = [
        (1 - broad - disturbed, _fitted(population, log(spread_factor))),
        (broad, _broad(mixture)),
        (disturbed, _disturbed(mixture)),
    ]
    nodes = find_nodes(population=population)
    prior = [0.0] * len(nodes)
    for share, density in parts:
        if not share:
            continue
        weights = [node.width * density(node) for node in nodes]
        scale = share / sum(weights)
        prior = [
            sum_so_far + scale * weight for sum_so_far, weight in zip(prior, weights, strict=True)
        ]
    return prior


def _fitted(population: Population, log_factor: float) -> Callable[[Node], float]:
    def density(node: Node) -> float:
        if node.weight is not None:
            return 0.0
        deviation = node.typical - population.typical
        sd = population.typical_sd_below if deviation < 0 else population.typical_sd_above
        slope = population.log_spread_slope * min(
            max(deviation, people.SLOPE_FROM), people.SLOPE_TO
        )
        middle = population.log_spread + slope + log_factor
        return _normal(deviation, sd) * _normal(log(node.spread) - middle, population.log_spread_sd)

    return density


def _broad(mixture: Mixture) -> Callable[[Node], float]:
    def density(node: Node) -> float:
        if node.weight is not None:
            return 0.0
        return _normal(node.typical - mixture.broad_typical, mixture.broad_typical_sd) * _normal(
            log(node.spread / mixture.broad_spread), mixture.broad_log_spread_sd
        )

    return density


def _disturbed(mixture: Mixture) -> Callable[[Node], float]:
    def density(node: Node) -> float:
        if node.weight is None:
            return 0.0
        deviation = node.typical - mixture.disturbed_typical
        return node.weight * _normal(deviation, mixture.disturbed_typical_sd)

    return density


def _normal(deviation: float, sd: float) -> float:
    """Return the normal density, up to a constant factor."""
    return exp(-((deviation / sd) ** 2) / 2)
