"""The periods that Menstrudel computes from the days, and keeps in a table of their own."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from glowcycle.formats.days import days_from, read_day
from glowcycle.formats.history import History, TooManyRecords

MAX_PERIODS: Final = 10_000
# In days. A period of this length is a mistake in the file.
LONGEST_PERIOD: Final = 60


class MenstrudelPeriods:
    """Takes a period of which the file has no day; the days tell of all others."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._periods: list[tuple[Any, Any, int]] = []

    def take(self, start: Any, end: Any, *, row: int) -> None:
        """Note a period by the days as the file writes them. Raise TooManyRecords."""
        if len(self._periods) >= MAX_PERIODS:
            raise TooManyRecords
        self._periods.append((start, end, row))

    def write(self, logged: Collection[date]) -> None:
        """Add the periods without a logged day, each day as bleeding of unknown strength."""
        for start, end, row in self._periods:
            first, last = read_day(start), read_day(end)
            is_period = first and last and 0 <= (last - first).days < LONGEST_PERIOD
            days = [*days_from(first, last)] if first and last and is_period else []
            if not days or not set(days).isdisjoint(logged):
                self._history.skip("periods", None, "computed", row=row)
                continue
            for day in days:
                self._history.flow(day, "unspecified", row=row, what="periods")
