"""Every way to write a record: applied once, however often and however many at once ask for it.

Each write has an id, which the record remembers. When an answer is lost, botocore or the phone
repeats the write, its condition fails, and the id tells that it was ours. Where the caller names
a write, by an Idempotency-Key, its id follows from that name: the same name is the same write.
"""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone
from pynamodb.expressions.condition import Condition

from glowcycle.errors import (
    AlreadyDeleted,
    Contended,
    IdTaken,
    KeyReused,
    NotFound,
    Stale,
)
from glowcycle.storage.records import R, Record, digest, find, get

TOMBSTONE_LIFE = timedelta(days=180)
# Writers of one record at once: one wins each round, so a loser may have to come back this often.
ROUNDS = 20
# So many writers may come between a write and its repetition.
REMEMBERED = 20
# Characters of a write id that name the request, and those that name what it says: 66 bits each.
HALF_ID = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One write, as its caller asks for it.

    key          the record's id or day
    content      the attributes to set, by Python name; None to delete it
    derived      what is set along with them and was not said: a repetition may derive it otherwise
    if_match     the states upon which to apply it, {"*"} for any that is there; None for whatever
                 stands there, even nothing
    request_key  the caller's name for this request, the same when it is repeated
    """

    user_id: str
    key: str
    content: Mapping[str, Any] | None
    derived: Mapping[str, Any] = field(default_factory=dict)
    if_match: frozenset[str] | None = None
    request_key: str | None = None

    @property
    def attributes(self) -> dict[str, Any]:
        """What is to be set, by Python name."""
        return {**(self.content or {}), **self.derived}

    def id(self) -> str:
        """Return the id of this write: the same for the same request, where it has a name."""
        if self.request_key is None:
            return _new_id()
        # With the name, which nobody else knows: by what was said alone a guess could be checked.
        said = json.dumps([self.request_key, self.content], sort_keys=True)
        halves = (digest(self.user_id, text.encode()) for text in (self.request_key, said))
        return "".join(half[:HALF_ID] for half in halves)


def create(model: type[R], write: Write) -> R:
    """Store a record under an id of its own, and return it; a repetition finds it stored.

    Raises IdTaken where the id holds, or held, anything else; of a request with a name SinceDeleted
    where it was applied before, and KeyReused.
    """
    record, write_id = model(write.user_id, write.key, **write.attributes), write.id()
    try:
        return create_as(record, said=record.digest(), write_id=write_id)
    except IdTaken:
        standing = find(model, user_id=write.user_id, key=write.key)
        if standing and _is_applied(write, write_id, standing) and standing.is_gone:
            raise AlreadyDeleted from None
        raise


def create_as(record: R, *, said: str, write_id: str | None = None) -> R:
    """Store what was made of a request; `said` is the digest of the request. As `insert`."""
    record.created_as = said
    _stamp(record, after=None, write_id=write_id or _new_id())
    stored = _put(record, condition=type(record).user_id.does_not_exist())
    if stored is None or stored.is_gone:
        stored = find_repeated(type(record), user_id=record.user_id, key=record.key, said=said)
    if stored is None:
        raise IdTaken
    return stored


def find_repeated(model: type[R], *, user_id: str, key: str, said: str) -> R | None:
    """Return the record that an earlier create with this digest stored, None where the id is free.

    Raises IdTaken where the id holds, or held, anything else.
    """
    record = find(model, user_id=user_id, key=key)
    if record is None:
        return None
    if record.is_gone or record.created_as != said:
        raise IdTaken
    record.repeated = True
    return record


def restore(record: R, *, first: Callable[[R], None] | None = None) -> bool:
    """Store a record with the version and the first time that it had elsewhere; return whether new.

    It changes here and now, or a phone that has asked before would not be told. What stands under
    its key, or stood and was deleted, stays as it is; what she wants no longer kept stays away.
    `first` is given a record that is neither: it stores what the record promises, and may be called
    again.
    """
    record.created_as, record.write_id = record.digest(), _new_id()
    record.updated_at = timezone.now()
    record.set_expiry()
    record.arrange()
    if record.is_gone:
        return False
    if first is not None:
        if find(type(record), user_id=record.user_id, key=record.key) is not None:
            return False
        first(record)
    return _put(record, condition=type(record).user_id.does_not_exist()) is not None


def create_or_revive(model: type[R], write: Write) -> R:
    """Store a record whose key is no invention, a day for one, and return it.

    What was deleted makes room, since there is no other key. Raises IdTaken where the key holds
    other content than this, SinceDeleted for a request that was applied before, KeyReused.
    """
    record, write_id = model(write.user_id, write.key, **write.attributes), write.id()
    stored, standing = None, None
    for _ in range(ROUNDS):
        _stamp(record, after=standing, write_id=write_id)
        condition = (
            model.write_id == standing.write_id if standing else model.user_id.does_not_exist()
        )
        stored = _put(record, condition=condition)
        if stored is not None:
            break
        standing = find(model, user_id=write.user_id, key=write.key)
        if standing and (not standing.is_gone or _is_applied(write, write_id, standing)):
            stored, standing.repeated = standing, True
            break
    if stored is None:
        raise Contended
    if stored.is_gone:
        raise AlreadyDeleted
    if not _is_applied(write, write_id, stored) and stored.digest() != record.digest():
        raise IdTaken
    return stored


def update(model: type[R], write: Write) -> R:
    """Set those attributes of her record; when another writer was faster, on top of what it wrote.

    Raises NotFound, Stale where `if_match` lacks the stored write id, KeyReused, Unavailable.
    """
    write_id = write.id()
    for _ in range(ROUNDS):
        record = get(model, user_id=write.user_id, key=write.key)
        if _is_applied(write, write_id, record):
            record.repeated = True
            return record
        _refuse_stale(write, record)
        seen = record.write_id
        for name, value in write.attributes.items():
            setattr(record, name, value)
        _stamp(record, after=record, write_id=write_id)
        stored = _put(record, condition=model.write_id == seen)
        if stored is not None and stored.deleted_at is None:
            return stored
    raise Contended


def delete(model: type[R], write: Write, *, first: Callable[[R], None] | None = None) -> None:
    """Leave a tombstone without content in the record's place; again is fine.

    `first` is given the record before: it removes what only the record knows of, and may be called
    again. Raises NotFound where there never was one, Stale and KeyReused as `change` does.
    """
    write_id = write.id()
    for _ in range(ROUNDS):
        record = find(model, user_id=write.user_id, key=write.key)
        if record is None:
            raise NotFound("There is no such record.")
        if record.deleted_at is not None or _is_applied(write, write_id, record):
            return
        _refuse_stale(write, record)
        if first is not None:
            first(record)
        tombstone = model(write.user_id, write.key)
        _stamp(tombstone, after=record, write_id=write_id)
        tombstone.deleted_at = tombstone.updated_at
        tombstone.expires_at = tombstone.updated_at + TOMBSTONE_LIFE
        if _put(tombstone, condition=model.write_id == record.write_id) is not None:
            return
    raise Contended


def _new_id() -> str:
    return secrets.token_urlsafe(2 * HALF_ID)[: 2 * HALF_ID]


def _is_applied(write: Write, write_id: str, record: Record) -> bool:
    """Return whether the record knows the write. Raise KeyReused where it said something else."""
    if record.knows(write_id):
        return True
    if write.request_key is not None and any(
        known.startswith(write_id[:HALF_ID]) for known in record.writes()
    ):
        raise KeyReused
    return False


def _refuse_stale(write: Write, record: Record) -> None:
    if write.if_match is not None and write.if_match.isdisjoint({record.write_id, "*"}):
        raise Stale(etag=record.write_id)


def _stamp(record: Record, *, after: Record | None, write_id: str) -> None:
    """Give the next state its times, version and write id; a clock set back reorders nothing."""
    now = timezone.now()
    if after is None:
        record.created_at, record.version = now, 1
    else:
        now = max(now, after.updated_at + timedelta(microseconds=1))
        record.version = int(after.version) + 1
        record.created_at = now if after.is_gone else after.created_at
        record.earlier_writes = " ".join(after.writes()[:REMEMBERED])
    record.updated_at, record.write_id = now, write_id
    # What was read with the state before may have been chosen otherwise since.
    record.set_expiry()
    record.arrange()


def _put(record: R, *, condition: Condition) -> R | None:
    """Store the record, and return it; None where the condition failed on somebody else's write.

    Where it failed on this very write, as stored by an earlier attempt, return what stands now.
    """
    stored = record.save_if(condition, is_ours=lambda it: it.knows(record.write_id))
    if stored is not None and stored is not record:
        stored.repeated = stored.updated_at != record.updated_at
    return stored
