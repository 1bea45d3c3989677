"""How far the days of a window are from the other days, in each segment."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeAlias

from glowcycle.insights.domain.residuals import DAYS_OF_WEEK
from glowcycle.insights.domain.segments import Segment


@dataclass(frozen=True, slots=True)
class Difference:
    """Window minus rest of one segment.

    `own` is what its own days show. `with_weekdays` adds what its days outside the window move in
    the weekday means that all segments share, and so in the effect: its spread over segments tells
    how much the effect varies.
    """

    own: float
    with_weekdays: float


_Day: TypeAlias = tuple[int, float]
"""The weekday of a day, and its residual."""


def differences(of: Sequence[Segment]) -> list[Difference]:
    """Return the differences of all segments that have values inside and outside of the window.

    Their values are residuals in which the days of the window count for no mean. Chance moves each
    weekday mean in the same way for all segments, which their own differences do not tell. So each
    segment takes its share of that, to first order (the infinitesimal jackknife; Efron: The
    Jackknife, the Bootstrap and Other Resampling Plans, 1982).
    """
    compared = [days for segment in of if all(days := _days(segment))]
    # How much more a weekday weighs inside than outside, by the days that tell its mean.
    lean, told = [0.0] * DAYS_OF_WEEK, [0] * DAYS_OF_WEEK
    for inside, outside in compared:
        for weekday, _ in inside:
            lean[weekday] += 1 / len(inside)
        for weekday, _ in outside:
            lean[weekday] -= 1 / len(outside)
            told[weekday] += 1
    found = []
    for inside, outside in compared:
        own = fmean([value for _, value in inside]) - fmean([value for _, value in outside])
        moved = sum([lean[weekday] / told[weekday] * value for weekday, value in outside])
        found.append(Difference(own, own - moved))
    return found


def _days(segment: Segment) -> tuple[list[_Day], list[_Day]]:
    """Return the days inside and the days outside of the window that have a value."""
    window = {day % len(segment.values) for day in segment.window}
    inside: list[_Day] = []
    outside: list[_Day] = []
    for day, (weekday, value) in enumerate(zip(segment.weekdays, segment.values, strict=True)):
        if value is not None:
            (inside if day in window else outside).append((weekday, value))
    return inside, outside
