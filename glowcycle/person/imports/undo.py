"""Takes an import back: a preview is forgotten, records go, a bounded share with each call.

What she has changed since stays. A call that is cut off is repeated from the last place that was
saved, and each record tells what became of it.
"""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.errors import Unreadable
from glowcycle.person.bounded_walk import Budget
from glowcycle.person.imports import chunks, import_job
from glowcycle.person.imports.chunks import Note
from glowcycle.person.imports.errors import ImportExpired, ImportInProgress
from glowcycle.person.imports.import_job import UNDONE_LIFE, HistoryImport
from glowcycle.records import record_kinds
from glowcycle.storage import batch_reads
from glowcycle.storage.taking_back import TakenBack, take_back
from glowcycle.storage.write_totals import TotalsCounter

# As an apply call.
MAX_SECONDS: Final = 6.0
MAX_WAITING_SECONDS: Final = 2.0
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
    counter = TotalsCounter(user_id=user_id)
    try:
        _undo_share(job, counter)
    finally:
        counter.store()
        job.release()
    return job


def _begin(job: HistoryImport) -> None:
    """Let the undo begin with the first chunk, and end with the last that an apply call met."""
    content = job.content
    if job.status == "applying":
        content.parts = min(content.part + 1, content.parts)
    content.part = content.offset = 0
    content.undone, content.kept = {"removed": {}, "emptied": 0, "keptCount": 0}, []
    job.status = "undoing"


def _undo_share(job: HistoryImport, counter: TotalsCounter) -> None:
    """Take back as many records as one call may. The job holds how far it came."""
    content = job.content
    waiting = MAX_WAITING_SECONDS + request_context.waited_as_command()
    budget = Budget(seconds=MAX_SECONDS, waiting_seconds=waiting)
    while content.part < content.parts:
        notes = _notes(job, content.part)
        while content.offset < len(notes):
            block = notes[content.offset : content.offset + batch_reads.BATCH_SIZE]
            _take_back_block(job, block, budget=budget, counter=counter)
            if budget.is_spent and content.offset < len(notes):
                return
        content.part, content.offset = content.part + 1, 0
        job.update_stored()
        if budget.is_spent and content.part < content.parts:
            return
    chunks.delete_all(user_id=job.user_id, import_id=job.import_id)
    job.status, job.expires_at = "undone", timezone.now() + UNDONE_LIFE


def _notes(job: HistoryImport, number: int) -> Sequence[Note]:
    """Return kind and key of each record of the chunk; none of one that cannot be read."""
    try:
        chunk = chunks.read(user_id=job.user_id, import_id=job.import_id, number=number)
    except (ImportExpired, Unreadable):
        return ()
    return chunk.notes or [(record.kind, record.key) for record in chunk.records]


def _take_back_block(
    job: HistoryImport, block: Sequence[Note], *, budget: Budget, counter: TotalsCounter
) -> None:
    """Take the records back in their order, until the budget is spent."""
    for name, group in groupby(block, key=itemgetter(0)):
        keys, model = [key for _, key in group], record_kinds()[name].model
        stored = batch_reads.find_all(model, user_id=job.user_id, keys=keys)
        for key in keys:
            if key in stored:
                done = take_back(
                    model,
                    user_id=job.user_id,
                    key=key,
                    import_id=job.import_id,
                    seen=stored[key],
                    counts=counter.count,
                )
                _note(job, name, key, done)
            job.content.offset += 1
            if budget.is_spent:
                return


def _note(job: HistoryImport, kind: str, key: str, done: TakenBack) -> None:
    """Count what became of the record, and name it if it stays."""
    undone: dict[str, Any] = job.content.undone
    if done == "removed":
        undone["removed"][kind] = undone["removed"].get(kind, 0) + 1
    elif done == "emptied":
        undone["emptied"] += 1
    elif done == "kept":
        undone["keptCount"] += 1
        if len(job.content.kept) < MAX_NAMED:
            job.content.kept.append([kind, key])
