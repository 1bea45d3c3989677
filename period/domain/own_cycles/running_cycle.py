"""The cycle that runs now, as her history tells it."""

from datetime import date, timedelta

from period.domain.model.distribution import Distribution
from period.domain.own_cycles.current_cycle import CurrentCycleModel, model_current_cycle
from period.domain.own_cycles.gaps import GapMeaning
from period.domain.own_cycles.history import History
from period.domain.own_cycles.late_explanations import LateExplanations, explain_lateness

_UNDISTURBED: frozenset[GapMeaning] = frozenset({"cycle", "unexplained"})
"""Gaps that may be one cycle, as far as her log says."""


def cycle_model(*, history: History, today: date) -> CurrentCycleModel:
    """Return the model of the cycle that began with the last period, as of today.

    If the last start is in doubt, the length is a mixture over both possible starts.
    """
    start = history.periods[-1].start
    # Until she says whether she bleeds today, her period may still begin today.
    min_length = (today - start).days + (today in history.flows)
    doubtful = history.doubtful_start
    next_length = doubtful.length if doubtful else history.posterior.next_length()
    return model_current_cycle(
        start=start,
        min_length=min_length,
        next_length=next_length,
        complete_cycles=history.complete_cycles,
        signs=history.signs,
        stated_luteal=history.profile.luteal_length,
        explanations=_explanations(history, start, min_length, next_length, today),
        no_period=doubtful.no_period if doubtful else 0.0,
        longest=_longest(history),
    )


def _explanations(
    history: History, start: date, min_length: int, length: Distribution, today: date
) -> LateExplanations:
    expected = start + timedelta(days=length.median())
    tested = [
        (day.date, day.pregnancy_test)
        for day in history.days
        if day.pregnancy_test is not None and day.date >= expected
    ]
    tests = dict(sorted(tested))
    return explain_lateness(
        start=start,
        min_length=min_length,
        length=length,
        said=history.flows,
        pregnancy_tests=[*tests.values()],
        goal=history.profile.goal,
        in_perimenopause=any(
            stage.kind == "perimenopause" and stage.covers(today) for stage in history.stages
        ),
    )


def _longest(history: History) -> int:
    """Return the longest cycle that she has had, in days; 0 without any."""
    return max(
        (
            gap.days
            for gap, meaning in zip(history.gaps, history.meanings, strict=True)
            if meaning in _UNDISTURBED
        ),
        default=0,
    )
