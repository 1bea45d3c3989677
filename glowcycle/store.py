"""The base of every stored record, and the only way to write one.

A person's id is the partition key, so no call leaves her partition. Each write carries an id of its
own: when an answer is lost, botocore repeats the write, the repetition fails its condition, and the
id tells that it was ours. No transactions and no scans, so any DynamoDB-compatible engine serves.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, ClassVar, TypeVar, cast

from botocore.exceptions import BotoCoreError
from django.utils import timezone
from pynamodb.attributes import (
    Attribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import PutError, PynamoDBConnectionError, PynamoDBException
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, LocalSecondaryIndex

from glowcycle.errors import Conflict, NotFound, Stale, Unavailable
from glowcycle.item import Item

TOMBSTONE_LIFE = timedelta(days=180)
# Writers of one record at once: one wins each round, so a loser may have to come back this often.
ROUNDS = 20

# Answers of the engine after which the same request may succeed. All others are faults of ours.
PASSING = frozenset(
    {
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestTimeout",
        "ServiceUnavailable",
        "ThrottlingException",
    }
)


class IdTaken(Conflict):
    """A create names an id that already holds other content, or held a record since deleted."""

    code = "id_taken"

    def __init__(self) -> None:
        super().__init__(
            "This id or day holds something else already: change that, or use a new one."
        )


class Contended(Unavailable):
    """So many writers at once that this one never had its turn."""

    def __init__(self) -> None:
        super().__init__("The record is being changed by many at once: repeat the request.")


class ByChange(LocalSecondaryIndex["Record"]):
    """Her records in the order in which they changed, tombstones included."""

    class Meta:
        index_name = "byChange"
        projection = AllProjection()

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    updated_at = UTCDateTimeAttribute(range_key=True, attr_name="updatedAt")


class Record(Item):
    """What every record of hers has besides its content.

    `write_id` is new with every write and is the ETag's value. `created_as` is the digest of what
    the create said, so that its repetition is recognised even after a later change.
    """

    # The attributes that she wrote: what a repeated create must equal, and what has to be sealed.
    CONTENT: ClassVar[tuple[str, ...]]

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    created_at = UTCDateTimeAttribute(attr_name="createdAt")
    updated_at = UTCDateTimeAttribute(attr_name="updatedAt")
    version = NumberAttribute()
    write_id = UnicodeAttribute(attr_name="writeId")
    created_as = UnicodeAttribute(null=True, attr_name="createdAs")
    deleted_at = UTCDateTimeAttribute(null=True, attr_name="deletedAt")
    expires_at = TTLAttribute(null=True, attr_name="expiresAt")

    by_change = ByChange()

    @classmethod
    def attribute(cls, name: str) -> Attribute[Any]:
        """Return the attribute of that Python name."""
        return cls.get_attributes()[name]

    def place(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return the stored names and values of those attributes: where this record stands."""
        return {self.attribute(name).attr_name: getattr(self, name) for name in names}

    def arrange(self) -> None:
        """Derive what this kind's indexes need; called before each write."""

    def digest(self) -> str:
        """Return a digest of the date and content, equal for equal content only."""
        stored = self.serialize(null_check=False)
        names = [self.attribute(name).attr_name for name in self.CONTENT]
        said = {name: stored.get(name) for name in ("date", *names)}
        return digest(json.dumps(said, sort_keys=True).encode())


R = TypeVar("R", bound=Record)


