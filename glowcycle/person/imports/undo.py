"""Takes an import back: a preview is forgotten, and the records that were made are deleted.

What she has changed since stays.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from django.utils import timezone

from glowcycle.errors import Unreadable
from glowcycle.person.imports import chunks, import_job
from glowcycle.person.imports.chunks import Note
from glowcycle.person.imports.errors import ImportExpired, ImportInProgress
from glowcycle.person.imports.import_job import UNDONE_LIFE, HistoryImport
from glowcycle.person.imports.walk import Share, share_of, walk
from glowcycle.storage.records import Record
from glowcycle.storage.taking_back import take_back
from glowcycle.storage.write_totals import TotalsCounter

# The records of hers that are named one by one; what more there are is counted.
MAX_NAMED: Final = 1_000


def undo(*, user_id: str, import_id: str) -> HistoryImport | None:
    """Take the import back, as far as one call may; return it as it stands then.

    A preview is forgotten, which returns None, and so is an import that cannot be read. While
    another call works on the import, it is returned as it is. Raise NotFound, ImportExpired,
    Unavailable.
    """
    try:
        job = import_job.find(user_id=user_id, import_id=import_id)
    except Unreadable:
        import_job.discard(user_id=user_id, import_id=import_id)
        return None
    if job.status == "undone":
        return job
    is_preview = job.status == "previewed"
    if job.status in ("applying", "applied"):
        _begin(job)
    try:
        job.hold()
    except ImportInProgress:
        found = import_job.find(user_id=user_id, import_id=import_id)
        if found.status in ("previewed", "applied"):  # another call forgets it, or has just ended
            raise
        return found
    if is_preview:
        import_job.discard(user_id=user_id, import_id=import_id)
        return None
    with share_of(job) as share:
        _undo_share(job, share)
    return job


def _begin(job: HistoryImport) -> None:
    """Let the undo begin with the first chunk, and end with the last that an apply call met."""
    content = job.content
    if job.status == "applying":
        content.chunk_count = min(content.chunk + 1, content.chunk_count)
    content.chunk = content.offset = 0
    content.undone, content.kept = {"removed": {}, "emptied": 0, "keptCount": 0}, []
    job.status = "undoing"


def _undo_share(job: HistoryImport, share: Share) -> None:
    """Take back as many records as one call may. The job holds how far it came."""
    is_done = walk(
        job,
        share.budget,
        read=partial(_notes, job),
        take=lambda note, seen: _take_back(job, note, seen=seen, counter=share.counter),
        end=lambda _: None,
    )
    if is_done:
        chunks.delete_all(user_id=job.user_id, import_id=job.import_id)
        job.status, job.expires_at = "undone", timezone.now() + UNDONE_LIFE


def _notes(job: HistoryImport, number: int) -> Sequence[Note]:
    """Return kind and key of each record of the chunk; none of one that cannot be read."""
    try:
        chunk = chunks.read(user_id=job.user_id, import_id=job.import_id, number=number)
    except (ImportExpired, Unreadable):
        return ()
    return chunk.notes or [Note(record.kind, record.key) for record in chunk.records]


def _take_back(
    job: HistoryImport, note: Note, *, seen: Record | None, counter: TotalsCounter
) -> None:
    """Take the record back, count what became of it, and name it if it stays."""
    if seen is None:
        return
    done = take_back(
        type(seen),
        user_id=job.user_id,
        key=note.key,
        import_id=job.import_id,
        seen=seen,
        counts=counter.count,
    )
    undone: dict[str, Any] = job.content.undone
    if done == "removed":
        undone["removed"][note.kind] = undone["removed"].get(note.kind, 0) + 1
    elif done == "emptied":
        undone["emptied"] += 1
    elif done == "kept":
        undone["keptCount"] += 1
        if len(job.content.kept) < MAX_NAMED:
            job.content.kept.append([*note])
