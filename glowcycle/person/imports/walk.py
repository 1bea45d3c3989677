"""The way through the chunks of an import, which apply and undo go alike.

A call goes a bounded share of it, and the job holds how far it came. So a call that is cut off is
repeated from the last place that was stored, and each record tells what became of it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeVar

from glowcycle.aws import request_context
from glowcycle.person.bounded_walk import Budget
from glowcycle.person.imports.chunks import ChunkRecord, Note
from glowcycle.person.imports.import_job import HistoryImport
from glowcycle.records import record_kinds
from glowcycle.storage import batch_reads
from glowcycle.storage.records import Record
from glowcycle.storage.write_totals import TotalsCounter

# After this time, or this time of waiting for the stores, a call leaves the rest to the next one.
MAX_SECONDS: Final = 6.0
MAX_WAITING_SECONDS: Final = 2.0

E = TypeVar("E", ChunkRecord, Note)


@dataclass(frozen=True, slots=True)
class Share:
    """What one call may do of an import, and the counter of what it writes."""

    budget: Budget
    counter: TotalsCounter


@contextmanager
def share_of(job: HistoryImport) -> Iterator[Share]:
    """Yield the share of this call, which holds the job; when it ends, the next call may begin."""
    waiting = MAX_WAITING_SECONDS + request_context.waited_as_command()
    budget = Budget(seconds=MAX_SECONDS, waiting_seconds=waiting)
    share = Share(budget, TotalsCounter(user_id=job.user_id))
    try:
        yield share
    finally:
        share.counter.store()
        job.release()


def walk(
    job: HistoryImport,
    budget: Budget,
    *,
    read: Callable[[int], Sequence[E]],
    take: Callable[[E, Record | None], None],
    end: Callable[[int], None],
) -> bool:
    """Take what the chunks hold, from the job's place on; return whether all of it is done.

    read  returns what the chunk with that number holds
    take  takes one record of it, beside what is stored under its key
    end   is called after each chunk, once the place behind it is stored

    The place goes on with each record, also where a later one fails.
    """
    content = job.content
    while content.chunk < content.chunk_count:
        found = read(content.chunk)
        for each, stored in with_stored(found[content.offset :], user_id=job.user_id):
            take(each, stored)
            content.offset += 1
            if budget.is_spent and content.offset < len(found):
                return False
        content.chunk, content.offset = content.chunk + 1, 0
        job.update_stored()
        end(content.chunk - 1)
        if budget.is_spent and content.chunk < content.chunk_count:
            return False
    return True


def with_stored(found: Sequence[E], *, user_id: str) -> Iterator[tuple[E, Record | None]]:
    """Yield each record with what is stored under its key: one read finds a hundred."""
    for start in range(0, len(found), batch_reads.BATCH_SIZE):
        block = found[start : start + batch_reads.BATCH_SIZE]
        for name, group in groupby(block, key=attrgetter("kind")):
            same_kind = list(group)
            stored = batch_reads.find_all(
                record_kinds()[name].model, user_id=user_id, keys=[each.key for each in same_kind]
            )
            yield from ((each, stored.get(each.key)) for each in same_kind)