def digest(data: bytes) -> str:
    """Return 128 bits of SHA-256 in base64: every byte of a record is paid for three times."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()[:16]).decode().rstrip("=")


@contextmanager
def store_errors() -> Iterator[None]:
    """Raise Unavailable for whatever passes by itself: throttling, time-outs, a lost connection."""
    try:
        yield
    except PynamoDBConnectionError as error:
        if _code(error) in PASSING or isinstance(error.cause, BotoCoreError):
            raise Unavailable(
                "The store did not answer: repeat the request a little later."
            ) from error
        raise


def _code(error: PynamoDBException) -> str | None:
    """Return the engine's own code. PynamoDB's cause_response_code fails on a time-out."""
    response = getattr(error.cause, "response", None)
    return response["Error"]["Code"] if response else None


def find(model: type[R], *, user_id: str, key: str) -> R:
    """Return her record, read consistently. Raise NotFound where none is, or it was deleted."""
    record = _load(model, user_id=user_id, key=key)
    if record is None or record.deleted_at is not None:
        raise NotFound("There is no such record.")
    return record


def insert(record: R, *, said: str | None = None) -> R:
    """Store a record under an id of its own, and return it; a repetition finds it stored.

    `said` is the digest of the request where the content is not what the caller sent, but what was
    made of it. Raises IdTaken where the id holds, or held, anything else.
    """
    record.created_as = said or record.digest()
    _stamp(record, after=None)
    if _put(record, condition=type(record).user_id.does_not_exist()):
        return record
    stored = recall(type(record), user_id=record.user_id, key=_key(record), said=record.created_as)
    if stored is None:
        raise IdTaken
    return stored


def recall(model: type[R], *, user_id: str, key: str, said: str) -> R | None:
    """Return the record that an earlier create with this digest stored, None where the id is free.

    Raises IdTaken where the id holds, or held, anything else.
    """
    record = _load(model, user_id=user_id, key=key)
    if record is None:
        return None
    if record.deleted_at is not None or said not in (record.created_as, record.digest()):
        raise IdTaken
    return record


def occupy(record: R) -> tuple[R, bool]:
    """Store a record whose key is no invention, a day for one; return it, and whether it is new.

    What was deleted makes room, since there is no other key. Raises IdTaken where the key holds
    other content than this.
    """
    _stamp(record, after=None)
    if _put(record, condition=type(record).user_id.does_not_exist()):
        return record, True
    current = _load(type(record), user_id=record.user_id, key=_key(record))
    if current is not None and current.deleted_at is not None:
        _stamp(record, after=current)
        if _put(record, condition=type(record).write_id == current.write_id):
            return record, True
    elif current is not None and current.digest() == record.digest():
        return current, False
    raise IdTaken


def change(
    model: type[R],
    *,
    user_id: str,
    key: str,
    content: dict[str, Any],
    if_match: frozenset[str] | None = None,
) -> R:
    """Set those attributes of her record; when another writer was faster, on top of what it wrote.

    Raises NotFound, Stale where `if_match` lacks the stored write id, Unavailable.
    """
    for _ in range(ROUNDS):
        record = find(model, user_id=user_id, key=key)
        _refuse_stale(record, if_match)
        seen = record.write_id
        for name, value in content.items():
            setattr(record, name, value)
        _stamp(record, after=record)
        if _put(record, condition=model.write_id == seen):
            return record
    raise Contended


def remove(
    model: type[R],
    *,
    user_id: str,
    key: str,
    if_match: frozenset[str] | None = None,
    first: Callable[[R], None] | None = None,
) -> None:
    """Leave a tombstone without content in the record's place; again is fine.

    `first` is given the record before: it removes what only the record knows of, and may be called
    again. Raises NotFound where there never was one, Stale as `change` does.
    """
    for _ in range(ROUNDS):
        record = _load(model, user_id=user_id, key=key)
        if record is None:
            raise NotFound("There is no such record.")
        if record.deleted_at is not None:
            return
        _refuse_stale(record, if_match)
        if first is not None:
            first(record)
        tombstone = model(user_id, key)
        _stamp(tombstone, after=record)
        tombstone.deleted_at = tombstone.updated_at
        tombstone.expires_at = tombstone.updated_at + TOMBSTONE_LIFE
        if _put(tombstone, condition=model.write_id == record.write_id):
            return
    raise Contended


def _refuse_stale(record: Record, if_match: frozenset[str] | None) -> None:
    if if_match is not None and if_match.isdisjoint({record.write_id, "*"}):
        raise Stale(etag=record.write_id)


def _key(record: Record) -> str:
    return str(getattr(record, cast(str, record._range_keyname)))


def _load(model: type[R], *, user_id: str, key: str) -> R | None:
    with store_errors():
        try:
            return model.get(user_id, key, consistent_read=True)
        except model.DoesNotExist:
            return None


def _stamp(record: Record, *, after: Record | None) -> None:
    """Give the next state its times, version and write id; a clock set back reorders nothing."""
    now = timezone.now()
    if after is None:
        record.created_at, record.version = now, 1
    else:
        now = max(now, after.updated_at + timedelta(microseconds=1))
        record.created_at, record.version = after.created_at, int(after.version) + 1
    record.updated_at, record.write_id = now, secrets.token_urlsafe(12)
    record.arrange()


def _put(record: Record, *, condition: Condition) -> bool:
    """Store the record; return False where the condition failed on somebody else's write."""
    try:
        with store_errors():
            record.save(condition=condition, add_version_condition=False)
    except PutError as error:
        if _code(error) != "ConditionalCheckFailedException":
            raise
        stored = _load(type(record), user_id=record.user_id, key=_key(record))
        return stored is not None and stored.write_id == record.write_id
    return True
