"""The axes of a fold: the place of each day around menses, and the scale of the values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Final

from glowcycle.charts.layout import WIDTH
from glowcycle.insights.charts.captions import SHARE, Result, value_text
from glowcycle.insights.domain.folding import DAYS, FIRST

LEFT, RIGHT = 34.0, WIDTH - 6.0
"""The edges of the plot: the scale stands left of it."""

DAY_WIDTH = (RIGHT - LEFT) / len(DAYS)
HEIGHT = 96.0

NAMED_DAYS: Final = (-14, -7, 0, 7, 14)

LEAST_MENSES: Final = 3
"""With fewer menses, the mean of a day tells next to nothing, and nothing is drawn of it."""

_RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "points": (0, 100),
    "steps": (1, 5),
    "share": (0, 1),
    "pain": (0, 10),
    "score": (0, 100),
}
_STEPS: Final = (0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 25, 50)
_MOST_STEPS: Final = 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A text, and its place along an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The values of a unit from `low` to `high`, with a tick at each multiple of `step`."""

    unit: str
    low: float
    high: float
    step: float

    def height(self, value: float) -> float:
        """Return how far a value is above the foot of the plot; one beyond is at the edge."""
        inside = min(max(value, self.low), self.high)
        return HEIGHT * (inside - self.low) / (self.high - self.low)

    def ticks(self, *, bottom: float) -> list[Tick]:
        """Return the values beside their lines; a share as a number of 100."""
        found = []
        for number in range(round((self.high - self.low) / self.step) + 1):
            value = self.low + number * self.step
            text = str(round(100 * value)) if self.unit == SHARE else value_text(value, self.unit)
            found.append(Tick(round(bottom - self.height(value), 2), text))
        return found


def day_left(day: int) -> float:
    """Return the left edge of a day of the fold."""
    return round(LEFT + (day - FIRST) * DAY_WIDTH, 2)


def day_middle(day: int) -> float:
    """Return the middle of a day of the fold."""
    return round(LEFT + (day - FIRST + 0.5) * DAY_WIDTH, 2)


def day_ticks() -> list[Tick]:
    """Return the days that are named: "−14" is 14 days before menses."""
    return [Tick(day_middle(day), str(day).replace("-", "−")) for day in NAMED_DAYS]


def is_sure(folded: Mapping[str, Any]) -> bool:
    """Return whether the mean and the interval of a day of the fold are drawn."""
    return bool(folded["cycles"] >= LEAST_MENSES)


def scale_of(results: Sequence[Result]) -> Scale:
    """Return one scale for results of one unit: as much of its range as they need."""
    unit = results[0]["unit"]
    least, most = _RANGES[unit]
    shown = [min(max(value, least), most) for result in results for value in _shown(result)]
    low = 0 if unit == SHARE else min(shown, default=least)
    high = max(shown, default=most)
    step = next(step for step in _STEPS if ceil(high / step) - floor(low / step) <= _MOST_STEPS)
    low, high = floor(low / step) * step, ceil(high / step) * step
    # Values that are all the same stand in the middle, or at the end of the range.
    low, high = (low, high) if low < high else (max(low - step, least), min(high + step, most))
    return Scale(unit, low, high, step)


def _shown(result: Result) -> Iterator[float]:
    if result["unit"] != SHARE:
        yield from (value for line in result["lines"] for value in line if value is not None)
    for folded in result["folded"]:
        if is_sure(folded):
            yield from (folded["low"], folded["high"])
