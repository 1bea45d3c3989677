"""How often a true effect is found, and how often its interval covers it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean

import numpy as np

from glowcycle.insights.domain.cycles import WINDOWS, WindowName
from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.outcomes import OutcomeKind, OutcomeResult, WindowResult
from tests.benchmarks.insight_crowd import Crowd
from tests.benchmarks.insight_days import EQUAL, Days, Numbers, draw_days
from tests.benchmarks.insight_rules import LEVEL
from tests.benchmarks.insight_worlds import Drawn, World, draw
from tests.benchmarks.targets import Target

NUMBER, TAG = World(name="number"), World(name="tag", rate=0.3)
COVERED = (0.87, 0.92)
FAMILY = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An effect in each of the three windows, one outcome for each.

    The effect is in SDs of day-to-day noise; `spread` is its own SD from cycle to cycle.
    """

    name: str
    world: World = NUMBER
    cycles: int
    effect: float
    spread: float = 0.0


POWER_TARGET = Case(name="9 cycles, 0.8 SD", cycles=9, effect=0.8)
POWER_CASES = [
    POWER_TARGET,
    Case(name="6 cycles, 0.8 SD", cycles=6, effect=0.8),
    Case(name="12 cycles, 0.8 SD", cycles=12, effect=0.8),
    Case(name="6 cycles, 0.5 SD", cycles=6, effect=0.5),
    Case(name="9 cycles, 0.5 SD", cycles=9, effect=0.5),
    Case(name="12 cycles, 0.5 SD", cycles=12, effect=0.5),
]
DISCOVERY_CASES = [
    Case(name="9 cycles, 0.8 SD", cycles=9, effect=0.8),
    Case(name="12 cycles, 0.8 SD", cycles=12, effect=0.8),
    Case(name="12 cycles, 0.5 SD", cycles=12, effect=0.5),
    Case(name="12 cycles, 1.5 SD", cycles=12, effect=1.5),
]
COVERAGE_CASES = [
    Case(name="5 cycles, 0.8 SD", cycles=5, effect=0.8),
    Case(name="9 cycles, 0.8 SD", cycles=9, effect=0.8),
    Case(name="18 cycles, 0.8 SD", cycles=18, effect=0.8),
    Case(name="9 cycles, 0.8 SD, from -0.2 to 1.8 by cycle", cycles=9, effect=0.8, spread=0.5),
    Case(
        name="9 cycles, 0.8 SD, correlation 0.6",
        world=World(name="number", correlation=0.6),
        cycles=9,
        effect=0.8,
    ),
    Case(
        name="9 equal cycles, 0.8 SD",
        world=World(name="number", lengths=EQUAL),
        cycles=9,
        effect=0.8,
    ),
    Case(name="9 cycles, a tag of 30 % or 61 % of days", world=TAG, cycles=9, effect=0.8),
]


def power_targets(crowd: Crowd, *, women: int, seed: int) -> Iterator[Target]:
    """Yield the power of single tests at 5 %, by window, and after the false discovery rate."""
    for case in POWER_CASES:
        found, _ = _measure(crowd, case, women=women, seed=seed)
        at_least = 0.85 if case is POWER_TARGET else -np.inf
        yield Target(f"power of one test at 5 %, {case.name}", found.mean(), at_least=at_least)
        for window, share in zip(WINDOWS, found.mean(axis=0), strict=True):
            yield Target(f"... {window}", share)
    for case in DISCOVERY_CASES:
        tasks = [(case, (seed, case.cycles, woman)) for woman in range(women)]
        told = crowd.measure(_discovered, tasks, title=f"discovery, {case.name}")
        yield Target(
            f"power among 36 tests after the FDR, {case.name}", fmean(right for right, _ in told)
        )
        yield Target("... also told of another window", fmean(wrong for _, wrong in told))


def coverage_targets(crowd: Crowd, *, women: int, seed: int) -> Iterator[Target]:
    """Yield how often the interval covers the true effect."""
    for case in COVERAGE_CASES:
        _, covered = _measure(crowd, case, women=women, seed=seed)
        yield Target(f"90 % interval covers, {case.name}", float(np.nanmean(covered)), *COVERED)
        for window, share in zip(WINDOWS, np.nanmean(covered, axis=0), strict=True):
            yield Target(f"... {window}", share)


def true_effect(case: Case) -> float:
    """Return window minus rest, of a tag as a share of days."""
    if case.world.rate is None:
        return case.effect
    threshold = NormalDist().inv_cdf(1 - case.world.rate)
    return NormalDist().cdf(case.effect - threshold) - case.world.rate


def _measure(crowd: Crowd, case: Case, *, women: int, seed: int) -> tuple[Numbers, Numbers]:
    """Return for each woman and window 1 or 0: whether the effect is found, and covered."""
    tasks = [(case, (seed, case.cycles, woman)) for woman in range(women)]
    found = np.array(crowd.measure(_found_and_covered, tasks, title=case.name))
    return found[:, 0], found[:, 1]


def _found_and_covered(task: tuple[Case, tuple[int, ...]]) -> tuple[list[float], list[float]]:
    """Return by window 1 or 0; a window that it is too early for finds nothing, and covers NaN."""
    case, seed = task
    rng = np.random.default_rng(seed)
    days = draw_days(rng, cycles=case.cycles, lengths=case.world.lengths)
    drawn = [_draw(rng, case, days, window) for window in WINDOWS]
    windows = [result.windows[place] for place, result in enumerate(_examine(case, drawn))]
    found = [float((window.p_value or 1.0) <= LEVEL) for window in windows]
    return found, [_covers(window, true_effect(case)) for window in windows]


def _draw(rng: np.random.Generator, case: Case, days: Days, window: WindowName) -> Drawn:
    effects = rng.normal(case.effect, case.spread, size=len(days.cycles))
    return draw(rng, case.world, days, count=1, effects={window: effects})


def _covers(window: WindowResult, truth: float) -> float:
    if window.low is None or window.high is None:
        return np.nan
    return float(window.low <= truth <= window.high)


def _discovered(task: tuple[Case, tuple[int, ...]]) -> tuple[bool, bool]:
    """Return whether one effect among 36 tests is told, and one in another window of its outcome.

    The windows take turns.
    """
    case, seed = task
    rng = np.random.default_rng(seed)
    days = draw_days(rng, cycles=case.cycles, lengths=case.world.lengths)
    place = seed[-1] % len(WINDOWS)
    rest = [draw(rng, case.world, days, count=1) for _ in range(FAMILY - 1)]
    result, *_ = _examine(case, [_draw(rng, case, days, WINDOWS[place]), *rest])
    told = [window.window for window in result.windows if window.verdict == "follows"]
    return WINDOWS[place] in told, bool({*told} - {WINDOWS[place]})


def _examine(case: Case, drawn: list[Drawn]) -> Sequence[OutcomeResult]:
    kind: OutcomeKind = "energy" if case.world.rate is None else "tag"
    return examine(
        outcomes=[each.outcome(0, kind=kind) for each in drawn],
        cycles=drawn[0].days.cycles,
        least_values=case.world.least_values,
    ).results
