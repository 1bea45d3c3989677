"""What happens in lives that a file of cycle lengths does not tell: doubtful bleeding, silence.

Each function returns the figures of the former model and of this one.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean
from types import ModuleType

from period.domain.model.distribution import Distribution
from period.domain.model.grid import LONGEST
from period.domain.model.population import CYCLE_LENGTH
from period.domain.model.waiting import CONCEPTIONS
from period.domain.own_cycles.current_cycle import LATE_BELOW, NO_DATE_BELOW
from period.domain.own_cycles.late_explanations import explain_lateness, unannounced_share
from period.domain.periods.menses import MIN_CERTAIN_GAP, MIN_PERIOD_GAP
from tests.benchmarks.former_model import former_model, missed_log_probability
from tests.benchmarks.walks import ENOUGH, FIRST, Row, Step, history_of, mean_scores

LONG_CYCLE = 60


def doubtful_starts(scorer: ModuleType, steps: Iterable[Step], *, seed: int = 1) -> tuple[Row, Row]:
    """Return the scores if each cycle has bleeding that is no period after 10 to 17 days.

    The forecast is the one of the day on which that bleeding begins, and counts from it.
    """
    rng = random.Random(seed)
    before, after = [], []
    for step in steps:
        last = min(MIN_CERTAIN_GAP - 1, step.length - MIN_PERIOD_GAP)
        if len(step.earlier) < ENOUGH or last < MIN_PERIOD_GAP:
            continue
        bleeding = rng.randint(MIN_PERIOD_GAP, last)
        gaps = [*step.earlier, bleeding]
        *_, former = former_model().predictions(gaps)
        doubtful = history_of(gaps).doubtful_start
        assert doubtful is not None
        left = step.length - bleeding
        before.append((step.woman, former, left))
        after.append((step.woman, doubtful.length, left))
    return mean_scores(scorer, before), mean_scores(scorer, after)


def not_logged_calls(series: Iterable[Sequence[int]]) -> tuple[int, int, int]:
    """Return the number of real cycles of 60 days or more, and how many each model calls others.

    None of them holds a period that was not logged.
    """
    long = before = after = 0
    for lengths in series:
        if max(lengths) < LONG_CYCLE:
            continue
        meanings = history_of(lengths).meanings
        former = former_model().is_called_not_logged(lengths)
        for length, meaning, called in zip(lengths, meanings, former, strict=True):
            if LONG_CYCLE <= length <= LONGEST:
                long += 1
                before += called
                after += meaning == "period_not_logged"
    return long, before, after


def share_without_date(steps: Sequence[Step]) -> tuple[float, float]:
    """Return the shares of cycles that lose their date before they end."""
    return (
        fmean(step.length >= _former_silence(step) for step in steps),
        fmean(step.length >= _silence(step) for step in steps),
    )


def share_called_late(steps: Sequence[Step]) -> tuple[float, float]:
    """Return the shares of cycles whose period is called late before it comes."""
    return (
        fmean(step.length >= _first_day(step.before, LATE_BELOW) for step in steps),
        fmean(
            step.length >= max(_first_day(step.after, LATE_BELOW), step.longest + 1)
            for step in steps
        ),
    )


def forgotten_at_silence(steps: Sequence[Step]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return, by model, what it says of an unlogged period when the date goes, and the truth.

    Of all cycles 3 % end with a period that is not logged and 5 % in a pregnancy. The truth is
    exact: each step counts by the probability of each of its three courses.
    """

    def of_former(step: Step, day: int) -> float:
        return missed_log_probability(length=step.before, day=day)

    def of_this(step: Step, day: int) -> float:
        wait = explain_lateness(start=FIRST, min_length=day, length=step.after, said=())
        return wait.not_logged

    return _said_and_true(steps, _former_silence, of_former), _said_and_true(
        steps, _silence, of_this
    )


def _said_and_true(
    steps: Sequence[Step], silence: Callable[[Step], int], say: Callable[[Step, int], float]
) -> tuple[float, float]:
    forgotten_share, conceptions = CYCLE_LENGTH.forgotten_share, CONCEPTIONS["track"]
    said = forgotten = total = 0.0
    for step in steps:
        day = silence(step)
        if day > LONGEST:
            continue
        next_logged = step.length + (step.following or step.length)
        missed = forgotten_share * (step.length < day <= next_logged)
        weight = (
            missed
            + conceptions * unannounced_share(day=day)
            + (1 - forgotten_share - conceptions) * (step.length >= day)
        )
        said += weight * say(step, day)
        forgotten += missed
        total += weight
    return said / total, forgotten / total


def _former_silence(step: Step) -> int:
    return _first_day(step.before, NO_DATE_BELOW)


def _silence(step: Step) -> int:
    return max(_first_day(step.after, NO_DATE_BELOW), step.longest + 1)


def _first_day(length: Distribution, below: float) -> int:
    """Return the number of days that fewer than that share of cycles last."""
    left = 1.0
    for day, probability in enumerate(length.probabilities, start=length.first):
        if left < below:
            return day
        left -= probability
    return length.last + 1
