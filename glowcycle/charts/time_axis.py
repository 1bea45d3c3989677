"""The axis of days: which pixel stands for which day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Literal

from glowcycle.charts.layout import in_short

_DAY = timedelta(days=1)
_WEEK, _WEEKS = 7, (1, 2, 4)
_MONTH, _MONTHS = 30, (1, 2, 3, 6, 12, 24, 60, 120, 300, 1200)
"""Days in a week and in a month, and every how many of them a date may stand."""

_DATE_WIDTH, _MONTH_WIDTH = 48.0, 64.0
"""Room for a date such as "28 Sep", and for "Sep 2026", with the gap beside it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis, at the left edge of its day."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Label:
    """Text beside some days, on the side that has room: `x` is where it starts, centres or ends."""

    x: float
    anchor: Literal["start", "middle", "end"]
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from first to last, both included, set side by side between two pixels."""

    first: date
    last: date
    left: float
    right: float

    @property
    def day_width(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def start(self, day: date) -> float:
        """Return the left edge of a day."""
        return round(self.left + (day - self.first).days * self.day_width, 2)

    def middle(self, day: date) -> float:
        """Return the middle of a day."""
        return round(self.left + ((day - self.first).days + 0.5) * self.day_width, 2)

    def width(self, first: date, last: date) -> float:
        """Return the width of the days from first to last, both included."""
        return round(((last - first).days + 1) * self.day_width, 2)

    def label(self, first: date, last: date, *, text: str) -> Label:
        """Return a text for the days from first to last, both included."""
        left, right = self.start(first), self.start(first) + self.width(first, last)
        middle, third = (left + right) / 2, (self.right - self.left) / 3
        if middle < self.left + third:
            return Label(left, "start", text)
        if middle > self.right - third:
            return Label(round(right, 2), "end", text)
        return Label(round(middle, 2), "middle", text)

    def days(self) -> Iterator[date]:
        """Yield every day, first to last."""
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY

    def ticks(self) -> list[Tick]:
        """Return as many dates as have room: Mondays, every second or fourth, or months."""
        for weeks in _WEEKS:
            if weeks * _WEEK * self.day_width >= _DATE_WIDTH:
                return [
                    Tick(self.start(day), in_short(day=day))
                    for day in self._days_before(self.right - _DATE_WIDTH)
                    if (day.toordinal() - 1) % (weeks * _WEEK) == 0
                ]
        months = next(step for step in _MONTHS if step * _MONTH * self.day_width >= _MONTH_WIDTH)
        return [
            Tick(self.start(day), f"{day:%b %Y}")
            for day in self._days_before(self.right - _MONTH_WIDTH)
            if day.day == 1 and (day.year * 12 + day.month - 1) % months == 0
        ]

    def _days_before(self, x: float) -> Iterator[date]:
        return takewhile(lambda day: self.start(day) <= x, self.days())
