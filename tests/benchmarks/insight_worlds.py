"""Invented worlds in which nothing follows the cycle, and how a woman's outcomes are drawn in one.

Noise has standard deviation 1 and a correlation from each day to the next, 0.3 if nothing is said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import NormalDist
from typing import TypeAlias

import numpy as np
from scipy.signal import lfilter

from glowcycle.insights.domain.cycles import WindowName
from glowcycle.insights.domain.outcomes import Outcome, OutcomeKind
from tests.benchmarks.insight_days import EQUAL, UNEQUAL, Days, Flags, Numbers
from tests.benchmarks.insight_disturbances import (
    drift,
    nothing,
    pay_day,
    season,
    shifts,
    spells,
    wandering,
    weekends,
)

Disturbance: TypeAlias = Callable[[np.random.Generator, Days, int], Numbers]
Logging: TypeAlias = Callable[[Days, Numbers], Numbers]

LEAST_OF_JOURNAL, LEAST_OF_SKIN = 8, 4
LEAST_YES, LEAST_CYCLES_WITH_YES = 10, 4
"""A tag is asked about from 10 days with it on, in at least 4 cycles."""


def evenly(days: Days, values: Numbers, *, share: float = 0.6) -> Numbers:
    """That share of all days is logged."""
    return np.full(values.shape, share)


def by_value(days: Days, values: Numbers) -> Numbers:
    """Bad days are logged more often than good ones, 60 % of all."""
    return np.clip(0.6 - 0.2 * (values - values.mean(axis=0)), 0.05, 0.95)


def by_cycle(days: Days, values: Numbers, *, window: WindowName) -> Numbers:
    """In a window 25 % of the days are logged, outside of it 70 %."""
    share = np.where(days.inside[window], 0.25, 0.7)
    return np.repeat(share[:, None], values.shape[1], axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How women live and log; `rate` is the share of days with a yes, None for a number."""

    name: str
    lengths: tuple[int, int] = UNEQUAL
    correlation: float = 0.3
    disturbance: Disturbance = nothing
    logging: Logging = evenly
    rate: float | None = None
    least_values: int = LEAST_OF_JOURNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The outcomes of one woman: a row for each day, a column for each outcome."""

    days: Days
    values: Numbers
    logged: Flags

    def outcome(self, column: int, *, kind: OutcomeKind, name: str | None = None) -> Outcome:
        """Return one outcome as the domain takes it."""
        logged = np.flatnonzero(self.logged[:, column])
        values = self.values[logged, column].tolist()
        dates = [self.days.dates[day] for day in logged.tolist()]
        return Outcome(kind=kind, name=name, values=dict(zip(dates, values, strict=True)))

    def is_asked(self, column: int) -> bool:
        """Return whether a yes or no has enough days to be asked about."""
        yes = self.logged[:, column] & (self.values[:, column] > 0)
        with_yes = np.unique(self.days.cycle[yes])
        return int(yes.sum()) >= LEAST_YES and len(with_yes) >= LEAST_CYCLES_WITH_YES


def draw(
    rng: np.random.Generator,
    world: World,
    days: Days,
    *,
    count: int,
    effects: Mapping[WindowName, Numbers] | None = None,
) -> Drawn:
    """Return outcomes of a woman; `effects` has an effect for each cycle in some windows."""
    values = noise(rng, len(days), count, world.correlation) + world.disturbance(rng, days, count)
    for window, of_cycle in (effects or {}).items():
        values += (of_cycle[days.cycle] * days.inside[window])[:, None]
    logged = rng.random(values.shape) < world.logging(days, values)
    if world.rate is not None:
        values = (values > NormalDist().inv_cdf(1 - world.rate)).astype(float)
    return Drawn(days=days, values=values, logged=logged)


def noise(rng: np.random.Generator, days: int, count: int, correlation: float) -> Numbers:
    """Return columns of autoregressive noise with standard deviation 1."""
    steps = rng.normal(size=(days, count))
    steps[1:] *= np.sqrt(1 - correlation**2)
    filtered: Numbers = lfilter([1.0], [1.0, -correlation], steps, axis=0)
    return filtered


NUMBERS: list[World] = [
    World(name="unequal cycles, days independent", correlation=0.0),
    World(name="unequal cycles"),
    World(name="unequal cycles, correlation 0.6", correlation=0.6),
    World(name="equal cycles, days independent", lengths=EQUAL, correlation=0.0),
    World(name="equal cycles", lengths=EQUAL),
    World(name="equal cycles, correlation 0.6", lengths=EQUAL, correlation=0.6),
    World(name="bad days logged more often", logging=by_value),
    World(name="few days logged around menses", logging=partial(by_cycle, window="perimenstrual")),
    World(name="few days logged before menses", logging=partial(by_cycle, window="premenstrual")),
    World(name="few days logged at ovulation", logging=partial(by_cycle, window="midCycle")),
    World(name="weekends", disturbance=weekends),
    World(name="weekends, equal cycles", disturbance=weekends, lengths=EQUAL),
    World(name="drift", disturbance=drift),
    World(name="season", disturbance=season),
    World(name="own: lasting moods, sick spells, extremes", disturbance=spells, correlation=0.0),
    World(name="own: shifts of eight days", disturbance=shifts),
    World(name="own: pay day", disturbance=pay_day),
    World(name="own: random walk", disturbance=wandering),
]

SCANS = World(
    name="skin: a scan on every fourth day",
    logging=partial(evenly, share=0.25),
    least_values=LEAST_OF_SKIN,
)

TAGS: list[World] = [
    World(name="common tag (40 %)", rate=0.4, correlation=0.0),
    World(name="common tag that lasts", rate=0.4, correlation=0.8),
    World(name="common tag that lasts, equal cycles", rate=0.4, correlation=0.8, lengths=EQUAL),
    World(name="rare tag (12 %)", rate=0.12, correlation=0.0),
    World(name="rare tag that lasts", rate=0.12, correlation=0.8),
    World(
        name="rare tag, few days logged around menses",
        rate=0.12,
        logging=partial(by_cycle, window="perimenstrual"),
    ),
    World(
        name="rare tag of weekends, equal cycles", rate=0.12, disturbance=weekends, lengths=EQUAL
    ),
]

# Her calendar keeps step with her cycle: no method can tell the two apart, so there is no target.
HOPELESS: list[World] = [
    World(
        name="shifts of eight days, cycles of 32",
        disturbance=shifts,
        lengths=(32, 32),
    ),
    World(name="pay day, cycles of 30", disturbance=pay_day, lengths=(30, 30)),
]

WORLDS: list[World] = [*NUMBERS, SCANS, *TAGS, *HOPELESS]
