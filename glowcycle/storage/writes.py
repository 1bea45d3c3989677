"""Every way to write a record. A write is applied once, even if it is repeated or runs in parallel.

An operation reads the record, checks the write against it, and saves the next state. If the record
has changed meanwhile, the operation begins again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from glowcycle.errors import AlreadyDeleted, Contended, IdTaken, KeyReused, NotFound, Stale
from glowcycle.storage import revisions
from glowcycle.storage.records import R, Record, digest, find, find_live, readable
from glowcycle.storage.revisions import Check

# One of several concurrent writers wins each round, so the last one needs this many rounds.
ROUNDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One write as the caller requests it.

    key          the record's id or day
    content      the attributes to set, by Python name; None to delete the record
    derived      attributes that the server derives; left out of the idempotency digest
    if_match     the write ids that the stored state may have, {"*"} for any; None for no condition
    request_key  the Idempotency-Key; None without one
    """

    user_id: str
    key: str
    content: Mapping[str, Any] | None
    derived: Mapping[str, Any] = field(default_factory=dict)
    if_match: frozenset[str] | None = None
    request_key: str | None = None

    @property
    def attributes(self) -> dict[str, Any]:
        """The attributes to set, by Python name."""
        return {**(self.content or {}), **self.derived}

    def id(self) -> str:
        """Return the write's id: random, or derived from the Idempotency-Key and the content.

        The first half stands for the key, the second for both: content alone could be guessed.
        """
        if self.request_key is None:
            return revisions.new_write_id()
        request = json.dumps([self.request_key, self.content], sort_keys=True)
        halves = (digest(self.user_id, text.encode()) for text in (self.request_key, request))
        return "".join(half[: revisions.HALF_ID] for half in halves)


def create(model: type[R], write: Write, *, check: Check[R] | None = None) -> R:
    """Store a new record and return it. A repeated create finds the record stored.

    With `if_match` it replaces a tombstone in that state. Raise IdTaken if the id holds or held
    other content, AlreadyDeleted if the record of this very Idempotency-Key was deleted since,
    Stale, KeyReused, Unreadable, Contended, Unavailable, what `check` raises.
    """
    record = model(write.user_id, write.key, **write.attributes)
    record.created_as = record.digest()
    return _create(
        record,
        write,
        is_same=lambda stored: stored.created_as == record.created_as,
        revives=write.if_match is not None,
        check=check,
    )


def create_as(record: R, *, request_digest: str) -> R:
    """Store a record made from the request with this digest, or find it stored. Raise IdTaken."""
    record.created_as = request_digest
    stored = revisions.save_next(record, after=None, write_id=revisions.new_write_id())
    if stored is None or stored.is_gone:
        stored = find_repeated(
            type(record), user_id=record.user_id, key=record.key, request_digest=request_digest
        )
    if stored is None:
        raise IdTaken
    return stored


def find_repeated(model: type[R], *, user_id: str, key: str, request_digest: str) -> R | None:
    """Return the record that an earlier request with this digest made, None if the id is free.

    Raise Unreadable, Unavailable, or IdTaken if the id holds or held anything else.
    """
    record = find(model, user_id=user_id, key=key)
    if record is not None:
        if record.is_gone or readable(record).created_as != request_digest:
            raise IdTaken
        record.repeated = True
    return record


def create_or_revive(model: type[R], write: Write) -> R:
    """Store a record whose key is given, such as a day, and return it.

    It replaces a tombstone: with `if_match`, only one in that state. Raise what `create` raises.
    """
    record = model(write.user_id, write.key, **write.attributes)
    return _create(
        record, write, is_same=lambda stored: stored.digest() == record.digest(), revives=True
    )


def _create(
    record: R,
    write: Write,
    *,
    is_same: Callable[[R], bool],
    revives: bool,
    check: Check[R] | None = None,
) -> R:
    write_id, stored = write.id(), None
    for attempt in range(ROUNDS):
        # Its key is most likely free, unless the write names a state.
        looks = attempt > 0 or write.if_match is not None
        found = find(type(record), user_id=write.user_id, key=write.key) if looks else None
        if found and (not found.is_gone or _is_applied(write, write_id, found)):
            stored, found.repeated = readable(found), True
            break
        if found and not revives:
            raise IdTaken
        if found:
            check_if_match(write, found)
        if stored := revisions.save_next(record, after=found, write_id=write_id, check=check):
            break
    else:
        raise Contended
    if stored.is_gone:
        raise AlreadyDeleted
    if not is_same(stored) and not _is_applied(write, write_id, stored):
        raise IdTaken
    return stored


def update(model: type[R], write: Write, *, check: Check[R] | None = None) -> R:
    """Set the write's attributes of her record, and return it.

    If that changes nothing, it is stored only with a request key, which has to be remembered.
    Raise NotFound, KeyReused, Contended, Unavailable, Stale if `if_match` lacks its write id,
    Unreadable unless the attributes make a whole record, or what `check` raises.
    """
    write_id = write.id()
    for _ in range(ROUNDS):
        record = find_live(model, user_id=write.user_id, key=write.key)
        if _is_applied(write, write_id, record):
            record.repeated = True
            return readable(record)
        check_if_match(write, record)
        stored = revisions.save_change(
            record,
            write.attributes,
            write_id=write_id,
            always=write.request_key is not None,
            check=check,
        )
        if stored is not None and stored.deleted_at is None:
            return stored
    raise Contended


def delete(model: type[R], write: Write, *, before: Callable[[R], None] | None = None) -> R:
    """Replace the record by a tombstone without content, and return what is stored then.

    That is the tombstone, or whatever followed after an earlier attempt: it changes nothing.

    `before` deletes what only the record refers to, such as a photo; it may run again.
    Raise Stale, KeyReused, Contended, Unavailable, or NotFound if there never was a record.
    """
    write_id = write.id()
    for _ in range(ROUNDS):
        record = find(model, user_id=write.user_id, key=write.key)
        if record is None:
            raise NotFound("There is no such record.")
        is_hers = record.deleted_at is not None and not record.undone
        if is_hers or _is_applied(write, write_id, record):
            return record
        if record.deleted_at is None:  # else an import may bring it back until she deletes it, too
            check_if_match(write, record)
            if before is not None:
                before(record)
        tombstone = model(write.user_id, write.key, deleted_at=timezone.now())
        if stored := revisions.save_next(tombstone, after=record, write_id=write_id):
            return stored
    raise Contended


def _is_applied(write: Write, write_id: str, record: Record) -> bool:
    """Return whether the record has this write. Raise KeyReused for its key with other content."""
    if record.has_applied(write_id):
        return True
    key_half = write_id[: revisions.HALF_ID]
    if write.request_key is not None and any(w.startswith(key_half) for w in record.writes()):
        raise KeyReused
    return False


def check_if_match(write: Write, record: Record) -> None:
    """Raise Stale if the write names other states than that of the stored record."""
    if write.if_match is not None and write.if_match.isdisjoint({record.write_id, "*"}):
        raise Stale(etag=record.etag)
