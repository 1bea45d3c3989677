"""The next state of a record: its version, times and write id, saved in place of the state before.

A record remembers the ids of its last writes. A write whose response was lost fails on its own
condition when it is repeated, and is then recognised by its id.
"""

import secrets
from datetime import timedelta

from django.utils import timezone

from glowcycle.storage.records import R, Record

TOMBSTONE_LIFE = timedelta(days=180)
# A repeated write is recognised as long as at most this many other writes came in between.
EARLIER_WRITES = 20
# A write id has two halves of 66 bits each; see Write.id.
HALF_ID = 11


def new_write_id() -> str:
    """Return a random write id."""
    return secrets.token_urlsafe(2 * HALF_ID)[: 2 * HALF_ID]


def save_next(record: R, *, after: Record | None, write_id: str) -> R | None:
    """Save the record as the state that follows `after`, or as the first; return as `save` does.

    Raise Unavailable.
    """
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
    return save(record, replaced=replaced)


def save(record: R, *, replaced: str | None) -> R | None:
    """Save the record if the stored state has the write id `replaced`, None for no stored state.

    Return what is stored now, None if another write was faster. It is `repeated` if an earlier
    request applied this very write. Raise Unavailable.
    """
    model = type(record)
    stored = record.save_if(
        model.user_id.does_not_exist() if replaced is None else model.write_id == replaced,
        is_ours=lambda stored: stored.has_applied(record.write_id),
    )
    if stored is not None and stored is not record:
        stored.repeated = stored.updated_at != record.updated_at
    return stored
