"""Cycles that the other app leaves out, as stages: the cycles that they touch teach nothing."""

from datetime import date, timedelta
from typing import Final

from glowcycle.formats.history import History, TooManyRecords

LONGEST: Final = timedelta(days=400)
MAX_EXCLUSIONS: Final = 10_000


class Exclusions:
    """Days whose cycles the other app leaves out. What touches becomes one stage."""

    def __init__(self) -> None:
        self._spans: list[tuple[date, date, int]] = []

    def add(self, first: date, last: date, *, row: int) -> bool:
        """Note the days from the first to the last. Return whether they can be a cycle.

        Raise TooManyRecords.
        """
        if len(self._spans) >= MAX_EXCLUSIONS:
            raise TooManyRecords
        if not timedelta() <= last - first <= LONGEST:
            return False
        self._spans.append((first, last, row))
        return True

    def write(self, history: History) -> None:
        """Add the stages to the history. Raise TooManyRecords."""
        merged: list[tuple[date, date, int]] = []
        for first, last, row in sorted(self._spans):
            if merged and first - merged[-1][1] <= timedelta(days=1):
                start, end, number = merged[-1]
                merged[-1] = start, max(end, last), number
            else:
                merged.append((first, last, row))
        for first, last, row in merged:
            stage = {"kind": "exclusion", "start": str(first), "end": str(last), "reason": "other"}
            history.add("stage", stage, row=row)
