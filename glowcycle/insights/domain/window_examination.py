"""One outcome in one window: its effect, and how often chance shows as much."""

from dataclasses import dataclass, replace
from statistics import fmean
from typing import Final, Self

from glowcycle.insights.domain.cycles import WindowName
from glowcycle.insights.domain.differences import differences
from glowcycle.insights.domain.effects import effect
from glowcycle.insights.domain.outcomes import WindowResult
from glowcycle.insights.domain.residuals import without_weekdays
from glowcycle.insights.domain.rotation import Rotations, RotationTest
from glowcycle.insights.domain.segments import segments, whole_cycles
from glowcycle.insights.domain.series import Series

LEAST_CYCLES: Final = 5
"""With fewer cycles every answer is "too early"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedWindow:
    """A window before the false discovery rate; `test` is None where it is too early for one.

    `contrast` is how far her values inside the window are from those outside, weekdays and all.
    """

    result: WindowResult
    test: RotationTest | None = None
    contrast: float = 0.0

    @property
    def p_value(self) -> float:
        """The p-value of the test, 1 without one."""
        return self.test.p_value if self.test else 1.0

    def with_p_value(self, p_value: float) -> Self:
        """Return the same window with another p-value; it has a test."""
        test = replace(self.test, p_value=p_value) if self.test else None
        return replace(self, test=test)


def examine_window(*, series: Series, window: WindowName, rotations: Rotations) -> ExaminedWindow:
    """Return what the series shows in the window, with no verdict but "too early" yet.

    A test needs LEAST_CYCLES with values inside and outside of the window.
    """
    cycles = series.cycles
    of_rest = without_weekdays(cycles=cycles, rings=series.steady, but=window)
    found = differences(segments(cycles=cycles, rings=of_rest, window=window))
    result = WindowResult(
        window=window,
        verdict="too_early",
        cycles=len(found),
        lacking=max(LEAST_CYCLES - len(found), 0),
    )
    if result.lacking:
        return ExaminedWindow(result=result)
    test = rotations.test(
        values=whole_cycles(cycles=cycles, rings=series.residuals, window=window),
        effects=whole_cycles(cycles=cycles, rings=series.effects_of_one(window), window=window),
    )
    logged = differences(segments(cycles=cycles, rings=series.values, window=window))
    size = effect(found, logged=[difference.own for difference in logged])
    inside, outside = series.split(window)
    usual = fmean(outside)
    result = replace(
        result,
        verdict="no_pattern",
        effect=size.mean,
        low=size.low,
        high=size.high,
        share=size.share,
        usual=usual,
    )
    return ExaminedWindow(result=result, test=test, contrast=abs(fmean(inside) - usual))
