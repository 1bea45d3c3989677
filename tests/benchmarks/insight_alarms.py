"""How often a single test finds a pattern where there is none, ours beside the public rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from glowcycle.insights.domain.cycles import WINDOWS
from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.outcomes import OutcomeKind
from tests.benchmarks.insight_crowd import Crowd
from tests.benchmarks.insight_days import draw_days
from tests.benchmarks.insight_rules import LEVEL, RULES
from tests.benchmarks.insight_worlds import HOPELESS, WORLDS, Drawn, World, draw

CYCLES = 9
OUTCOMES = 4
"""Outcomes of each woman: independent of each other, in the same cycles."""

RANGE = (0.04, 0.06)
TWO = 2.0
"""A single window counts as missed where it is off by more than two standard errors."""

HEADING = (
    f"{'':45}{'around':>7}{'before':>7}{'ovula-':>7}{'all':>7}{'s.e.':>5}{'':13}"
    + "".join(f"{name:>8}" for name in RULES)
    + f"\n{'false alarms of single tests, %':45}{'menses':>7}{'menses':>7}{'tion':>7}"
)


@dataclass(frozen=True, slots=True)
class Alarms:
    """The shares of tests with p <= 0.05 by window, of all, their standard errors, and by rule."""

    world: World
    by_window: Sequence[float]
    window_errors: Sequence[float]
    all: float
    error: float
    by_rule: Mapping[str, float]

    def __str__(self) -> str:
        windows = "".join(
            f"{100 * share:6.1f}{' ' if self._is_met(share, TWO * error) else '!'}"
            for share, error in zip(self.by_window, self.window_errors, strict=True)
        )
        rules = "".join(f"{100 * share:8.1f}" for share in self.by_rule.values())
        verdict = "met" if self._is_met(self.all, 0.0) else "MISSED"
        wanted = f"{'<= 6' if self.world.rate else '4 to 6'} {verdict}"
        if self.world in HOPELESS:
            wanted = "cannot tell"
        figures = f"{100 * self.all:7.1f}{100 * self.error:5.1f}"
        return f"{self.world.name:45}{windows}{figures}  {wanted:13}{rules}".rstrip()

    def _is_met(self, share: float, margin: float) -> bool:
        least, most = RANGE
        is_enough = self.world.rate is not None or share >= least - margin
        return self.world in HOPELESS or (is_enough and share <= most + margin)


def alarm_rows(crowd: Crowd, *, women: int, seed: int) -> Iterator[Alarms]:
    """Yield the alarms in each world."""
    for number, world in enumerate(WORLDS):
        tasks = [(number, (seed, number, woman)) for woman in range(women)]
        found = np.array(crowd.measure(_alarms_of_woman, tasks, title=world.name))
        windows = found[:, : len(WINDOWS)]
        yield Alarms(
            world=world,
            by_window=windows.mean(axis=0).tolist(),
            window_errors=_errors(windows),
            all=float(windows.mean()),
            error=_errors(windows.mean(axis=1, keepdims=True))[0],
            by_rule=dict(zip(RULES, found[:, len(WINDOWS) :].mean(axis=0).tolist(), strict=True)),
        )


def draw_asked(rng: np.random.Generator, world: World, *, cycles: int, count: int) -> Drawn:
    """Return outcomes of a new woman; a yes or no has enough days to be asked about."""
    days = draw_days(rng, cycles=cycles, lengths=world.lengths)
    if world.rate is None:
        return draw(rng, world, days, count=count)
    kept: list[Drawn] = []
    while len(kept) < count:
        drawn = draw(rng, world, days, count=1)
        kept += [drawn] if drawn.is_asked(0) else []
    return Drawn(
        days=days,
        values=np.hstack([drawn.values for drawn in kept]),
        logged=np.hstack([drawn.logged for drawn in kept]),
    )


def _alarms_of_woman(task: tuple[int, tuple[int, ...]]) -> list[float]:
    """Return the share of alarms of a woman by window, then by rule."""
    number, seed = task
    world, rng = WORLDS[number], np.random.default_rng(seed)
    drawn = draw_asked(rng, world, cycles=CYCLES, count=OUTCOMES)
    kind: OutcomeKind = "energy" if world.rate is None else "tag"
    found = examine(
        outcomes=[drawn.outcome(column, kind=kind) for column in range(OUTCOMES)],
        cycles=drawn.days.cycles,
        least_values=world.least_values,
    )
    p_values = [[window.p_value or 1.0 for window in result.windows] for result in found.results]
    # The rules see one outcome: their shares need no second digit.
    values = np.where(drawn.logged[:, 0], drawn.values[:, 0], np.nan)
    rules = [rule(drawn.days, values, rng) for rule in RULES.values()]
    return [*(np.array(p_values) <= LEVEL).mean(axis=0), *rules]


def _errors(shares: np.ndarray) -> list[float]:
    """Return the standard error of the mean of each column: one row is one woman."""
    errors: list[float] = (shares.std(axis=0, ddof=1) / np.sqrt(len(shares))).tolist()
    return errors
