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
from itertools import groupby
from math import erf, exp, expm1, log, sqrt

from period.domain.model.population_shape import Population

SHORTEST, LONGEST = 10, 120
"""The shortest and longest gap between two periods that the model covers, in days."""

DAYS = LONGEST - SHORTEST + 1

TYPICAL_LENGTHS = (
    *(float(days) for days in range(12, 20)),
    *(20 + half_days / 2 for half_days in range(33)),
    *(float(days) for days in range(37, 51)),
    *(float(days) for days in range(52, 121, 4)),
)
"""Whole and half days, so that one table in half days serves all nodes with the same spread."""

_DISTURBED_LENGTHS = tuple(float(days) for days in range(16, 49, 2))
"""The typical lengths of women whose ovulation is often delayed."""

_NARROWEST, _WIDEST, _SPREADS = 0.6, 20.0, 12

_SPREAD_LEVELS = [
    exp(log(_NARROWEST) + step / (_SPREADS - 1) * log(_WIDEST / _NARROWEST))
    for step in range(_SPREADS)
]

MOST_CYCLES_IN_A_GAP = 4

_FAR = 6.0
"""A normal probability counts as zero this many standard deviations from the mean."""


@dataclass(frozen=True, slots=True)
class Node:
    """A hypothesis: her typical length and spread, and the share of her cycles that are delayed.

    `width` is the part of the axis of typical lengths for which it stands. `weight` is that of
    its kind of disturbed women, None for the others.
    """

    typical: float
    spread: float
    delayed_share: float
    width: float
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The nodes in one flat order: by spread, then by typical length.

    `lengths[node][days - SHORTEST]` is the probability that a cycle lasts that many days, `mean`
    and `variance` are those of a cycle without delay.
    """

    population: Population
    nodes: Sequence[Node]
    lengths: Sequence[Sequence[float]]
    mean: Sequence[float]
    variance: Sequence[float]


@cache
def find_nodes(*, population: Population) -> Sequence[Node]:
    """Return the nodes of a population's grid."""
    share = population.delayed_share
    return [
        *(
            Node(typical, spread, share, width)
            for spread in _SPREAD_LEVELS
            for typical, width in _with_widths(TYPICAL_LENGTHS)
        ),
        *(
            Node(typical, kind.spread, kind.delayed_share, width, kind.weight)
            for kind in population.disturbed
            for typical, width in _with_widths(_DISTURBED_LENGTHS)
        ),
    ]


@cache
def build_grid(*, population: Population) -> Grid:
    """Return the grid of a population."""
    nodes = find_nodes(population=population)
    levels = groupby(nodes, key=lambda node: (node.spread, node.delayed_share))
    return Grid(
        population,
        nodes,
        lengths=[
            row
            for (spread, delayed_share), level in levels
            for row in _lengths(population, spread, delayed_share, [n.typical for n in level])
        ],
        mean=[node.typical + population.mean_shift * node.spread for node in nodes],
        variance=[population.variance_scale * node.spread**2 for node in nodes],
    )


@cache
def log_gap_likelihood(*, population: Population, gap: int, hidden: float = 1.0) -> Sequence[float]:
    """Return the log probability of a gap, in days, for each node.

    A gap is one cycle, or two to four with unlogged periods between them, or rarely something that
    the model does not explain. It must lie between SHORTEST and LONGEST. `hidden` is the share of
    the days on which an unlogged period may have begun that she left unlogged.
    """
    logged = (1 - population.unexplained_share) * (1 - population.forgotten_share)
    merged_share = (1 - population.unexplained_share) * hidden
    other = population.unexplained_share / DAYS
    day = gap - SHORTEST
    lengths = build_grid(population=population).lengths
    if not (merged_share and population.forgotten_share):
        return [log(logged * row[day] + other) for row in lengths]
    return [
        log(logged * row[day] + merged_share * merged + other)
        for row, merged in zip(
            lengths, merged_likelihood(population=population, gap=gap), strict=True
        )
    ]


@cache
def merged_likelihood(*, population: Population, gap: int) -> Sequence[float]:
    """Return the probability of a gap of two to four cycles, for each node.

    The periods between the cycles were not logged. A normal distribution approximates the sum of n
    cycles; its mean and its variance are n times those of one cycle.
    """
    grid = build_grid(population=population)
    merged = [0.0] * len(grid.nodes)
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


def _lengths(
    population: Population, spread: float, delayed_share: float, typical_lengths: Sequence[float]
) -> list[Sequence[float]]:
    """Return the probabilities of all lengths, for each typical length at one spread.

    The probability of a length depends only on its distance from the typical length, a whole
    number of half days, so one table by distance serves them all.
    """
    farthest = int(2 * (typical_lengths[-1] - SHORTEST))
    half_days = range(-farthest, int(2 * (LONGEST - typical_lengths[0])) + 1)
    cumulative = [
        _cumulative(population, half_day / 2, spread, delayed_share)
        for half_day in range(half_days.start - 1, half_days.stop + 1)
    ]
    days = [after - before for before, after in zip(cumulative, cumulative[2:], strict=False)]
    starts = [farthest - int(2 * (typical - SHORTEST)) for typical in typical_lengths]
    return [days[start : start + 2 * DAYS : 2] for start in starts]


def _cumulative(population: Population, days: float, spread: float, delayed_share: float) -> float:
    """Return the share of her cycles that are at most `days` longer than her typical length."""
    z = days / spread
    usual = 1 + erf(z / sqrt(2))
    late = 1 + erf((z - population.late_shift) / (population.late_scale * sqrt(2)))
    undelayed = (usual + population.late_share * (late - usual)) / 2
    delayed = -expm1(-max(days, 0) / population.delayed_days)
    return undelayed + delayed_share * (delayed - undelayed)


def _with_widths(lengths: Sequence[float]) -> list[tuple[float, float]]:
    padded = (lengths[0], *lengths, lengths[-1])
    widths = [(after - before) / 2 for before, after in zip(padded, padded[2:], strict=False)]
    return list(zip(lengths, widths, strict=True))
