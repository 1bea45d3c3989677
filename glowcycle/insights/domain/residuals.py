"""What remains of her values without drift, without her weekdays and without each cycle's mean.

A ring is one cycle: the value of each day, None for a day without one.
"""

from collections.abc import Sequence
from statistics import fmean, linear_regression
from typing import Final

from glowcycle.insights.domain.cycles import CompleteCycle, WindowName

Ring = list[float | None]
DAYS_OF_WEEK: Final = 7

_ROUNDING: Final = 1e-12
"""A residual below this part of her largest value comes from rounding: it is nothing."""


def weekdays(cycle: CompleteCycle) -> list[int]:
    """Return the weekday of each day of the cycle; Monday is 0."""
    first = cycle.start.weekday()
    return [(first + day) % DAYS_OF_WEEK for day in range(cycle.length)]


def without_drift(*, cycles: Sequence[CompleteCycle], rings: Sequence[Ring]) -> list[Ring]:
    """Return the rings without the slope of the straight line through the means of the cycles.

    What rises over months is higher at the end of each cycle than at its beginning: in 9 cycles, a
    rise of three standard deviations made alarms in 6.5 % before menses. Each cycle has a value.
    """
    if len(cycles) <= 1:
        return [*rings]
    middles, means = [], []
    for cycle, values in zip(cycles, rings, strict=True):
        logged = [(day, value) for day, value in enumerate(values) if value is not None]
        middles.append(cycle.start.toordinal() + fmean(day for day, _ in logged))
        means.append(fmean(value for _, value in logged))
    slope = linear_regression(middles, means).slope
    return [
        [None if value is None else value - slope * day for day, value in enumerate(values)]
        for values in rings
    ]


def without_weekdays(
    *, cycles: Sequence[CompleteCycle], rings: Sequence[Ring], but: WindowName | None = None
) -> list[Ring]:
    """Return the rings without her weekday means, and without the mean of each cycle.

    A weekend alone made alarms in 9 to 10 % of equal cycles of 28 days. A weekday's mean is that of
    how its days differ from the mean of their cycle. With `but`, the days of that window count for
    no mean, which would else take a part of its effect along. Each cycle has a value.
    """
    left_out = [cycle.days_inside(but) if but else frozenset[int]() for cycle in cycles]
    days_of_week = [weekdays(cycle) for cycle in cycles]
    by_weekday: list[list[float]] = [[] for _ in range(DAYS_OF_WEEK)]
    for values, days, left in zip(rings, days_of_week, left_out, strict=True):
        mean = _mean(values, left)
        for day, value in enumerate(values):
            if value is not None and day not in left:
                by_weekday[days[day]].append(value - mean)
    means = [fmean(values) if values else 0.0 for values in by_weekday]
    rounding = _ROUNDING * max(
        (abs(value) for values in rings for value in values if value is not None), default=0.0
    )
    residuals = []
    for values, days, left in zip(rings, days_of_week, left_out, strict=True):
        without = [
            None if value is None else value - means[day]
            for value, day in zip(values, days, strict=True)
        ]
        mean = _mean(without, left)
        residuals.append(
            [
                None if value is None else 0.0 if abs(value - mean) < rounding else value - mean
                for value in without
            ]
        )
    return residuals


def _mean(values: Ring, left_out: frozenset[int]) -> float:
    """Return the mean of the days that are not left out, of all days if there are no others."""
    counted = [
        value for day, value in enumerate(values) if value is not None and day not in left_out
    ]
    return fmean(counted or (value for value in values if value is not None))
