"""The grid of typical lengths and spreads on which the model is evaluated.

Each node is a hypothesis about one woman: her typical cycle length and her spread, in days. The
grid is fixed, so the model is deterministic. The values of its nodes are the same for everybody:
they are computed on first use and cached for the life of the process.

Unlogged periods are modelled after Li, Urteaga, Shea, Vitzthum, Elhadad,
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
"""The shortest and longest gap between two periods that the model covers, in days."""

DAYS = LONGEST - SHORTEST + 1

TYPICAL_LENGTHS = (
    *(20 + half_days / 2 for half_days in range(41)),
    *(float(days) for days in range(41, 51)),
    *(float(days) for days in range(52, 81, 4)),
)
"""Whole and half days, so that one table in half days serves all nodes with the same spread."""

_NARROWEST, _WIDEST, _SPREADS = 0.6, 14.0, 12

_LOG_SPREADS = [
    log(_NARROWEST) + step / (_SPREADS - 1) * log(_WIDEST / _NARROWEST) for step in range(_SPREADS)
]

MOST_CYCLES_IN_A_GAP = 4

_FAR = 6.0
"""A normal probability counts as zero this many standard deviations from the mean."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The nodes in one flat order: by spread, then by typical length.

    `lengths[node][days - SHORTEST]` is the probability that a cycle lasts that many days, `mean`
    and `variance` are those of one cycle's length, and `prior` is each node's share of all
    women.
    """

    population: Population
    prior: Sequence[float]
    lengths: Sequence[Sequence[float]]
    mean: Sequence[float]
    variance: Sequence[float]


@cache
def build_grid(*, population: Population) -> Grid:
    """Return the grid of a population."""
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
    """Return the log probability of a gap, in days, for each node.

    A gap is one cycle, or two to four with unlogged periods between them, or rarely something that
    the model does not explain. It must lie between SHORTEST and LONGEST.
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
    """Return the probability of a gap of two to four cycles, for each node.

    The periods between the cycles were not logged. A normal distribution approximates the sum of n
    cycles; its mean and its variance are n times those of one cycle.
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
                merged[node] += share * _day_probability(distance / sd, 1 / sd)
    return merged


def _day_probability(z: float, day: float) -> float:
    """Return the standard normal probability of an interval of width `day` centred on z."""
    return (erf((z + day / 2) / sqrt(2)) - erf((z - day / 2) / sqrt(2))) / 2


def _lengths(population: Population, spread: float) -> list[Sequence[float]]:
    """Return the probabilities of all lengths, for each typical length at one spread.

    The probability of a length depends only on its distance from the typical length, a whole
    number of half days, so one table by distance serves them all.
    """
    farthest = int(2 * (TYPICAL_LENGTHS[-1] - SHORTEST))
    half_days = range(-farthest, int(2 * (LONGEST - TYPICAL_LENGTHS[0])) + 1)
    cumulative = [
        _cumulative(population, half_day / (2 * spread))
        for half_day in range(half_days.start - 1, half_days.stop + 1)
    ]
    days = [after - before for before, after in zip(cumulative, cumulative[2:], strict=False)]
    starts = [farthest - int(2 * (typical - SHORTEST)) for typical in TYPICAL_LENGTHS]
    return [days[start : start + 2 * DAYS : 2] for start in starts]


def _cumulative(population: Population, z: float) -> float:
    """Return the share of her cycles at most z spreads longer than her typical length."""
    usual = 1 + erf(z / sqrt(2))
    late = 1 + erf((z - population.late_shift) / (population.late_scale * sqrt(2)))
    return (usual + population.late_share * (late - usual)) / 2


def _prior(population: Population) -> Sequence[float]:
    fitted = _normalised([_fitted_density(population, *node) for node in _nodes()])
    broad = _normalised([_broad_density(*node) for node in _nodes()])
    share = people.BROAD_SHARE
    return [(1 - share) * a + share * b for a, b in zip(fitted, broad, strict=True)]


def _nodes() -> list[tuple[float, float, float]]:
    """Return each node's typical length, log spread and width in typical length, in grid order."""
    padded = (TYPICAL_LENGTHS[0], *TYPICAL_LENGTHS, TYPICAL_LENGTHS[-1])
    widths = [(after - before) / 2 for before, after in zip(padded, padded[2:], strict=False)]
    return [
        (typical, log_spread, width)
        for log_spread in _LOG_SPREADS
        for typical, width in zip(TYPICAL_LENGTHS, widths, strict=True)
    ]


def _fitted_density(
    population: Population, typical: float, log_spread: float, width: float
) -> float:
    deviation = typical - population.typical
    sd = population.typical_sd_below if deviation < 0 else population.typical_sd_above
    slope = population.log_spread_slope * min(max(deviation, people.SLOPE_FROM), people.SLOPE_TO)
    spread_z = (log_spread - population.log_spread - slope) / population.log_spread_sd
    return width * exp(-((deviation / sd) ** 2 + spread_z**2) / 2)


def _broad_density(typical: float, log_spread: float, width: float) -> float:
    typical_z = (typical - people.BROAD_TYPICAL) / people.BROAD_TYPICAL_SD
    spread_z = (log_spread - log(people.BROAD_SPREAD)) / people.BROAD_LOG_SPREAD_SD
    return width * exp(-(typical_z**2 + spread_z**2) / 2)


def _normalised(weights: Sequence[float]) -> Sequence[float]:
    total = sum(weights)
    return [weight / total for weight in weights]
