"""The base of every stored record, and how one is read. How one is written stands in `writes`.

A person's id is the partition key, so no call leaves her partition. No transactions and no scans,
so any DynamoDB-compatible engine serves.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, TypeVar, cast

from botocore.exceptions import BotoCoreError
from pynamodb.attributes import (
    Attribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import PynamoDBConnectionError, PynamoDBException
from pynamodb.indexes import AllProjection, LocalSecondaryIndex

from glowcycle.errors import NotFound, Unavailable
from glowcycle.item import Item

# So much content, by its weight, is in one answer; then the next page begins. Lambda takes 6 MB in
# which it writes our JSON as JSON once more, and that is at worst twice the weight.
MOST_WEIGHT = 2_500_000

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
        # What stands before the engine says nothing that botocore can read: only a status is left.
        "500",
        "502",
        "503",
        "504",
    }
)


class ByChange(LocalSecondaryIndex["Record"]):
    """Her records in the order in which they changed, tombstones included."""

    class Meta:
        index_name = "byChange"
        projection = AllProjection()

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    updated_at = UTCDateTimeAttribute(range_key=True, attr_name="updatedAt")


class Record(Item):
    """What every record of hers has besides its content.

    `write_id` is that of the last write and the ETag's value; `earlier_writes` are those before it,
    newest first, with spaces between. `created_as` is the digest of what the create said, so that
    its repetition is recognised even after a later change.
    """

    # The attributes that she wrote: what a repeated create must equal, and what has to be sealed.
    CONTENT: ClassVar[tuple[str, ...]]

    # Whether the write that this record answers had been applied before. Never stored.
    repeated = False

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    created_at = UTCDateTimeAttribute(attr_name="createdAt")
    updated_at = UTCDateTimeAttribute(attr_name="updatedAt")
    version = NumberAttribute()
    write_id = UnicodeAttribute(attr_name="writeId")
    earlier_writes = UnicodeAttribute(null=True, attr_name="earlierWrites")
    created_as = UnicodeAttribute(null=True, attr_name="createdAs")
    deleted_at = UTCDateTimeAttribute(null=True, attr_name="deletedAt")
    expires_at = TTLAttribute(null=True, attr_name="expiresAt")

    by_change = ByChange()

    @classmethod
    def attribute(cls, name: str) -> Attribute[Any]:
        """Return the attribute of that Python name."""
        return cls.get_attributes()[name]

    @property
    def key(self) -> str:
        """What tells it from her other records of this kind: the sort key's value."""
        return str(getattr(self, cast(str, self._range_keyname)))

    def place(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return the stored names and values of those attributes: where this record stands."""
        return {self.attribute(name).attr_name: getattr(self, name) for name in names}

    def arrange(self) -> None:
        """Derive what this kind's indexes need; called before each write."""

    def knows(self, write_id: str) -> bool:
        """Return whether that write was applied to this record, as far as it remembers."""
        return write_id in self.writes()

    def writes(self) -> list[str]:
        """Return the ids of the last writes, newest first."""
        return [self.write_id, *(self.earlier_writes or "").split()]

    def weight(self) -> int:
        """Return how many bytes of ASCII its content takes as JSON."""
        content = {name: getattr(self, name) for name in self.CONTENT}
        return len(json.dumps(content, default=str))

    def digest(self) -> str:
        """Return a digest of the date and content, equal for equal content only."""
        stored = self.serialize(null_check=False)
        names = [self.attribute(name).attr_name for name in self.CONTENT]
        said = {name: stored.get(name) for name in ("date", *names)}
        return digest(self.user_id, json.dumps(said, sort_keys=True).encode())


R = TypeVar("R", bound=Record)


def digest(user_id: str, data: bytes) -> str:
    """Return 128 bits of SHA-256 in base64: every byte of a record is paid for three times."""
    bits = hashlib.sha256(f"{user_id}\n".encode() + data).digest()[:16]
    return base64.urlsafe_b64encode(bits).decode().rstrip("=")


@contextmanager
def store_errors() -> Iterator[None]:
    """Raise Unavailable for whatever passes by itself: throttling, time-outs, a lost connection."""
    try:
        yield
    except PynamoDBConnectionError as error:
        if code_of(error) in PASSING or isinstance(error.cause, BotoCoreError):
            raise Unavailable(
                "The store did not answer: repeat the request a little later."
            ) from error
        raise


def code_of(error: PynamoDBException) -> str | None:
    """Return the engine's own code, None without. PynamoDB's own way to it fails on a time-out."""
    response = getattr(error.cause, "response", None)
    return response["Error"]["Code"] if response else None


def find(model: type[R], *, user_id: str, key: str) -> R:
    """Return her record, read consistently. Raise NotFound where none is, or it was deleted."""
    record = load(model, user_id=user_id, key=key)
    if record is None or record.deleted_at is not None:
        raise NotFound("There is no such record.")
    return record


def load(model: type[R], *, user_id: str, key: str) -> R | None:
    """Return what stands under that key, read consistently: a record, its tombstone, or None."""
    with store_errors():
        try:
            return model.get(user_id, key, consistent_read=True)
        except model.DoesNotExist:
            return None
