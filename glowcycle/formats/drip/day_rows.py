"""Tables with one row for each day: a row that knows which of its cells are taken."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from glowcycle.formats.files.csv_rows import Row
from glowcycle.formats.history import History
from glowcycle.formats.reasons import Reason

_TRUE: Final = frozenset({"true", "1"})
_FALSE: Final = frozenset({"", "false", "0"})
_NOTHING: Final = frozenset({"", "false"})


class DayRow:
    """A row and the day that it is about. A cell that was asked for counts as taken.

    day  the day
    row  its number in the file
    """

    def __init__(self, history: History, day: date, row: Row, *, column: str = "date") -> None:
        """Take a row whose day stands in that column."""
        self.day, self.row = day, row.number
        self._history, self._cells = history, row
        self._asked = {column}

    def text(self, column: str) -> str:
        """Return the text of the cell, stripped; "" without such a column."""
        self._asked.add(column)
        return self._cells[column].strip()

    def is_true(self, column: str) -> bool:
        """Return whether the cell is true. Something else than true or false is counted."""
        text = self.text(column).lower()
        if text not in _TRUE | _FALSE:
            self.skip(column, "unknown")
        return text in _TRUE

    def choice(self, column: str, options: Collection[str]) -> str | None:
        """Return one of the options; None for an empty cell, or another text, which is counted."""
        text = self.text(column)
        if text and text not in options:
            self.skip(column, "unknown")
        return text if text in options else None

    def set_value(self, name: str, value: Any, *, column: str) -> None:
        """Set a value of that day, unless an earlier row has said another one."""
        found = self._history.day(self.day, row=self.row)
        if found.setdefault(name, value) != value:
            self.skip(column, "several")

    def flow(self, flow: str, *, column: str) -> None:
        """Set the flow of that day, unless an earlier row has said a stronger one."""
        self._history.flow(self.day, flow, row=self.row, what=column)

    def note(self, name: str, text: str, *, column: str) -> None:
        """Add a text to a list of that day."""
        self._history.note_on(self.day, name, text, row=self.row, what=column)

    def add_entry(self, **values: Any) -> None:
        """Add a journal entry of that day."""
        self._history.add("journal", {"date": self.day.isoformat(), **values}, row=self.row)

    def skip(self, column: str, reason: Reason) -> None:
        """Count the cell as not taken."""
        self._history.skip(column, self._cells[column].strip(), reason, row=self.row)

    def count_others(self, *, known: tuple[str, ...]) -> None:
        """Count each cell that says something and was not asked for.

        known  how the columns begin whose meaning is known, and which have no place here
        """
        for column, cell in self._cells.cells.items():
            if column not in self._asked and cell.strip().lower() not in _NOTHING:
                is_known = column.startswith(known)
                self.skip(column, "no_place" if is_known else "unknown")
