"""Applies a preview: stores its records. A repeated call continues.

A call that is cut off has stored records that the import does not count yet. The next one meets
them again, and recognises them as the import's own.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final

from glowcycle.errors import InvalidFields
from glowcycle.person.consents.services import require_collection
from glowcycle.person.imports import chunks, import_job
from glowcycle.person.imports.chunks import Chunk, Note
from glowcycle.person.imports.errors import ImportBegun, ImportInProgress, ImportUndone
from glowcycle.person.imports.import_job import HistoryImport
from glowcycle.person.imports.storing import store_record
from glowcycle.person.imports.walk import Share, share_of, walk, with_stored
from glowcycle.storage import write_totals
from glowcycle.storage.import_writes import may_be_undone

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
    with share_of(job) as share:
        _apply_share(job, share)
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


def _apply_share(job: HistoryImport, share: Share) -> None:
    """Store as many records as one call may. The job holds how far it came, also on an error."""
    content = job.content
    if content.chunk == content.offset == 0:
        chunks.keep(user_id=job.user_id, import_id=job.import_id, count=content.chunk_count)
    elif content.offset == 0:
        _note_chunk(job, content.chunk - 1)  # a call may have been cut off before that
    # `walk` stores the place before the note: from the note alone nothing could be counted again.
    is_done = walk(
        job,
        share.budget,
        read=lambda number: _read(job, number).records,
        take=lambda record, seen: store_record(job, record, seen=seen, counter=share.counter),
        end=partial(_note_chunk, job),
    )
    if is_done:
        job.status = "applied"


def _note_chunk(job: HistoryImport, number: int) -> None:
    """Replace the chunk by the keys of what the import stored, unless it is replaced already.

    What of it stays hers needs no undo: a note of that, too, would grow with each import.
    """
    chunk = _read(job, number)
    if not chunk.is_noted:
        notes = [
            Note(record.kind, record.key)
            for record, stored in with_stored(chunk.records, user_id=job.user_id)
            if stored is not None and may_be_undone(stored, import_id=job.import_id)
        ]
        chunks.note(user_id=job.user_id, import_id=job.import_id, number=number, notes=notes)


def _read(job: HistoryImport, number: int) -> Chunk:
    return chunks.read(user_id=job.user_id, import_id=job.import_id, number=number)
