"""The rules by which public apps and simpler methods find a pattern, written from descriptions.

Each takes the days, one outcome with NaN for a day that is not logged, and random numbers, and
returns whether it finds a pattern: the share of its tests of this outcome that are significant.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from scipy.stats import ttest_ind

from glowcycle.insights.domain.cycles import WINDOWS
from tests.benchmarks.insight_days import Days, Flags, Numbers

Rule: TypeAlias = Callable[[Days, Numbers, np.random.Generator], float]

LEVEL = 0.05
LIFT, LIFT_DAYS, LIFT_PHASES = 1.35, 14, 2
LUTEAL = 3
LOWEST = 0.2
"""Apps know symptoms alone. Of a number the symptom is the lowest fifth of her days."""

SHUFFLES = 500


def lift(days: Days, values: Numbers, rng: np.random.Generator) -> float:
    """A phase has at least 1.35 times the symptom's usual rate: 14 days and two phases needed."""
    logged = ~np.isnan(values)
    seen, phase = values[logged], days.phase[logged]
    if not set(np.unique(seen)) <= {0.0, 1.0}:
        seen = (seen <= np.quantile(seen, LOWEST)).astype(float)
    rates = [seen[phase == each].mean() for each in np.unique(phase)]
    if len(seen) < LIFT_DAYS or len(rates) < LIFT_PHASES or not seen.any():
        return 0.0
    return float(max(rates) >= LIFT * seen.mean())


def welch(days: Days, values: Numbers, rng: np.random.Generator) -> float:
    """Welch's test of luteal days against all days before, as if each day were news."""
    logged = ~np.isnan(values)
    luteal = days.phase == LUTEAL
    found = ttest_ind(values[logged & luteal], values[logged & ~luteal], equal_var=False)
    return float(found.pvalue <= LEVEL)


def shuffled_days(days: Days, values: Numbers, rng: np.random.Generator) -> float:
    """The mean of a window against single days in random order."""
    logged = ~np.isnan(values)
    shuffles = _shuffles(values[logged], rng)
    found = []
    for window in WINDOWS:
        inside = days.inside[window][logged].astype(float)
        found.append(_is_extreme(shuffles @ (inside / inside.sum())))
    return float(np.mean(found))


def shuffled_wave(days: Days, values: Numbers, rng: np.random.Generator) -> float:
    """The height of a wave over the cycle against single days in random order."""
    logged = ~np.isnan(values)
    lengths = np.array([cycle.length for cycle in days.cycles])[days.cycle]
    wave = np.exp(2j * np.pi * days.of_cycle / lengths)[logged]
    heights = np.abs(_shuffles(values[logged], rng) @ (wave - wave.mean()))
    return float(np.mean(heights >= heights[0]) <= LEVEL)


def plain_rotation(days: Days, values: Numbers, rng: np.random.Generator) -> float:
    """Rotation inside each cycle, with the plain mean of the cycles' windows."""
    found = []
    for window in WINDOWS:
        total = np.zeros(SHUFFLES)
        for number, cycle in enumerate(days.cycles):
            of_cycle = days.cycle == number
            terms = _rotated(values[of_cycle], days.inside[window][of_cycle])
            offsets = rng.integers(cycle.length, size=SHUFFLES)
            offsets[0] = 0
            total += terms[offsets]
        found.append(_is_extreme(total))
    return float(np.mean(found))


RULES: dict[str, Rule] = {
    "lift": lift,
    "Welch": welch,
    "shuffle": shuffled_days,
    "wave": shuffled_wave,
    "plain": plain_rotation,
}


def _shuffles(values: Numbers, rng: np.random.Generator) -> Numbers:
    """Return rows of these values less their mean in random order; the first has their own."""
    rows = np.tile(values - values.mean(), (SHUFFLES, 1))
    rows[1:] = rng.permuted(rows[1:], axis=1)
    return rows


def _rotated(values: Numbers, inside: Flags) -> Numbers:
    """Return window minus rest of a cycle for each offset, 0 where one of the two is empty."""
    length = len(values)
    turned = values[(np.arange(length)[:, None] + np.arange(length)) % length]
    logged = ~np.isnan(turned)
    numbers = np.where(logged, turned, 0.0)
    within = (logged & inside).sum(axis=1)
    without = (logged & ~inside).sum(axis=1)
    both = (within > 0) & (without > 0)
    terms = (numbers * inside).sum(axis=1) / np.maximum(within, 1)
    terms -= (numbers * ~inside).sum(axis=1) / np.maximum(without, 1)
    return np.where(both, terms, 0.0)


def _is_extreme(statistics: Numbers) -> bool:
    """Return whether the first is among the most extreme: two-sided, around their mean."""
    distances = np.abs(statistics - statistics.mean())
    return bool(np.mean(distances >= distances[0] - 1e-9) <= LEVEL)
