"""From outcomes and complete cycles to verdicts: the whole method in one place.

1. A cycle counts for an outcome if it has enough values.
2. Her weekdays and the mean of each cycle are removed.
3. Each window is tested by rotation, and all tests of the family share a false discovery rate.
4. The effect has an interval over cycles; where none is found, the smallest that would have been.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Final

from glowcycle.insights.domain.cycles import WINDOWS, CompleteCycle, ring
from glowcycle.insights.domain.discovery import RATE, adjusted
from glowcycle.insights.domain.effects import differences, effect, smallest_effect
from glowcycle.insights.domain.outcomes import (
    Insights,
    Outcome,
    OutcomeResult,
    Verdict,
    WindowResult,
)
from glowcycle.insights.domain.residuals import Ring, without_weekdays
from glowcycle.insights.domain.rotation import Rotations

LEAST_CYCLES: Final = 5
"""With fewer cycles every answer is "too early"."""

_ORDER: Final[tuple[Verdict, ...]] = ("follows", "below_noise", "no_pattern", "too_early")


@dataclass(frozen=True, slots=True)
class _Tested:
    """A window before the false discovery rate, with the spread of its statistic."""

    result: WindowResult
    spread: float


def examine(
    *, outcomes: Sequence[Outcome], cycles: Sequence[CompleteCycle], least_values: int
) -> Insights:
    """Return what the family of outcomes shows in these cycles, oldest first.

    A cycle counts for an outcome if it has at least `least_values` days with a value.
    """
    rotations = Rotations(cycles)
    examined = [_examine(outcome, cycles, least_values, rotations) for outcome in outcomes]
    tested = [window for _, windows in examined for window in windows if window.result.p_value]
    tests = len(tested)
    rates = iter(adjusted([window.result.p_value or 1.0 for window in tested]))
    results = []
    for result, windows in examined:
        judged = [
            _judge(window, next(rates), tests, result.outcome)
            if window.result.p_value
            else window.result
            for window in windows
        ]
        verdict = min((window.verdict for window in judged), key=_ORDER.index)
        results.append(replace(result, windows=judged, verdict=verdict))
    return Insights(results=results, tests=tests)


def _examine(
    outcome: Outcome, cycles: Sequence[CompleteCycle], least_values: int, rotations: Rotations
) -> tuple[OutcomeResult, list[_Tested]]:
    rings = {cycle: ring(cycle, outcome.values) for cycle in cycles}
    counted = [cycle for cycle in cycles if _days(rings[cycle]) >= least_values]
    values = [rings[cycle] for cycle in counted]
    result = OutcomeResult(
        outcome=outcome,
        verdict="too_early",
        days=sum(map(_days, values)),
        cycles=counted,
        lacking=max(LEAST_CYCLES - len(counted), 0),
        windows=(),
    )
    return result, [*_test_windows(counted, values, rotations)]


def _test_windows(
    cycles: Sequence[CompleteCycle], rings: Sequence[Ring], rotations: Rotations
) -> Iterator[_Tested]:
    residuals = without_weekdays(cycles=cycles, rings=rings)
    for window in WINDOWS:
        of_rest = without_weekdays(cycles=cycles, rings=rings, but=window)
        found = differences(cycles=cycles, rings=of_rest, window=window)
        if len(found) < LEAST_CYCLES:
            lacking = LEAST_CYCLES - len(found)
            yield _Tested(
                WindowResult(
                    window=window, verdict="too_early", cycles=len(found), lacking=lacking
                ),
                0.0,
            )
            continue
        test = rotations.test(cycles=cycles, rings=residuals, window=window)
        size = effect(found)
        usual = fmean(
            value
            for cycle, values in zip(cycles, rings, strict=True)
            for day, value in enumerate(values)
            if value is not None and not cycle.is_inside(window, day)
        )
        yield _Tested(
            WindowResult(
                window=window,
                verdict="no_pattern",
                cycles=len(found),
                effect=size.mean,
                low=size.low,
                high=size.high,
                share=size.share,
                usual=usual,
                p_value=test.p_value,
            ),
            test.spread,
        )


def _judge(window: _Tested, rate: float, tests: int, outcome: Outcome) -> WindowResult:
    result = window.result
    verdict: Verdict = "no_pattern"
    if rate <= RATE:
        is_seen = outcome.noise is None or abs(result.effect or 0.0) >= outcome.noise
        verdict = "follows" if is_seen else "below_noise"
    smallest = smallest_effect(spread=window.spread, tests=tests, rate=RATE)
    return replace(result, verdict=verdict, adjusted=rate, smallest_effect=smallest)


def _days(values: Ring) -> int:
    return sum(value is not None for value in values)
