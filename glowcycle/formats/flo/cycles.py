"""The cycles of Flo: the days of each period, and pregnancies."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from glowcycle.formats.days import day_of_record, days_from, read_day
from glowcycle.formats.files.json_faults import read_inner_object
from glowcycle.formats.flo.categories import FLOWS, is_yes
from glowcycle.formats.history import History, TooManyRecords

MAX_CYCLES: Final = 10_000
# In days. A period of this length is a mistake in the file.
LONGEST_PERIOD: Final = 60
_OFFSET: Final = re.compile("[0-9]{1,2}")

# What Flo writes of the record itself, or is read below.
_READ: Final = frozenset(
    (
        "additional_fields",
        "created_at",
        "deleted",
        "id",
        "parent_id",
        "period_end_date",
        "period_intensity",
        "period_start_date",
        "pregnant",
        "pregnant_due_date",
        "pregnant_end_date",
        "pregnant_start_date",
        "source",
        "source_client",
        "source_client_version",
        "source_id",
        "time_index",
        "updated_at",
        "user_id",
    )
)


class FloCycles:
    """Takes the cycles; `finish` reads them once all are known."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._cycles: list[tuple[date, int, Mapping[str, Any]]] = []
        self._known_until: date | None = None

    def take(self, cycle: Mapping[str, Any], *, row: int) -> None:
        """Take a cycle. Raise TooManyRecords."""
        self._note_times(cycle)
        if is_yes(cycle.get("deleted")):
            self._history.skip("cycles", None, "deleted", row=row)
            return
        for name, value in cycle.items():
            if name not in _READ and value not in (None, False, 0, "", "{}", [], {}):
                self._history.skip(f"cycles.{name}", None, "no_place", row=row)
        start = day_of_record(cycle, "period_start_date", history=self._history, row=row)
        if start is None:
            return
        if len(self._cycles) >= MAX_CYCLES:
            raise TooManyRecords
        self._cycles.append((start, row, cycle))

    def finish(self) -> None:
        """Add the days and the pregnancies to the history. Raise TooManyRecords."""
        last_start = max((start for start, _, _ in self._cycles), default=None)
        for start, row, cycle in self._cycles:
            # Her day may be one ahead of the time that the app wrote.
            if self._known_until and start - self._known_until > timedelta(days=1):
                self._history.skip("period_start_date", start, "future", row=row)
                continue
            self._take_period(start, row, cycle)
            if is_yes(cycle.get("pregnant")):
                self._take_pregnancy(start, row, cycle, is_last=start == last_start)

    def _note_times(self, cycle: Mapping[str, Any]) -> None:
        """Note when the app wrote a cycle: days after the last such time it only expected."""
        for name in ("created_at", "updated_at"):
            day = read_day(cycle.get(name))
            if day and (self._known_until is None or day > self._known_until):
                self._known_until = day

    def _take_period(self, start: date, row: int, cycle: Mapping[str, Any]) -> None:
        end = self._read_end(start, row, cycle)
        strengths = self._read_strengths(start, end, row, cycle)
        if is_yes(cycle.get("pregnant")) and end is None and not strengths:
            # Flo reckons back to this day from a due date alone, too.
            self._history.skip("period_start_date", None, "incomplete", row=row)
            return
        for day in sorted({*days_from(start, end or start), *strengths}):
            flow = strengths.get(day, "unspecified")
            self._history.flow(day, flow, row=row, what="cycles")
        self._history.day(start, row=row)["startsPeriod"] = True

    def _read_end(self, start: date, row: int, cycle: Mapping[str, Any]) -> date | None:
        written = cycle.get("period_end_date")
        if written is None:
            return None
        end = read_day(written)
        if end is None or not 0 <= (end - start).days < LONGEST_PERIOD:
            self._history.skip("period_end_date", written, "invalid", row=row)
            return None
        if self._known_until and end > max(start, self._known_until):
            self._history.skip("period_end_date", written, "future", row=row)
            return max(start, self._known_until)
        return end

    def _read_strengths(
        self, start: date, end: date | None, row: int, cycle: Mapping[str, Any]
    ) -> dict[date, str]:
        """Return the flow of each day that has one. The keys count days from the start.

        What lies behind the end is left over from when she had not yet set it.
        """
        days_left = (end - start).days if end else min(LONGEST_PERIOD - 1, (date.max - start).days)
        written = cycle.get("period_intensity")
        levels = read_inner_object(written)
        if not levels and written not in (None, "", "{}", {}):
            self._history.skip("period_intensity", None, "invalid", row=row)
        found = {}
        for offset, level in levels.items():
            if not _OFFSET.fullmatch(offset) or int(offset) > days_left:
                self._history.skip("period_intensity", offset, "invalid", row=row)
                continue
            if str(level) not in FLOWS:
                self._history.skip("period_intensity", level, "unknown", row=row)
            day = start + timedelta(days=int(offset))
            found[day] = FLOWS.get(str(level), "unspecified")
        return found

    def _take_pregnancy(
        self, start: date, row: int, cycle: Mapping[str, Any], *, is_last: bool
    ) -> None:
        """Add a stage if it is certain: with a due date, and an end unless it goes on."""
        due = read_day(cycle.get("pregnant_due_date"))
        end = read_day(cycle.get("pregnant_end_date"))
        if due is None or (end is None and not is_last):
            self._history.skip("pregnant", None, "incomplete", row=row)
            return
        first = read_day(cycle.get("pregnant_start_date")) or start
        stage = {"kind": "pregnancy", "start": str(first), "dueDate": str(due)}
        self._history.add("stage", stage | ({"end": str(end)} if end else {}), row=row)
