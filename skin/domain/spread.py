"""How far repeated measurements of one photo lie apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, stdev

from skin.domain.measurement import METRICS, Measurement


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The scores of one metric in repeated measurements, in their order.

    values     the scores; None where the metric had none
    median, least, most   of the scores; None without any
    deviation  the standard deviation of one score; None with fewer than two
    missing    how often it had none
    """

    values: tuple[int | None, ...]
    median: float | None
    least: int | None
    most: int | None
    deviation: float | None
    missing: int


def find_spread(*, measurements: Sequence[Measurement]) -> dict[str, Spread]:
    """Return the spread of each metric, by its name."""
    return {
        name: _spread(tuple(getattr(each.metrics, name) for each in measurements))
        for name in METRICS
    }


def _spread(values: tuple[int | None, ...]) -> Spread:
    scores = [value for value in values if value is not None]
    return Spread(
        values=values,
        median=median(scores) if scores else None,
        least=min(scores, default=None),
        most=max(scores, default=None),
        deviation=round(stdev(scores), 2) if len(scores) > 1 else None,
        missing=len(values) - len(scores),
    )
