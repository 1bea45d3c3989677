"""Predictions of both models for every cycle of many women, each from her earlier cycles alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import stdev
from types import ModuleType
from typing import Any, TypeAlias

from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import Day
from period.domain.log.profile import NOTHING_SAID, Profile
from period.domain.model.distribution import Distribution
from period.domain.own_cycles.history import History, read_history
from tests.benchmarks.former_model import former_model

FIRST = date(2021, 1, 1)
ENOUGH = 3

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a woman tells besides her periods."""

    stages: tuple[LifeStage, ...] = ()
    profile: Profile = NOTHING_SAID


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Step:
    """One cycle, the earlier ones, and its length as both models predict it."""

    woman: str
    earlier: Sequence[int]
    length: int
    before: Distribution
    after: Distribution
    following: int | None = field(default=None)
    """The length of the next cycle, None if it is not known."""

    @property
    def spread(self) -> float:
        """The standard deviation of her earlier cycles, in days."""
        return stdev(self.earlier) if len(self.earlier) > 1 else 0.0

    @property
    def longest(self) -> int:
        """The longest of her earlier cycles, in days."""
        return max(self.earlier, default=0)


def log_of(lengths: Iterable[int]) -> list[Day]:
    """Return a log of the first day of each period, with these days between them."""
    starts = [FIRST]
    for length in lengths:
        starts.append(starts[-1] + timedelta(length))
    return [Day(start, "medium") for start in starts]


def history_of(lengths: Sequence[int], told: Told = NOTHING_TOLD) -> History:
    """Return the history on the day on which the cycle after these begins."""
    days = log_of(lengths)
    return read_history(days=days, today=days[-1].date, stages=told.stages, profile=told.profile)


def steps(
    women: dict[str, list[dict[str, Any]]],
    tell: Callable[[list[dict[str, Any]]], Told] = lambda _: NOTHING_TOLD,
) -> list[Step]:
    """Return a step for every cycle; `tell` says what a woman tells, from her rows."""
    found = []
    for woman, rows in women.items():
        lengths = [row["length"] for row in rows]
        learning = history_of(lengths, tell(rows)).learning
        if len(learning.gaps) != len(lengths):
            raise ValueError(f"{woman} has a cycle that is too short to be one")
        former = former_model().predictions(lengths)
        found += [
            Step(
                woman,
                lengths[:number],
                length,
                before,
                learning.posterior_before(number).next_length(),
                lengths[number + 1] if number + 1 < len(lengths) else None,
            )
            for number, (length, before) in enumerate(zip(lengths, former, strict=False))
        ]
    return found


def summary(
    scorer: ModuleType, steps: Iterable[Step], predicted: Callable[[Step], Distribution]
) -> Row:
    """Return the mean scores of one model on these steps."""
    return mean_scores(scorer, [(step.woman, predicted(step), step.length) for step in steps])


def mean_scores(scorer: ModuleType, scored: Iterable[tuple[str, Distribution, int]]) -> Row:
    """Return the mean scores of distributions, each of a woman and with the true number of days."""
    rows = []
    for woman, days, true in scored:
        pmf = dict(enumerate(days.probabilities, start=days.first))
        point, listed = scorer.norm_pred({"point": days.median(), "pmf": pmf})
        rows.append(scorer.score_one(point, listed, true) | {"w": woman})
    result: Row = scorer.summarise(rows)
    return result
