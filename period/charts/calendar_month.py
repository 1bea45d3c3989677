"""A month of the calendar: a cell for each day, in weeks from Monday."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from glowcycle.api.languages import translated
from glowcycle.charts.layout import first_upper, month_of
from glowcycle.sentences import sentence
from period.charts.calendar_cells import CELL_HEIGHT, CELL_WIDTH, write_cell
from period.charts.calendar_day import DayLook

WEEKDAYS = sentence("Mo Tu We Th Fr Sa Su")
DAYS_OF_WEEK = 7
WEEKS_TOP = 46


@dataclass(frozen=True, slots=True)
class WeekdayLabel:
    """The name above a column of days, centred on `x`."""

    x: float
    name: str


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month: its name with a note beside it, its weekdays and its days."""

    name: str
    note: str
    weekdays: list[WeekdayLabel]
    first: date
    looks: list[DayLook]

    @property
    def height(self) -> float:
        """The lower edge of its last week."""
        return WEEKS_TOP + CELL_HEIGHT * (self._week(len(self.looks)) + 1)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return self.first.replace(day=len(self.looks))

    @property
    def cells(self) -> SafeString:
        """The markup of its days."""
        return self._cells(has_links=False)

    @property
    def cells_with_links(self) -> SafeString:
        """The same, with a link on each day that leads somewhere."""
        return self._cells(has_links=True)

    def _cells(self, *, has_links: bool) -> SafeString:
        return SafeString(
            "".join(
                write_cell(
                    day=self.first.replace(day=number),
                    x=CELL_WIDTH * ((self.first.weekday() + number - 1) % DAYS_OF_WEEK),
                    y=WEEKS_TOP + CELL_HEIGHT * self._week(number),
                    look=look,
                    has_link=has_links,
                )
                for number, look in enumerate(self.looks, start=1)
            )
        )

    def _week(self, number: int) -> int:
        return (self.first.weekday() + number - 1) // DAYS_OF_WEEK


def compose_month(*, first: date, look_of: Callable[[date], DayLook], note: str = "") -> MonthGrid:
    """Return the month that begins on that day."""
    names = translated(WEEKDAYS).split()
    _, days = monthrange(first.year, first.month)
    return MonthGrid(
        name=first_upper(text=month_of(day=first)),
        note=note,
        weekdays=[WeekdayLabel(CELL_WIDTH * (n + 0.5), name) for n, name in enumerate(names)],
        first=first,
        looks=[look_of(first.replace(day=number)) for number in range(1, days + 1)],
    )
