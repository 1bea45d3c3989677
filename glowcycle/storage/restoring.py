"""Stores a record of an export as it was."""

from collections.abc import Callable

from django.utils import timezone

from glowcycle.storage import revisions
from glowcycle.storage.records import R, find


def restore(record: R, *, before: Callable[[R], None] | None = None) -> bool:
    """Store a record with its old version and time of creation; return whether it is stored now.

    It counts as changed now, so that her phones see it. An expired record is not stored, and a
    record or tombstone with its key stays. `before` stores what the record refers to, such as a
    photo; it may run again. Raise Unavailable.
    """
    record.created_as, record.write_id = record.digest(), revisions.new_write_id()
    record.updated_at = timezone.now()
    record.set_expiry()
    record.set_index_keys()
    if record.is_gone:
        return False
    if before is not None:
        if find(type(record), user_id=record.user_id, key=record.key) is not None:
            return False
        before(record)
    return revisions.save(record, replaced=None) is not None
