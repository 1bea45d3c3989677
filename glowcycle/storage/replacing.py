"""Stores a record whose key is given, such as a day, whether or not there is one."""

from dataclasses import replace

from glowcycle.errors import Contended, IdTaken, NotFound, Stale
from glowcycle.storage import writes
from glowcycle.storage.records import R
from glowcycle.storage.writes import Write


def create_or_replace(model: type[R], write: Write, *, only_new: bool) -> tuple[R, bool]:
    """Set the write's attributes of her record, or of a new one; return it, and whether it is new.

    Raise Stale (`if_match` allows no new record, `only_new` allows no change), AlreadyDeleted,
    KeyReused, Unreadable, Contended, Unavailable.
    """
    for _ in range(writes.ROUNDS):
        try:
            return writes.update(model, write), False
        except NotFound:
            if write.if_match is not None and not only_new:
                raise Stale(etag=None) from None
        try:
            # A tombstone is no record.
            stored = writes.create_or_revive(model, replace(write, if_match=None))
        except IdTaken:  # another request created it meanwhile: change that record
            continue
        return stored, not stored.repeated
    raise Contended
