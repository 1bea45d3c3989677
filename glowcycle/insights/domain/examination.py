"""From outcomes and complete cycles to verdicts: the whole method in one place.

1. A cycle counts for an outcome if it has enough values.
2. Her drift over months, her weekdays and the mean of each cycle are removed.
3. Each window is tested by rotation, and all tests of the family share a false discovery rate.
4. The effect has an interval over cycles; where none is found, the smallest that would have been.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Final

from glowcycle.insights.domain.cycles import WINDOWS, CompleteCycle, WindowName, ring
from glowcycle.insights.domain.differences import differences
from glowcycle.insights.domain.discovery import RATE, adjusted
from glowcycle.insights.domain.effects import effect, smallest_effect
from glowcycle.insights.domain.outcomes import (
    Insights,
    Outcome,
    OutcomeResult,
    Verdict,
    WindowResult,
)
from glowcycle.insights.domain.residuals import Ring, without_drift, without_weekdays
from glowcycle.insights.domain.rotation import Rotations, RotationTest
from glowcycle.insights.domain.segments import segments, whole_cycles

LEAST_CYCLES: Final = 5
"""With fewer cycles every answer is "too early"."""

_ORDER: Final[tuple[Verdict, ...]] = ("follows", "below_noise", "no_pattern", "too_early")


@dataclass(frozen=True, slots=True)
class _Window:
    """A window before the false discovery rate; `test` is None if it is too early for one."""

    result: WindowResult
    test: RotationTest | None = None


def examine(
    *, outcomes: Sequence[Outcome], cycles: Sequence[CompleteCycle], least_values: int
) -> Insights:
    """Return what the family of outcomes shows in these cycles, in the order of the outcomes.

    The cycles do not overlap. One of them counts for an outcome if it has at least `least_values`
    days with a value, and at least one. A window is tested if at least LEAST_CYCLES of those have
    values inside and outside of it; other windows are too early, and no tests.
    """
    in_order = sorted({*cycles}, key=lambda cycle: cycle.start)
    rotations = Rotations()
    examined = [
        _examine(outcome, in_order, max(least_values, 1), rotations) for outcome in outcomes
    ]
    tests = [window.test for _, windows in examined for window in windows if window.test]
    rates = iter(adjusted([test.p_value for test in tests]))
    results = []
    for result, windows in examined:
        judged = [
            _judge(window.result, window.test, next(rates), len(tests), result.outcome)
            if window.test
            else window.result
            for window in windows
        ]
        verdict = min((window.verdict for window in judged), key=_ORDER.index)
        results.append(replace(result, windows=judged, verdict=verdict))
    return Insights(results=results, tests=len(tests))


def _examine(
    outcome: Outcome, cycles: Sequence[CompleteCycle], least_values: int, rotations: Rotations
) -> tuple[OutcomeResult, list[_Window]]:
    rings = {cycle: ring(cycle, outcome.values) for cycle in cycles}
    counted = [cycle for cycle in cycles if _days(rings[cycle]) >= least_values]
    values = [rings[cycle] for cycle in counted]
    windows = [*_windows(counted, values, rotations)]
    result = OutcomeResult(
        outcome=outcome,
        verdict="too_early",
        days=sum(map(_days, values)),
        cycles=counted,
        lacking=min(window.result.lacking for window in windows),
        windows=(),
    )
    return result, windows


def _windows(
    cycles: Sequence[CompleteCycle], rings: Sequence[Ring], rotations: Rotations
) -> Iterator[_Window]:
    steady = without_drift(cycles=cycles, rings=rings) if cycles else []
    residuals = without_weekdays(cycles=cycles, rings=steady)
    for window in WINDOWS:
        of_rest = without_weekdays(cycles=cycles, rings=steady, but=window)
        found = differences(segments(cycles=cycles, rings=of_rest, window=window))
        if len(found) < LEAST_CYCLES:
            lacking = LEAST_CYCLES - len(found)
            yield _Window(
                WindowResult(window=window, verdict="too_early", cycles=len(found), lacking=lacking)
            )
            continue
        of_one = without_weekdays(cycles=cycles, rings=_effects_of_one(cycles, rings, window))
        test = rotations.test(
            values=whole_cycles(cycles=cycles, rings=residuals, window=window),
            effects=whole_cycles(cycles=cycles, rings=of_one, window=window),
        )
        size = effect(found)
        yield _Window(
            WindowResult(
                window=window,
                verdict="no_pattern",
                cycles=len(found),
                effect=size.mean,
                low=size.low,
                high=size.high,
                share=size.share,
                usual=_usual(cycles, rings, window),
                p_value=test.p_value,
            ),
            test,
        )


def _effects_of_one(
    cycles: Sequence[CompleteCycle], rings: Sequence[Ring], window: WindowName
) -> list[Ring]:
    """Return the rings as they would be with nothing but an effect of 1 in the window."""
    return [
        [None if value is None else float(day in inside) for day, value in enumerate(values)]
        for cycle, values in zip(cycles, rings, strict=True)
        for inside in [cycle.days_inside(window)]
    ]


def _usual(cycles: Sequence[CompleteCycle], rings: Sequence[Ring], window: WindowName) -> float:
    """Return the mean of the values outside the window."""
    return fmean(
        value
        for cycle, values in zip(cycles, rings, strict=True)
        for inside in [cycle.days_inside(window)]
        for day, value in enumerate(values)
        if value is not None and day not in inside
    )


def _judge(
    result: WindowResult, test: RotationTest, rate: float, tests: int, outcome: Outcome
) -> WindowResult:
    verdict: Verdict = "no_pattern"
    if rate <= RATE:
        is_seen = outcome.noise is None or abs(result.effect or 0.0) >= outcome.noise
        verdict = "follows" if is_seen else "below_noise"
    smallest = smallest_effect(
        deviation=test.deviation, widening=test.widening, tests=tests, rate=RATE
    )
    values = outcome.values.values()
    return replace(
        result,
        verdict=verdict,
        adjusted=rate,
        smallest_effect=min(smallest, max(values) - min(values)),
    )


def _days(values: Ring) -> int:
    return sum(value is not None for value in values)
