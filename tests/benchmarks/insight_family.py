"""All outcomes of one woman's journal, or of her skin, as they hang together.

Energy, mood, pain and tags of a day share a part of their noise, and she logs all of them or none.
"""

from collections.abc import Callable, Mapping
from statistics import NormalDist

import numpy as np

from glowcycle.insights.domain.outcomes import Outcome, OutcomeKind
from tests.benchmarks.insight_days import Days, Flags, Numbers
from tests.benchmarks.insight_worlds import Drawn, World, noise

TAG_RATES = (0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
METRICS = 5
ENERGY, MOOD, PAIN, FIRST_TAG = range(4)
SHARED = 0.5
"""The correlation of two outcomes of one day."""

Effects = Mapping[int, Callable[[Days], Numbers]]
"""What her cycle adds to an outcome, by its place, in SDs of day-to-day noise."""


def draw_journal(
    rng: np.random.Generator, world: World, days: Days, effects: Effects
) -> dict[int, Outcome]:
    """Return energy, mood, pain and those of nine tags that have enough days, by their places."""
    latent, logged = _latent(rng, world, days, FIRST_TAG + len(TAG_RATES), effects)
    thresholds = [NormalDist().inv_cdf(1 - rate) for rate in TAG_RATES]
    values = np.column_stack(
        [
            np.clip(5 * np.round(12 + 4 * latent[:, ENERGY]), 0, 100),
            np.clip(np.round(3.4 + 0.9 * latent[:, MOOD]), 1, 5),
            np.clip(np.round(2.5 * latent[:, PAIN]), 0, 10),
            latent[:, FIRST_TAG:] > thresholds,
        ]
    )
    drawn = Drawn(days=days, values=values, logged=logged)
    kinds: list[tuple[OutcomeKind, int]] = [("energy", ENERGY), ("mood", MOOD), ("pain", PAIN)]
    tags = range(FIRST_TAG, values.shape[1])
    return {
        **{column: drawn.outcome(column, kind=kind) for kind, column in kinds},
        **{
            tag: drawn.outcome(tag, kind="tag", name=f"{tag}")
            for tag in tags
            if drawn.is_asked(tag)
        },
    }


def draw_skin(
    rng: np.random.Generator, world: World, days: Days, effects: Effects
) -> dict[int, Outcome]:
    """Return five metrics of the days with a scan, by their places."""
    latent, logged = _latent(rng, world, days, METRICS, effects)
    drawn = Drawn(days=days, values=60 + 8 * latent, logged=logged)
    return {
        metric: drawn.outcome(metric, kind="metric", name=f"{metric}") for metric in range(METRICS)
    }


def _latent(
    rng: np.random.Generator, world: World, days: Days, count: int, effects: Effects
) -> tuple[Numbers, Flags]:
    shared = noise(rng, len(days), 1, world.correlation)
    own = noise(rng, len(days), count, world.correlation)
    latent = np.sqrt(SHARED) * shared + np.sqrt(1 - SHARED) * own
    latent += world.disturbance(rng, days, count)
    for column, effect in effects.items():
        latent[:, column] += effect(days)
    # Whether she logs at all hangs on her mood.
    logged = rng.random((len(days), 1)) < world.logging(days, latent[:, [MOOD]])
    return latent, np.repeat(logged, count, axis=1)
