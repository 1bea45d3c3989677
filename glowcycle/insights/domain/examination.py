"""From outcomes and complete cycles to verdicts: the whole method in one place.

1. A cycle counts for an outcome if it has enough values.
2. Her drift over months, her weekdays and the mean of each cycle are removed.
3. Each window is tested by rotation, and all tests of the family share a false discovery rate.
4. Of several windows of one outcome, the weaker ones are tested again without the stronger ones.
5. The effect has an interval over cycles; where none is found, the smallest that would have been.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Final

from glowcycle.insights.domain.cycles import WINDOWS, CompleteCycle, WindowName, ring
from glowcycle.insights.domain.discovery import RATE, adjusted
from glowcycle.insights.domain.effects import smallest_effect, smallest_effect_on_share
from glowcycle.insights.domain.outcomes import (
    YES_OR_NO,
    Insights,
    Outcome,
    OutcomeResult,
    Verdict,
    WindowResult,
)
from glowcycle.insights.domain.rotation import Rotations, RotationTest
from glowcycle.insights.domain.series import Series
from glowcycle.insights.domain.window_examination import ExaminedWindow, examine_window

LEAST_AGREEING: Final = 2
"""What one cycle alone shows is no pattern: one bad day among days that are all alike is a rare
chance, too."""

_ORDER: Final[tuple[Verdict, ...]] = ("follows", "below_noise", "no_pattern", "too_early")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Examined:
    """An outcome with what its windows show."""

    outcome: Outcome
    series: Series
    windows: Sequence[ExaminedWindow]


def examine(
    *, outcomes: Sequence[Outcome], cycles: Sequence[CompleteCycle], least_values: int
) -> Insights:
    """Return what the family of outcomes shows in these cycles, in the order of the outcomes.

    The cycles do not overlap. One of them counts for an outcome if it has at least `least_values`
    days with a value. A window of which too few cycles have values is too early, and no test.
    """
    in_order = sorted({*cycles}, key=lambda cycle: cycle.start)
    rotations = Rotations()
    examined = [_examine(outcome, in_order, least_values, rotations) for outcome in outcomes]
    p_values = [window.p_value for each in examined for window in each.windows if window.test]
    rates = iter(adjusted(p_values))
    return Insights(
        results=[_judge(each, rates, len(p_values)) for each in examined], tests=len(p_values)
    )


def _examine(
    outcome: Outcome, cycles: Sequence[CompleteCycle], least_values: int, rotations: Rotations
) -> _Examined:
    values = [ring(cycle, outcome.values) for cycle in cycles]
    series = Series.of(cycles=cycles, values=values, least=least_values)
    windows = [
        examine_window(series=series, window=window, rotations=rotations) for window in WINDOWS
    ]
    return _Examined(
        outcome=outcome, series=series, windows=_told_apart(windows, series, rotations)
    )


def _told_apart(
    windows: Sequence[ExaminedWindow], series: Series, rotations: Rotations
) -> Sequence[ExaminedWindow]:
    """Return what each window shows without the days of the others that show something.

    A strong effect in one window is a part of what the others are compared with, and would make
    each of them differ the other way. So the others are examined again, without the days of the
    stronger ones. The strongest is the one in which her own values differ most: in equal cycles
    her weekdays may explain one window by another, and then both have the same p-value. RATE is
    what a single test would need: no other outcome matters here.
    """
    found = {window.result.window: window for window in windows}
    told: list[WindowName] = []
    for window in sorted(windows, key=lambda window: (window.p_value > RATE, -window.contrast)):
        name = window.result.window
        if told and window.test:
            found[name] = _without(told, window, series, rotations)
        if found[name].p_value <= RATE:
            told.append(name)
    for name in told:
        others = [other for other in told if other != name]
        if others and (again := _without(others, found[name], series, rotations)).test:
            found[name] = again
    return [*found.values()]


def _without(
    others: Sequence[WindowName], window: ExaminedWindow, series: Series, rotations: Rotations
) -> ExaminedWindow:
    """Return the window without the days of the others, with the larger of its two p-values.

    It is too early for a window that has too few days of its own then.
    """
    again = examine_window(
        series=series.without(others), window=window.result.window, rotations=rotations
    )
    return again.with_p_value(max(window.p_value, again.p_value))


def _judge(examined: _Examined, rates: Iterator[float], tests: int) -> OutcomeResult:
    windows = [
        _judge_window(examined, window, window.test, next(rates), tests)
        if window.test
        else window.result
        for window in examined.windows
    ]
    return OutcomeResult(
        outcome=examined.outcome,
        verdict=min((window.verdict for window in windows), key=_ORDER.index),
        days=examined.series.days(),
        cycles=examined.series.cycles,
        lacking=min(window.lacking for window in windows),
        windows=windows,
    )


def _judge_window(
    examined: _Examined, window: ExaminedWindow, test: RotationTest, rate: float, tests: int
) -> WindowResult:
    result, noise = window.result, examined.outcome.noise
    verdict: Verdict = "no_pattern"
    agreeing = round((result.share or 0.0) * result.cycles)
    if rate <= RATE and agreeing >= LEAST_AGREEING:
        is_seen = noise is None or abs(result.effect or 0.0) >= noise
        verdict = "follows" if is_seen else "below_noise"
    return replace(
        result,
        verdict=verdict,
        p_value=test.p_value,
        adjusted=rate,
        smallest_effect=_smallest_effect(examined, result.window, test, tests),
    )


def _smallest_effect(
    examined: _Examined, window: WindowName, test: RotationTest, tests: int
) -> float:
    """Return the smallest effect that is surely found, infinite if none is.

    It is 0 if no value differs. It may be larger than the span of her values: these tell what was,
    and not how far an effect could go.
    """
    inside, outside = examined.series.split(window)
    values = inside + outside
    if min(values) == max(values):
        return 0.0
    if examined.outcome.kind in YES_OR_NO:
        return smallest_effect_on_share(
            deviation=test.deviation,
            widening=test.widening,
            tests=tests,
            rate=RATE,
            share=fmean(values),
            inside=len(inside) / len(values),
        )
    return smallest_effect(deviation=test.deviation, widening=test.widening, tests=tests, rate=RATE)
