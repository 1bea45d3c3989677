"""The base of every stored record, and how one is read. How one is written stands in `writes`.

A person's id is the partition key, so no call leaves her partition. No transactions and no scans,
so any DynamoDB-compatible engine serves.
"""

import base64
import json
from datetime import timedelta
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.utils import timezone
from pynamodb.attributes import (
    Attribute,
    BinaryAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, LocalSecondaryIndex

from glowcycle.aws.dynamodb import Item
from glowcycle.encryption import keyring
from glowcycle.encryption.cipher import AssociatedData, padded
from glowcycle.errors import NotFound

# So much content, by its weight, is in one answer; then the next page begins. Lambda takes 6 MB in
# which it writes our JSON as JSON once more, and that is at worst twice the weight.
MOST_WEIGHT = 2_500_000


class ByChange(LocalSecondaryIndex["Record"]):
    """Her records in the order in which they changed, tombstones included."""

    class Meta:
        index_name = "byChange"
        projection = AllProjection()

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    updated_at = UTCDateTimeAttribute(range_key=True, attr_name="updatedAt")


class Record(Item):
    """What every record of hers has besides its content, which is stored in `sealed` alone.

    `write_id` is that of the last write and the ETag's value; `earlier_writes` are those before it,
    newest first, with spaces between. `created_as` is the digest of what the create said, so that
    its repetition is recognised even after a later change; it is sealed with the content, since who
    knows an earlier key of hers could check guesses with it.
    """

    # The attributes that she wrote: what a repeated create must equal, and what is sealed.
    CONTENT: ClassVar[tuple[str, ...]]

    # Whether the write that this record answers had been applied before. Never stored.
    repeated = False

    # How many bytes of ASCII its content took as JSON when it was read. Never stored.
    weight = 0

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    created_at = UTCDateTimeAttribute(attr_name="createdAt")
    updated_at = UTCDateTimeAttribute(attr_name="updatedAt")
    version = NumberAttribute()
    write_id = UnicodeAttribute(attr_name="writeId")
    earlier_writes = UnicodeAttribute(null=True, attr_name="earlierWrites")
    created_as = UnicodeAttribute(null=True, attr_name="createdAs")
    deleted_at = UTCDateTimeAttribute(null=True, attr_name="deletedAt")
    expires_at = TTLAttribute(null=True, attr_name="expiresAt")
    sealed = BinaryAttribute(legacy_encoding=False, null=True)

    by_change = ByChange()

    def serialize(self, null_check: bool = True) -> dict[str, dict[str, Any]]:
        """Return what is stored: the content only sealed, of a tombstone none."""
        stored = super().serialize(null_check)
        sealed = _sealed_names(type(self))
        content = {name: stored.pop(name) for name in sealed if name in stored}
        if self.deleted_at is None:
            said = padded(json.dumps(content, separators=(",", ":")).encode())
            ring, place = keyring.own(user_id=self.user_id), self._sealed_at(stored)
            stored["sealed"] = {"B": ring.seal(said, place=place)}
        return stored

    @classmethod
    def from_raw_data(cls: type["R"], data: dict[str, Any]) -> "R":
        """Return the record with its content, from nowhere but the seal. Raise SealBroken."""
        known, said = dict(data), b""
        for name in _hidden_names(cls).intersection(data):
            del known[name]
        if "deletedAt" not in data:
            said = keyring.unseal(
                data.get("sealed", {}).get("B", b""),
                user_id=data["userId"]["S"],
                place=cls._sealed_at(data),
            )
            known |= json.loads(said)
        record = super().from_raw_data(known)
        record.weight = len(said)
        return record

    @classmethod
    def _sealed_at(cls, stored: dict[str, Any]) -> AssociatedData:
        """Return the one place of this content: whose, of which kind, record and version it is."""
        kind, key = _kind_and_key(cls)
        return stored["userId"]["S"], kind, stored[key]["S"], int(stored["version"]["N"])

    @classmethod
    def attribute(cls, name: str) -> Attribute[Any]:
        """Return the attribute of that Python name."""
        return cls.get_attributes()[name]

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

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted, or kept for as long as she wanted: the engine is in no hurry."""
        if self.deleted_at is not None:
            return True
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def photo_key(self) -> str | None:
        """Where the bucket may hold a photo of it; None where none was kept."""
        return None

    def set_expiry(self) -> None:
        """Have it go when she wants records of its kind to go: so long after its first time."""
        days = keyring.own(user_id=self.user_id).terms.get(self.kind())
        self.expires_at = None if days is None else self.created_at + timedelta(days=days)

    @classmethod
    def kind(cls) -> str:
        """Return the name of its kind, with which the table's ends."""
        return str(cls.Meta.table_name.rpartition("-")[2])

    def digest(self) -> str:
        """Return a digest of the date and content, equal for equal content only."""
        stored = super().serialize(null_check=False)
        said = {name: stored.get(name) for name in ("date", *_content_names(type(self)))}
        return digest(self.user_id, json.dumps(said, sort_keys=True).encode())


R = TypeVar("R", bound=Record)


@cache
def _content_names(model: type[Record]) -> tuple[str, ...]:
    return tuple(model.attribute(name).attr_name for name in model.CONTENT)


@cache
def _sealed_names(model: type[Record]) -> tuple[str, ...]:
    return (*_content_names(model), model.created_as.attr_name)


@cache
def _hidden_names(model: type[Record]) -> frozenset[str]:
    return frozenset({"sealed", *_sealed_names(model)})


@cache
def _kind_and_key(model: type[Record]) -> tuple[str, str]:
    return model.kind(), model.sort_key().attr_name


def digest(user_id: str, data: bytes) -> str:
    """Return 128 bits in base64 that tell nobody else what the data is, not even who guesses it."""
    bits = keyring.own(user_id=user_id).digest(data)[:16]
    return base64.urlsafe_b64encode(bits).decode().rstrip("=")


def get(model: type[R], *, user_id: str, key: str) -> R:
    """Return her record, read consistently. Raise NotFound where none is, or it was deleted."""
    record = find(model, user_id=user_id, key=key)
    if record is None or record.is_gone:
        raise NotFound("There is no such record.")
    return record


def find(model: type[R], *, user_id: str, key: str) -> R | None:
    """Return what stands under that key, read consistently: a record, its tombstone, or None."""
    return model.find(user_id, key)
