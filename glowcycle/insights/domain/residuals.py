"""What remains of her values without her weekdays and without the drift from cycle to cycle."""

from collections.abc import Sequence
from statistics import fmean

from glowcycle.insights.domain.cycles import CompleteCycle, WindowName

Ring = list[float | None]
DAYS_OF_WEEK = 7


def without_weekdays(
    *,
    cycles: Sequence[CompleteCycle],
    rings: Sequence[Ring],
    but: WindowName | None = None,
) -> list[Ring]:
    """Return the rings without her weekday means, and without the mean of each cycle.

    A weekend alone made alarms in 9 to 10 % of equal cycles of 28 days. A weekday's mean is that of
    how its days differ from the mean of their cycle. With `but`, the days of that window do not
    count for these means, which would else take a part of its effect along.
    """
    by_weekday: list[list[float]] = [[] for _ in range(DAYS_OF_WEEK)]
    for cycle, values in zip(cycles, rings, strict=True):
        counted = {
            day: value
            for day, value in enumerate(values)
            if value is not None and not (but and cycle.is_inside(but, day))
        }
        if not counted:
            continue
        mean, first = fmean(counted.values()), cycle.start.weekday()
        for day, value in counted.items():
            by_weekday[(first + day) % DAYS_OF_WEEK].append(value - mean)
    weekdays = [fmean(values) if values else 0.0 for values in by_weekday]
    return [
        _without_mean(
            [
                None
                if value is None
                else value - weekdays[(cycle.start.weekday() + day) % DAYS_OF_WEEK]
                for day, value in enumerate(values)
            ]
        )
        for cycle, values in zip(cycles, rings, strict=True)
    ]


def _without_mean(values: Ring) -> Ring:
    mean = fmean(value for value in values if value is not None)
    return [None if value is None else value - mean for value in values]
