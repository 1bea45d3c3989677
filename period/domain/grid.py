"""The grid of typical lengths and spreads over which every sum of the model runs.

A node of the grid is a guess at one woman: her typical length and her spread, in days. The grid is
fixed, so the model is deterministic, and what is computed for its nodes is the same for everybody:
it is computed when first asked for and kept for the life of the process.

That a period may not have been logged is modelled after Li, Urteaga, Shea, Vitzthum, Elhadad,
Wiggins: A predictive model for next cycle start date that accounts for adherence in menstrual
self-tracking, J Am Med Inform Assoc 29, 2022.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import erf, exp, log, sqrt

from period.domain import population as people
from period.domain.population import Population

SHORTEST, LONGEST = 10, 120
"""The gaps between two periods that the model speaks of, in days, both included."""

DAYS = LONGEST - SHORTEST + 1

TYPICAL_LENGTHS = (
    *(20 + half_days / 2 for half_days in range(41)),
    *(float(days) for days in range(41, 51)),
    *(float(days) for days in range(52, 81, 4)),
)
"""Whole and half days, so that one table of half days serves all nodes of a spread."""

_NARROWEST, _WIDEST, _SPREADS = 0.6, 14.0, 12

_LOG_SPREADS = [
    log(_NARROWEST) + step / (_SPREADS - 1) * log(_WIDEST / _NARROWEST) for step in range(_SPREADS)
]

MOST_CYCLES_IN_A_GAP = 4

_FAR = 6.0
"""So many standard deviations from its mean a normal probability counts as zero."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The nodes, in one flat order: by spread, and for each spread by typical length.

    `lengths[node][days - SHORTEST]` is the probability that a cycle lasts so many days, `mean`
    and `variance` are those of one cycle, and `prior` holds each node's share of all women.
    """

    population: Population
    prior: Sequence[float]
    lengths: Sequence[Sequence[float]]
    mean: Sequence[float]
    variance: Sequence[float]


@cache
def build_grid(*, population: Population) -> Grid:
    """Return the grid of that population."""
    spreads = [exp(log_spread) for log_spread in _LOG_SPREADS]
    return Grid(
        population,
        prior=_prior(population),
        lengths=[row for spread in spreads for row in _lengths(population, spread)],
        mean=[
            typical + population.mean_shift * spread
            for spread in spreads
            for typical in TYPICAL_LENGTHS
        ],
        variance=[
            population.variance_scale * spread**2 for spread in spreads for _ in TYPICAL_LENGTHS
        ],
    )


@cache
def log_gap_likelihood(*, population: Population, gap: int) -> Sequence[float]:
    """Return, node by node, the logarithm of the probability of a gap of so many days.

    In it lies one cycle, or up to four if the periods between were not logged, or rarely something
    that the model does not explain. The gap must lie between SHORTEST and LONGEST.
    """
    logged, unexplained = 1 - population.forgotten_share, population.unexplained_share
    return [
        log((1 - unexplained) * (logged * lengths[gap - SHORTEST] + merged) + unexplained / DAYS)
        for lengths, merged in zip(
            build_grid(population=population).lengths,
            merged_likelihood(population=population, gap=gap),
            strict=True,
        )
    ]


@cache
def merged_likelihood(*, population: Population, gap: int) -> Sequence[float]:
    """Return, node by node, the probability that such a gap is two to four cycles.

    The periods between them were not logged. The sum of cycles is taken as normal, with as many
    times the mean and the variance of one.
    """
    grid = build_grid(population=population)
    merged = [0.0] * len(grid.prior)
    if not population.forgotten_share:
        return merged
    for cycles in range(2, MOST_CYCLES_IN_A_GAP + 1):
        share = (1 - population.forgotten_share) * population.forgotten_share ** (cycles - 1)
        for node, (mean, variance) in enumerate(zip(grid.mean, grid.variance, strict=True)):
            distance, sd = gap - cycles * mean, sqrt(cycles * variance)
            if abs(distance) < _FAR * sd:
                merged[node] += share * _one_day(distance / sd, 1 / sd)
    return merged


def _one_day(z: float, day: float) -> float:
    """Return the standard normal probability of a day's width about z."""
    return (erf((z + day / 2) / sqrt(2)) - erf((z - day / 2) / sqrt(2))) / 2


def _lengths(population: Population, spread: float) -> list[Sequence[float]]:
    """Return the probabilities of every length for each typical length, at one spread.

    A day's probability depends only on its distance from the typical length, a whole number of
    half days: one table of distances holds them all.
    """
    farthest = int(2 * (TYPICAL_LENGTHS[-1] - SHORTEST))
    half_days = range(-farthest, int(2 * (LONGEST - TYPICAL_LENGTHS[0])) + 1)
    below = [
        _share_below(population, half_day / (2 * spread))
        for half_day in range(half_days.start - 1, half_days.stop + 1)
    ]
    days = [after - before for before, after in zip(below, below[2:], strict=False)]
    begins = [farthest - int(2 * (typical - SHORTEST)) for typical in TYPICAL_LENGTHS]
    return [days[begin : begin + 2 * DAYS : 2] for begin in begins]


def _share_below(population: Population, z: float) -> float:
    """Return the share of her cycles shorter than z spreads above her typical length."""
    usual = 1 + erf(z / sqrt(2))
    late = 1 + erf((z - population.late_shift) / (population.late_scale * sqrt(2)))
    return (usual + population.late_share * (late - usual)) / 2


def _prior(population: Population) -> Sequence[float]:
    usual = _normalised([_usual(population, *node) for node in _nodes()])
    broad = _normalised([_broad(*node) for node in _nodes()])
    share = people.BROAD_SHARE
    return [(1 - share) * a + share * b for a, b in zip(usual, broad, strict=True)]


def _nodes() -> list[tuple[float, float, float]]:
    """Return typical length, logarithm of the spread, and breadth of every node, in its order."""
    padded = (TYPICAL_LENGTHS[0], *TYPICAL_LENGTHS, TYPICAL_LENGTHS[-1])
    breadths = [(after - before) / 2 for before, after in zip(padded, padded[2:], strict=False)]
    return [
        (typical, log_spread, breadth)
        for log_spread in _LOG_SPREADS
        for typical, breadth in zip(TYPICAL_LENGTHS, breadths, strict=True)
    ]


def _usual(population: Population, typical: float, log_spread: float, breadth: float) -> float:
    above = typical - population.typical
    sd = population.typical_sd_below if above < 0 else population.typical_sd_above
    slope = population.log_spread_slope * min(max(above, people.SLOPE_FROM), people.SLOPE_TO)
    spread_z = (log_spread - population.log_spread - slope) / population.log_spread_sd
    return breadth * exp(-((above / sd) ** 2 + spread_z**2) / 2)


def _broad(typical: float, log_spread: float, breadth: float) -> float:
    typical_z = (typical - people.BROAD_TYPICAL) / people.BROAD_TYPICAL_SD
    spread_z = (log_spread - log(people.BROAD_SPREAD)) / people.BROAD_LOG_SPREAD_SD
    return breadth * exp(-(typical_z**2 + spread_z**2) / 2)


def _normalised(weights: Sequence[float]) -> Sequence[float]:
    total = sum(weights)
    return [weight / total for weight in weights]
