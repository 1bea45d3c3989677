"""Applies a preview: stores its records, a bounded share with each call. A repeated call continues.

A call that is cut off has stored records that the import does not count yet. The next call begins
at the last place that was saved, and recognises these as its own.
"""

from collections.abc import Mapping
from typing import Final

from glowcycle.aws import request_context
from glowcycle.errors import InvalidFields
from glowcycle.person.bounded_walk import Budget
from glowcycle.person.consents.services import require_collection
from glowcycle.person.imports import chunks, import_job
from glowcycle.person.imports.errors import (
    ImportBegun,
    ImportInProgress,
    ImportUndone,
)
from glowcycle.person.imports.import_job import HistoryImport
from glowcycle.person.imports.storing import BLOCK, store_block
from glowcycle.storage import write_totals
from glowcycle.storage.write_totals import TotalsCounter

# After this time, or this time of waiting for the stores, a call leaves the rest to the next one.
MAX_SECONDS: Final = 6.0
MAX_WAITING_SECONDS: Final = 2.0
MAX_NAME_LENGTH: Final = 64


def apply(
    *,
    user_id: str,
    import_id: str,
    fill_days: bool | None = None,
    answers: Mapping[str, str] | None = None,
) -> HistoryImport:
    """Store what was previewed, as far as one call may; return the import as it stands then.

    `fill_days` also fills what is empty in days of hers; `answers` name an option by the id of its
    question. The first call settles both: later ones may leave them out. While another call works
    on the import, it is returned as it is. Raise NotFound, ImportExpired, ImportBegun,
    ImportUndone, InvalidFields (an answer), ConsentRequired, TotalReached, StorageFull, Unreadable,
    Unavailable.
    """
    require_collection(user_id=user_id)
    job = import_job.find(user_id=user_id, import_id=import_id)
    is_new = job.status == "previewed"
    if is_new:
        _settle(job, fill_days=bool(fill_days), answers=answers or {})
    else:
        _check_choices(job, fill_days=fill_days, answers=answers)
    if job.status == "applied":
        return job
    write_totals.check(user_id=user_id)
    try:
        job.hold()
    except ImportInProgress:
        return _in_progress(job, fill_days=fill_days, answers=answers)
    counter = TotalsCounter(user_id=user_id)
    try:
        _apply_share(job, counter)
    finally:
        counter.store()
        job.release()
    return job


def _settle(job: HistoryImport, *, fill_days: bool, answers: Mapping[str, str]) -> None:
    """Let the import begin with these choices. Raise InvalidFields."""
    content = job.content
    options = {
        question["id"]: {option["value"] for option in question["options"]}
        for question in content.questions
    }
    faults = {
        f"answers.{name[:MAX_NAME_LENGTH]}": [
            "Must be an option of this question." if name in options else "There is no question."
        ]
        for name, chosen in answers.items()
        if chosen not in options.get(name, ())
    }
    if faults:
        raise InvalidFields(faults)
    content.fill_days, content.answers = fill_days, dict(answers)
    content.result = {
        "made": {},
        "filled": 0,
        # The preview has found these; no chunk has them.
        "same": sum(counts["same"] for counts in content.counts.values()),
        "kept": 0,
        "deleted": sum(counts["skipped"] for counts in content.counts.values()),
    }
    job.status, job.expires_at = "applying", None


def _check_choices(
    job: HistoryImport, *, fill_days: bool | None, answers: Mapping[str, str] | None
) -> None:
    """Refuse other choices than those of the first call. Raise ImportBegun, ImportUndone."""
    if job.status in ("undoing", "undone"):
        raise ImportUndone
    is_other = fill_days is not None and fill_days != job.content.fill_days
    if is_other or (answers is not None and dict(answers) != job.content.answers):
        raise ImportBegun


def _in_progress(
    job: HistoryImport, *, fill_days: bool | None, answers: Mapping[str, str] | None
) -> HistoryImport:
    """Return the import that another call works on. Raise what `apply` raises."""
    found = import_job.find(user_id=job.user_id, import_id=job.import_id)
    if found.status == "previewed":  # another call forgets it
        raise ImportInProgress
    _check_choices(found, fill_days=fill_days, answers=answers)
    return found


def _apply_share(job: HistoryImport, counter: TotalsCounter) -> None:
    """Store as many records as one call may. The job holds how far it came, also on an error."""
    content, user_id, import_id = job.content, job.user_id, job.import_id
    waiting = MAX_WAITING_SECONDS + request_context.waited_as_command()
    budget = Budget(seconds=MAX_SECONDS, waiting_seconds=waiting)
    if content.part == content.offset == 0:
        chunks.keep(user_id=user_id, import_id=import_id, parts=content.parts)
    elif content.offset == 0:
        _note_part(job, content.part - 1)  # a call may have been cut off before that
    while content.part < content.parts:
        chunk = chunks.read(user_id=user_id, import_id=import_id, number=content.part)
        records = chunk.records
        while content.offset < len(records):
            block = records[content.offset : content.offset + BLOCK]
            store_block(job, block, budget=budget, counter=counter)
            if budget.is_spent and content.offset < len(records):
                return
        content.part, content.offset = content.part + 1, 0
        # First the place, then the note: from the note alone nothing could be counted again.
        job.update_stored()
        _note_part(job, content.part - 1)
        if budget.is_spent and content.part < content.parts:
            return
    job.status = "applied"


def _note_part(job: HistoryImport, number: int) -> None:
    """Replace the chunk by the keys of its records, unless it is replaced already."""
    user_id, import_id = job.user_id, job.import_id
    chunk = chunks.read(user_id=user_id, import_id=import_id, number=number)
    if not chunk.is_noted:
        notes = [(record.kind, record.key) for record in chunk.records]
        chunks.note(user_id=user_id, import_id=import_id, number=number, notes=notes)
