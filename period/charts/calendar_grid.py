"""Calendar months, two side by side: a cell for each day, in weeks from Monday."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from glowcycle.api.languages import translated
from glowcycle.charts.layout import LEFT, RIGHT, first_upper, month_of
from glowcycle.sentences import sentence

CELL_SIZE = 26.0
NAME_HEIGHT = 20.0
WEEKDAYS_HEIGHT = 16.0
MONTH_GAP = 16.0
WEEKDAYS = sentence("Mo Tu We Th Fr Sa Su")
DAYS_OF_WEEK = 7
COLUMN_LEFTS = (LEFT, RIGHT - DAYS_OF_WEEK * CELL_SIZE)
COLUMNS = len(COLUMN_LEFTS)


@dataclass(frozen=True, slots=True)
class DayStyle:
    """The look of a day: `kind` gives its fill, `test` the sign in its corner."""

    kind: str
    test: str = ""
    is_today: bool = False
    is_central: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day; `x` and `y` are its upper left corner."""

    day: date
    x: float
    y: float
    style: DayStyle


@dataclass(frozen=True, slots=True)
class WeekdayLabel:
    """The name above a column of days, centred on `x`."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month: its name, its weekdays (each with its baseline), and its days."""

    x: float
    name_y: float
    name: str
    weekdays_y: float
    weekdays: list[WeekdayLabel]
    cells: list[DayCell]

    @property
    def bottom(self) -> float:
        """The lower edge of its last week."""
        return self.cells[-1].y + CELL_SIZE


def compose_months(
    *, months: Iterable[date], style_of: Callable[[date], DayStyle], top: float
) -> list[MonthGrid]:
    """Return a grid for each month, given as its first day; `top` is the upper edge of all."""
    grids: list[MonthGrid] = []
    for index, first in enumerate(months):
        column = index % COLUMNS
        if index and not column:
            top = max(grid.bottom for grid in grids[-COLUMNS:]) + MONTH_GAP
        grids.append(_month(first, style_of, x=COLUMN_LEFTS[column], top=top))
    return grids


def _month(first: date, style_of: Callable[[date], DayStyle], *, x: float, top: float) -> MonthGrid:
    names = translated(WEEKDAYS).split()
    weeks_top = top + NAME_HEIGHT + WEEKDAYS_HEIGHT
    return MonthGrid(
        x=x,
        name_y=top + NAME_HEIGHT - 6,
        name=first_upper(text=month_of(day=first)),
        weekdays_y=weeks_top - 5,
        weekdays=[WeekdayLabel(x + CELL_SIZE * (n + 0.5), name) for n, name in enumerate(names)],
        cells=[
            DayCell(
                day=day,
                x=x + CELL_SIZE * day.weekday(),
                y=weeks_top + CELL_SIZE * ((day.day - 1 + first.weekday()) // DAYS_OF_WEEK),
                style=style_of(day),
            )
            for day in _days(first)
        ],
    )


def _days(first: date) -> Iterator[date]:
    day = first
    while (day.year, day.month) == (first.year, first.month):
        yield day
        day += timedelta(days=1)
