"""Imports of lines from the preview to the end of apply or undo, as a client repeats the calls."""

from collections.abc import Callable
from typing import Any

from glowcycle.person.imports.apply import apply
from glowcycle.person.imports.import_job import HistoryImport
from glowcycle.person.imports.undo import undo
from tests.support.line_format import seen

MAX_CALLS = 60


def ended(call: Callable[[], HistoryImport | None]) -> HistoryImport:
    """Repeat the call until the import has ended; return it."""
    for _ in range(MAX_CALLS):
        job = call()
        assert job is not None
        if job.status in ("applied", "undone"):
            return job
    raise AssertionError("The import does not end.")


def applied(job: HistoryImport, **choices: Any) -> HistoryImport:
    """Apply the preview to its end."""
    return ended(lambda: apply(user_id=job.user_id, import_id=job.import_id, **choices))


def undone(job: HistoryImport) -> HistoryImport:
    """Undo the import to its end."""
    return ended(lambda: undo(user_id=job.user_id, import_id=job.import_id))


def brought(phone: Any, *records: dict[str, Any], **choices: Any) -> HistoryImport:
    """Preview and apply a file of lines."""
    return applied(seen(phone, *records), **choices)


def history(phone: Any) -> dict[str, Any]:
    """Return her records by address, as their lists answer them, without times and states."""
    lists = {
        "/period": "date",
        "/journal": "entryId",
        "/skin": "scanId",
        "/period/stages": "stageId",
    }
    found = {}
    for path, key in lists.items():
        page = phone.get(f"{path}/user/me?limit=100").json()
        assert page["next"] is None
        for record in page["results"]:
            for name in ("createdAt", "updatedAt", "version", "etag"):
                del record[name]
            found[f"{path}/{record[key]}"] = record
    return found
