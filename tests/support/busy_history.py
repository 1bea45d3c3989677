"""A person whose history meets every fate of an import, and what an import makes of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import time_machine
from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.errors import NotFound
from glowcycle.person.imports import import_job
from glowcycle.person.imports.import_job import HistoryImport
from tests.support.line_format import DAY, ENTRY, seen
from tests.support.people import someone
from tests.support.phone import Phone
from tests.support.stored_data import put_back, stored
from tests.support.whole_imports import applied, history, undone

FULL = {"pain": 3, "note": "theirs", "symptoms": ["cramps"]}
# The calls of another process hold an import for so long.
LATER = timedelta(seconds=61)


def day(number: int, **values: Any) -> dict[str, Any]:
    return {**DAY, "date": f"2024-01-{number:02}", **values}


FILE = (*(day(number, **FULL) for number in range(1, 5)), ENTRY)


class Her:
    """She logged one day with an empty note and another whole, deleted a third, wrote an entry.

    job  the import of FILE, which has two chunks or more: previewed, or applied
    """

    def __init__(self, *, is_applied: bool = False) -> None:
        self.phone: Phone = someone()
        self.phone.post("/period", {"date": "2024-01-02", "flow": "heavy", "note": ""})
        self.phone.post("/period", {"date": "2024-01-03", "flow": "none", **FULL})
        self.phone.post("/period", {"date": "2024-01-04", "flow": "light"})
        self.phone.post("/journal", {"date": "2024-01-01", "text": "hers"})
        with self.acting():
            self.job = seen(self.phone, *FILE)
            self.phone.delete("/period/2024-01-04")
            self.before = history(self.phone)
            if is_applied:
                self.job = applied(self.job, fill_days=True)
        self._stored = stored(self.phone.user_id)

    def begin_again(self) -> None:
        """Put everything back as it was at first."""
        put_back(self.phone.user_id, self._stored, now=stored(self.phone.user_id))

    def acting(self) -> AbstractContextManager[Any]:
        """Run the services in her context, as a request does."""
        return request_context.act_for_user(self.phone.user_id)

    def call(self, service: Callable[..., Any], **choices: Any) -> Any:
        """Call apply or undo once."""
        with self.acting():
            return service(user_id=self.phone.user_id, import_id=self.job.import_id, **choices)

    def later(self, do: Callable[[HistoryImport], HistoryImport]) -> HistoryImport:
        """Repeat the calls to their end, once no other call holds the import any more."""
        with time_machine.travel(timezone.now() + LATER), self.acting():
            return do(self.job)

    def history(self) -> dict[str, Any]:
        return history(self.phone)

    @property
    def is_there(self) -> bool:
        """Whether the import is stored; a preview may be forgotten."""
        try:
            return bool(self.status)
        except NotFound:
            return False

    @property
    def status(self) -> str:
        with self.acting():
            found = import_job.find(user_id=self.phone.user_id, import_id=self.job.import_id)
        return str(found.status)


def told(job: HistoryImport) -> tuple[Any, ...]:
    """Return what the import tells of its apply and its undo."""
    return job.status, job.content.result, job.content.undone, job.content.kept


def ends(her: Her, do: Callable[[HistoryImport], HistoryImport]) -> tuple[Any, Any]:
    """Return her history and what the import tells, where nothing interrupts it."""
    end = told(her.later(do)), her.history()
    her.begin_again()
    return end


def apply_all(job: HistoryImport) -> HistoryImport:
    """Apply the import to its end."""
    return applied(job, fill_days=True)


def undo_all(job: HistoryImport) -> HistoryImport:
    """Undo the import to its end."""
    return undone(job)
