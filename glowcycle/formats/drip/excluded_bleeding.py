"""Bleeding that she excluded in drip, day by day.

`startsPeriod` false makes all bleeding around its day no period. So it holds only for bleeding of
which she excluded each day: drip itself takes single excluded days out of a period, and no more.
"""

from collections.abc import Iterator
from datetime import date

from glowcycle.formats.history import BLEEDING, History
from glowcycle.formats.questions import LONGEST_BRIDGE


class ExcludedBleeding:
    """Takes the days with excluded bleeding; `finish` says where no period begins."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._rows: dict[date, int] = {}

    def add(self, day: date, *, row: int) -> None:
        """Note a day whose bleeding is excluded. It is in the history."""
        self._rows.setdefault(day, row)

    def finish(self) -> None:
        """Say what these days tell of periods; of a period with other days they tell nothing."""
        for bleeding in self._bleedings():
            excluded = [day for day in bleeding if day in self._rows]
            others = [day for day in bleeding if day not in self._rows]
            for day in excluded:
                if others:
                    row = self._rows[day]
                    self._history.skip("bleeding.exclude", "true", "no_place", row=row)
                else:
                    self._history.days[day].values["startsPeriod"] = False
            if excluded and others and excluded[0] < others[0]:
                self._history.days[others[0]].values["startsPeriod"] = True

    def _bleedings(self) -> Iterator[list[date]]:
        """Yield the days of each bleeding, and each excluded day of spotting alone."""
        found: list[date] = []
        for day in sorted(self._history.days):
            if self._history.days[day].values.get("flow") in BLEEDING:
                if found and day - found[-1] > LONGEST_BRIDGE:
                    yield found
                    found = []
                found.append(day)
            elif day in self._rows:
                yield [day]
        if found:
            yield found
