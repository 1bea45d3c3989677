"""The totals of a person's writes, for what no day limits: an import and its undo.

`write_budget` counts her other writes, and explains the counts.
"""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.utils import timezone

from glowcycle.errors import TotalReached, Unavailable
from glowcycle.storage import write_budget
from glowcycle.storage.records import Record
from glowcycle.storage.write_budget import METADATA_BYTES, WriteCount


def check(*, user_id: str) -> None:
    """Raise TotalReached if a total is spent, as far as it is stored; Unavailable."""
    spent: dict[str, Any] = write_budget.read(user_id=user_id) or {}
    for budget, limit in settings.WRITE_BUDGETS.items():
        if budget not in write_budget.DAILY and spent.get(budget, 0) >= limit:
            raise TotalReached(budget=budget)


class TotalsCounter:
    """Counts what one call writes, and adds it to her totals at once when the call ends."""

    def __init__(self, *, user_id: str) -> None:
        self._user_id = user_id
        self._writes = self._size = 0

    def count(self, record: Record) -> None:
        """Count the write that stored the record or tombstone."""
        self._writes += 1
        self._size += record.sealed_bytes + METADATA_BYTES

    def store(self) -> None:
        """Add the writes since the last time. If the store is unavailable, they go uncounted."""
        if self._writes == 0:
            return
        item = WriteCount(self._user_id, WriteCount.NAME)
        writes, size, self._writes, self._size = self._writes, self._size, 0, 0
        with suppress(Unavailable):
            item.update_if(
                None,
                WriteCount.total_writes.add(writes),
                WriteCount.total_bytes.add(size),
                # Her first writes may be those of an import.
                WriteCount.day.set(WriteCount.day | write_budget.day_of(timezone.now())),
                WriteCount.writes.set(WriteCount.writes | 0),
                WriteCount.bytes.set(WriteCount.bytes | 0),
            )
