"""Months as they hang on a wall, two side by side, weeks from Monday: a cell for each day."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from glowcycle.charts.layout import LEFT, RIGHT

CELL = 26.0
NAME_HEIGHT = 20.0
WEEKDAYS_HEIGHT = 16.0
BELOW = 16.0
SIDE_BY_SIDE = 2
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
PLACES = (LEFT, RIGHT - len(WEEKDAYS) * CELL)


@dataclass(frozen=True, slots=True)
class Look:
    """What is to be seen of a day: `kind` by its cell, `test` by a sign in its corner."""

    kind: str
    test: str = ""
    is_today: bool = False
    is_central: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A day, `x` and `y` its upper left corner."""

    day: date
    x: float
    y: float
    look: Look


@dataclass(frozen=True, slots=True)
class Weekday:
    """The name over a column; `x` is its middle."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month: the baseline of its name, that of its weekdays, and its days."""

    x: float
    name_y: float
    name: str
    weekdays_y: float
    weekdays: list[Weekday]
    cells: list[Cell]

    @property
    def foot(self) -> float:
        """The lower edge of its last week."""
        return self.cells[-1].y + CELL


def compose_months(
    *, months: Iterable[date], look: Callable[[date], Look], top: float
) -> list[Month]:
    """Return the months, each named by its first day, in their order; `top` is the upper edge."""
    found: list[Month] = []
    for place, first in enumerate(months):
        column = place % SIDE_BY_SIDE
        if place and not column:
            top = max(month.foot for month in found[-SIDE_BY_SIDE:]) + BELOW
        found.append(_month(first, look, x=PLACES[column], top=top))
    return found


def _month(first: date, look: Callable[[date], Look], *, x: float, top: float) -> Month:
    weeks_top = top + NAME_HEIGHT + WEEKDAYS_HEIGHT
    return Month(
        x=x,
        name_y=top + NAME_HEIGHT - 6,
        name=f"{first:%B %Y}",
        weekdays_y=weeks_top - 5,
        weekdays=[Weekday(x + CELL * (n + 0.5), name) for n, name in enumerate(WEEKDAYS)],
        cells=[
            Cell(
                day=day,
                x=x + CELL * day.weekday(),
                y=weeks_top + CELL * ((day.day - 1 + first.weekday()) // len(WEEKDAYS)),
                look=look(day),
            )
            for day in _days(first)
        ],
    )


def _days(first: date) -> Iterator[date]:
    day = first
    while (day.year, day.month) == (first.year, first.month):
        yield day
        day += timedelta(days=1)
