"""The time axis: the place of each day, and the dates written along it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Literal

from glowcycle.charts.layout import month_of, parse_day, short_date

_DAY = timedelta(days=1)
_WEEK, _WEEKS = 7, (1, 2, 4)
_MONTH, _YEAR = 30, 12
"""Days per month, and months per year."""
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200)
"""The steps in months between two ticks; from a year on, a tick names its year alone."""

_DATE_WIDTH, _MONTH_WIDTH, _YEAR_WIDTH = 61.0, 78.0, 50.0
"""The width of a date such as "28 Sep", of "Sep 2026" and of "2026", and of the gap beside it."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis, at the left edge of its day."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """Text beside a range of days; it starts, is centred, or ends at `x`."""

    x: float
    anchor: Literal["start", "middle", "end"]
    text: str


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The days from first to last, both included, side by side between two edges."""

    first: date
    last: date
    left: float
    right: float

    @property
    def day_width(self) -> float:
        """The width of one day."""
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def left_edge(self, day: date) -> float:
        """Return the left edge of a day."""
        return round(self.left + (day - self.first).days * self.day_width, 2)

    def center(self, day: date) -> float:
        """Return the centre of a day."""
        return round(self.left + ((day - self.first).days + 0.5) * self.day_width, 2)

    def at(self, moment: str) -> float:
        """Return the place of an API date or time on its own clock; a date alone is at noon."""
        share = (int(moment[11:13]) + int(moment[14:16]) / 60) / 24 if moment[10:] else 0.5
        days = (parse_day(moment) - self.first).days
        return round(self.left + (days + share) * self.day_width, 2)

    def width(self, first: date, last: date) -> float:
        """Return the width of the days from first to last, both included."""
        return round(((last - first).days + 1) * self.day_width, 2)

    def label(self, first: date, last: date, *, text: str) -> AxisLabel:
        """Return a label for the days from first to last, anchored on the side that has room."""
        left, right = self.left_edge(first), self.left_edge(first) + self.width(first, last)
        center, third = (left + right) / 2, (self.right - self.left) / 3
        if center < self.left + third:
            return AxisLabel(left, "start", text)
        if center > self.right - third:
            return AxisLabel(round(right, 2), "end", text)
        return AxisLabel(round(center, 2), "middle", text)

    def days(self) -> Iterator[date]:
        """Yield every day, first to last."""
        day = self.first
        while day <= self.last:
            yield day
            day += _DAY

    def ticks(self) -> list[Tick]:
        """Return as many dates as fit: Mondays every 1, 2 or 4 weeks, or first days of months."""
        for weeks in _WEEKS:
            if weeks * _WEEK * self.day_width >= _DATE_WIDTH:
                return [
                    Tick(self.left_edge(day), short_date(day=day))
                    for day in self._days_before(self.right - _DATE_WIDTH)
                    if (day.toordinal() - 1) % (weeks * _WEEK) == 0
                ]
        months = next(step for step in _MONTHS if step * _MONTH * self.day_width >= _width(step))
        return [
            Tick(
                self.left_edge(day),
                str(day.year) if months >= _YEAR else month_of(day=day, short=True),
            )
            for day in self._months()
            if self.left_edge(day) <= self.right - _width(months)
            and (day.year * _YEAR + day.month - 1) % months == 0
        ]

    def _days_before(self, x: float) -> Iterator[date]:
        return takewhile(lambda day: self.left_edge(day) <= x, self.days())

    def _months(self) -> Iterator[date]:
        """Yield the first day of every month, which an axis of a century has 1,200 of."""
        for month in range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + 12):
            day = date(month // 12, month % 12 + 1, 1)
            if self.first <= day <= self.last:
                yield day


def _width(months: int) -> float:
    """Return the room that a tick needs if each is that many months after the one before."""
    return _YEAR_WIDTH if months >= _YEAR else _MONTH_WIDTH
