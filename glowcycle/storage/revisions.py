"""Saves the next state of a record over the last one, with its version, times and write id.

A record remembers the ids of its last writes. If a response is lost and the write is repeated, its
condition fails; the id then shows that the write was applied.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, TypeAlias

from django.utils import timezone
from pynamodb.expressions.condition import Condition

from glowcycle.storage import write_budget
from glowcycle.storage.records import R, Record, readable

TOMBSTONE_LIFE = timedelta(days=180)
# A repeated write is recognised unless more than this many other writes came in between.
EARLIER_WRITES = 20
# A write id has two halves of 66 bits each; see Write.id.
HALF_ID = 11

# A rule for the whole state that is about to be stored: it raises an error to refuse it.
Check: TypeAlias = Callable[[R], None]

_collected: ContextVar[list[Record] | None] = ContextVar("collected", default=None)


@contextmanager
def collected() -> Iterator[list[Record]]:
    """Collect the records that the block saves, instead of storing them one by one.

    For the history of a person who has stored nothing yet, which no rule is held against. Only the
    sandbox has such.
    """
    records: list[Record] = []
    token = _collected.set(records)
    try:
        yield records
    finally:
        _collected.reset(token)


def new_write_id() -> str:
    """Return a random write id."""
    return secrets.token_urlsafe(2 * HALF_ID)[: 2 * HALF_ID]


def save_next(
    record: R, *, after: Record | None, write_id: str, check: Check[R] | None = None
) -> R | None:
    """Save the record as the state after `after`, the first if None. Return the result of `save`.

    It counts against her budget of writes. A deletion counts too, and is never refused. Raise
    OverBudget, Unavailable, what `check` raises.
    """
    if record.deleted_at is None:
        write_budget.check(user_id=record.user_id)
    stored = save_uncounted(record, after=after, write_id=write_id, check=check)
    write_budget.count(user_id=record.user_id, sealed_bytes=record.sealed_bytes)
    return stored


def save_uncounted(
    record: R, *, after: Record | None, write_id: str, check: Check[R] | None = None
) -> R | None:
    """Do what `save_next` does, for a write that no day's budget counts."""
    replaced = None if after is None else after.write_id
    now = timezone.now()
    if after is None:
        record.created_at, record.version = now, 1
    else:
        now = max(now, after.updated_at + timedelta(microseconds=1))  # the clock may be set back
        record.version = int(after.version) + 1
        record.created_at = now if after.is_gone else after.created_at
        record.earlier_writes = " ".join(after.writes()[:EARLIER_WRITES])
    record.updated_at, record.write_id = now, write_id
    if record.deleted_at is None:
        record.set_expiry()
    else:
        record.deleted_at, record.expires_at = now, now + TOMBSTONE_LIFE
    record.set_index_keys()
    if check is not None and _collected.get() is None:
        check(record)
    return save(record, replaced=replaced)


def save_change(
    record: R,
    attributes: Mapping[str, Any],
    *,
    write_id: str,
    always: bool,
    check: Check[R] | None,
) -> R | None:
    """Set the attributes and save the record as its next state. Return the result of `save`.

    If they change no content, it is saved only with `always`: a change that changes nothing should
    reach no phone. Raise Unreadable, OverBudget, Unavailable, what `check` raises.
    """
    before = None if record.is_unreadable else record.digest()
    record.set_content(attributes)
    if not always and record.digest() == before:
        return record
    return save_next(record, after=record, write_id=write_id, check=check)


def save(record: R, *, replaced: str | None) -> R | None:
    """Save the record over the state with the write id `replaced`; None if none is stored yet.

    Return the stored record, or None if another write was faster. The record is `repeated` if an
    earlier request has applied this write. Raise Unreadable, Unavailable.
    """
    collecting = _collected.get()
    if collecting is not None:
        collecting.append(record)
        return record
    stored = record.save_if(
        _is_state(type(record), replaced),
        is_ours=lambda stored: stored.has_applied(record.write_id),
    )
    if stored is not None and stored is not record:
        readable(stored).repeated = stored.updated_at != record.updated_at
    return stored


def _is_state(model: type[Record], write_id: str | None) -> Condition:
    condition: Condition = model.write_id == write_id
    if write_id is None:
        condition = model.user_id.does_not_exist()
    elif not write_id:  # remains whose write id is malformed too
        condition = ~model.write_id.is_type() | (model.write_id == "")
    return condition
