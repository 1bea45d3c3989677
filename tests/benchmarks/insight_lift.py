"""How the rule of lift and ours fare with 3, 6 and 12 cycles of a symptom that follows nothing."""

from collections.abc import Iterator

import numpy as np

from glowcycle.insights.domain.examination import examine
from tests.benchmarks.insight_crowd import Crowd
from tests.benchmarks.insight_days import UNEQUAL, draw_days
from tests.benchmarks.insight_rules import lift
from tests.benchmarks.insight_worlds import LEAST_OF_JOURNAL, World, draw
from tests.benchmarks.targets import Target

CYCLES = (3, 6, 12)
CORRELATIONS = (0.0, 0.5)
RATE = 0.25
MOST = 0.1
"""The false discovery rate: of one symptom with three tests, ours may find so much."""


def lift_targets(crowd: Crowd, *, women: int, seed: int) -> Iterator[Target]:
    """Yield the share of symptoms with a pattern by the rule of lift, and by ours."""
    for correlation in CORRELATIONS:
        for cycles in CYCLES:
            name = f"{cycles} cycles, correlation {correlation}"
            tasks = [(correlation, (seed, cycles, woman)) for woman in range(women)]
            by_lift, by_us = np.mean(crowd.measure(_patterns, tasks, title=name), axis=0)
            most = MOST + 2 * (MOST * (1 - MOST) / women) ** 0.5
            yield Target(f"{name}: lift (before), ours (now)", by_us, at_most=most, before=by_lift)


def _patterns(task: tuple[float, tuple[int, int, int]]) -> tuple[float, float]:
    correlation, seed = task
    rng = np.random.default_rng(seed)
    days = draw_days(rng, cycles=seed[1], lengths=UNEQUAL)
    world = World(name="symptom", rate=RATE, correlation=correlation)
    drawn = draw(rng, world, days, count=1)
    values = np.where(drawn.logged[:, 0], drawn.values[:, 0], np.nan)
    [result] = examine(
        outcomes=[drawn.outcome(0, kind="symptom")],
        cycles=days.cycles,
        least_values=LEAST_OF_JOURNAL,
    ).results
    return lift(days, values, rng), float(result.verdict == "follows")
