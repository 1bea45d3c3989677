"""Whole women with all their outcomes: who is told that something follows, and rightly so?

Each kind of woman takes the size of its effect from a study, or says what is assumed. Sizes are in
SDs of her own day-to-day noise.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from statistics import fmean

import numpy as np

from glowcycle.insights.domain.examination import examine
from tests.benchmarks.insight_crowd import Crowd
from tests.benchmarks.insight_days import Days, Numbers, draw_days
from tests.benchmarks.insight_family import (
    ENERGY,
    FIRST_TAG,
    MOOD,
    PAIN,
    Effects,
    draw_journal,
    draw_skin,
)
from tests.benchmarks.insight_worlds import NUMBERS, SCANS
from tests.benchmarks.targets import Target

FEWEST, MOST = 5, 18
"""Complete cycles of women whose number of cycles does not matter."""

RATE = 0.1


def around_menses(days: Days, *, size: float) -> Numbers:
    """An effect from three days before to the third day of menses."""
    return size * days.inside["perimenstrual"]


def last_week(days: Days, *, size: float) -> Numbers:
    """An effect on the seven days before menses: more than the window before it, less than both."""
    lengths = np.array([cycle.length for cycle in days.cycles])[days.cycle]
    return size * (days.of_cycle >= lengths - 7)


def first_days(days: Days, *, size: float) -> Numbers:
    """An effect on the first two days of menses."""
    return size * (days.of_cycle < 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Women:
    """Women of one kind, with what their cycle does to each outcome; `cycles` None for 5 to 18."""

    name: str
    effects: Effects = field(default_factory=dict)
    cycles: int | None = 12
    is_skin: bool = False


NOTHING = Women(name="no effect, 5-18 cycles", cycles=None)
NOTHING_ON_SKIN = Women(name="no effect, 5-18 cycles: skin", cycles=None, is_skin=True)

# Mood follows menses in few women, and weakly. The weak effect stands for the mean of many.
WEAK = {MOOD: partial(around_menses, size=-0.1), ENERGY: partial(around_menses, size=-0.1)}
# Premenstrual dysphoric disorder, which 1.6 to 3.2 % of women have (Reilly et al., Journal of
# Affective Disorders 349, 2024): taken to be 1.2 SD on the last seven days.
PREMENSTRUAL = {
    MOOD: partial(last_week, size=-1.2),
    ENERGY: partial(last_week, size=-0.8),
    FIRST_TAG + 4: partial(last_week, size=1.2),
}
# Cramps are taken to raise the pain of the first two days by 2 SDs, as in many women.
CRAMPS = {PAIN: partial(first_days, size=2.0), FIRST_TAG: partial(first_days, size=1.5)}
# Papules: 20.2 in the week before menses, 13.7 in the rest (32 women), with the spread of a Poisson
# count and as much again from other causes: 6.5 / sqrt(2 * 15). Moisture, sebum and pH: none.
PAPULES = {0: partial(last_week, size=1.2)}

KINDS = [
    Women(name="mood and energy 0.1 SD lower around menses", effects=WEAK),
    Women(name="premenstrual disorder: mood 1.2 SD, 6 cycles", effects=PREMENSTRUAL, cycles=6),
    Women(name="premenstrual disorder: mood 1.2 SD, 12 cycles", effects=PREMENSTRUAL),
    Women(name="cramps on two days, 6 cycles", effects=CRAMPS, cycles=6),
    Women(name="cramps on two days, 12 cycles", effects=CRAMPS),
    Women(name="papules 20.2 against 13.7, 6 cycles", effects=PAPULES, cycles=6, is_skin=True),
    Women(name="papules 20.2 against 13.7, 12 cycles", effects=PAPULES, is_skin=True),
]


def women_targets(crowd: Crowd, *, women: int, seed: int) -> Iterator[Target]:
    """Yield the share of women without any effect to whom something follows."""
    most = RATE + 2 * (RATE * (1 - RATE) / women) ** 0.5
    for kind in (NOTHING, NOTHING_ON_SKIN):
        told = told_shares(crowd, kind, women=women, seed=seed)
        yield Target(f"women with any `follows`, {kind.name}", told.wrong, at_most=most)


def study_targets(crowd: Crowd, *, women: int, seed: int) -> Iterator[Target]:
    """Yield the share of women told of an effect that they have, and of one that they have not."""
    for kind in KINDS:
        told = told_shares(crowd, kind, women=women, seed=seed)
        yield Target(kind.name, told.right)
        yield Target("... also told of what does not follow", told.wrong)


@dataclass(frozen=True, slots=True)
class Told:
    """The shares of women told of an outcome that follows their cycle, and of one that does not."""

    right: float
    wrong: float


def told_shares(crowd: Crowd, kind: Women, *, women: int, seed: int) -> Told:
    """Return who of women of one kind is told that something follows."""
    tasks = [(kind, (seed, woman)) for woman in range(women)]
    told = crowd.measure(_is_told, tasks, title=kind.name)
    return Told(fmean(right for right, _ in told), fmean(wrong for _, wrong in told))


def _is_told(task: tuple[Women, tuple[int, int]]) -> tuple[bool, bool]:
    """Return whether she is told of an outcome with an effect, and of one without."""
    kind, seed = task
    rng = np.random.default_rng(seed)
    world = SCANS if kind.is_skin else NUMBERS[seed[-1] % len(NUMBERS)]
    cycles = kind.cycles or int(rng.integers(FEWEST, MOST + 1))
    days = draw_days(rng, cycles=cycles, lengths=world.lengths)
    outcomes = (draw_skin if kind.is_skin else draw_journal)(rng, world, days, kind.effects)
    results = examine(
        outcomes=[*outcomes.values()], cycles=days.cycles, least_values=world.least_values
    ).results
    told = {
        place
        for place, result in zip(outcomes, results, strict=True)
        if result.verdict == "follows"
    }
    return bool(told & kind.effects.keys()), bool(told - kind.effects.keys())
