"""The base of every stored record, and reading of one record. `writes` has the writing.

The person's id is the partition key, so each call stays within her partition. There are no
transactions and no scans, so any DynamoDB-compatible engine serves.
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
from glowcycle.encryption.cipher import AssociatedData, pad
from glowcycle.errors import NotFound

# Maximum JSON bytes per page. Lambda allows 6 MB, and escaping can double ours.
MAX_PAGE_BYTES = 2_500_000
_ASCII = bytes(range(128))


class ByChange(LocalSecondaryIndex["Record"]):
    """A person's records by the time of their last change, tombstones included."""

    class Meta:
        index_name = "byChange"
        projection = AllProjection()

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    updated_at = UTCDateTimeAttribute(range_key=True, attr_name="updatedAt")


class Record(Item):
    """The attributes that every record has. Its content is stored encrypted, in `sealed`.

    write_id        the id of the last write, and the value of the ETag
    earlier_writes  the ids of the writes before it, newest first, separated by spaces
    created_as      a digest of the create, which recognises a repetition even after a later change.
                    It is sealed with the content: with one of her old keys, somebody could check
                    guesses against it
    """

    # The attributes that she wrote. They are sealed, and a repeated create must equal them.
    CONTENT: ClassVar[tuple[str, ...]]

    # Whether an earlier request had applied the write that returns this record. Never stored.
    repeated = False

    # The size of the content as JSON with escapes, or more, once it is read. Never stored.
    json_bytes = 0

    # The size of the content as it is stored, once it is saved. Never stored.
    sealed_bytes = 0

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
        """Return the item with its content sealed. A tombstone has no content."""
        stored = super().serialize(null_check)
        names = _sealed_names(type(self))
        content = {name: stored.pop(name) for name in names if name in stored}
        if self.deleted_at is None:
            plain = pad(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
            ring, where = keyring.own(user_id=self.user_id), self.associated_data(stored)
            stored["sealed"] = {"B": ring.seal(plain, associated_data=where)}
            self.sealed_bytes = len(stored["sealed"]["B"])
        return stored

    @classmethod
    def from_raw_data(cls: type["R"], data: dict[str, Any]) -> "R":
        """Return the record with its content, which only `sealed` may give. Raise SealBroken."""
        values, plain = dict(data), b""
        for name in _hidden_names(cls).intersection(data):
            del values[name]
        if "deletedAt" not in data:
            plain = keyring.unseal(
                data.get("sealed", {}).get("B", b""),
                user_id=data["userId"]["S"],
                associated_data=cls.associated_data(data),
            )
            values |= json.loads(plain)
        record = super().from_raw_data(values)
        # Escaped, the 4 bytes of an emoji become 12.
        record.json_bytes = len(plain) + 2 * len(plain.translate(None, _ASCII))
        return record

    @classmethod
    def associated_data(cls, stored: dict[str, Any]) -> AssociatedData:
        """Return the person, kind, record and version to which the sealed content is bound."""
        kind, key = _kind_and_key(cls)
        return stored["userId"]["S"], kind, stored[key]["S"], int(stored["version"]["N"])

    @classmethod
    def attribute(cls, name: str) -> Attribute[Any]:
        """Return the attribute with that Python name."""
        return cls.get_attributes()[name]

    def set_index_keys(self) -> None:
        """Set the attributes that are index keys. Each write calls this first."""

    def has_applied(self, write_id: str) -> bool:
        """Return whether the write is among the last ones that were applied to this record."""
        return write_id in self.writes()

    def writes(self) -> list[str]:
        """Return the ids of the last writes, newest first."""
        return [self.write_id, *(self.earlier_writes or "").split()]

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted or has expired: DynamoDB deletes expired items days later."""
        if self.deleted_at is not None:
            return True
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def photo_key(self) -> str | None:
        """The key of the photo that the bucket may hold, None if she kept no photo."""
        return None

    def set_expiry(self) -> None:
        """Set when the record expires: her retention days for this kind after its creation."""
        days = keyring.own(user_id=self.user_id).retention_days.get(self.kind())
        self.expires_at = None if days is None else self.created_at + timedelta(days=days)

    @classmethod
    def kind(cls) -> str:
        """Return the name of the record kind, which is the end of the table's name."""
        return str(cls.Meta.table_name.rpartition("-")[2])

    def digest(self) -> str:
        """Return a digest of the date and content. Only equal content has an equal digest."""
        stored = super().serialize(null_check=False)
        content = {name: stored.get(name) for name in ("date", *_content_names(type(self)))}
        return digest(self.user_id, json.dumps(content, sort_keys=True).encode())


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
    """Return 128 bits in base64. Only her first data key can check a guess against them."""
    bits = keyring.own(user_id=user_id).digest(data)[:16]
    return base64.urlsafe_b64encode(bits).decode().rstrip("=")


def get(model: type[R], *, user_id: str, key: str) -> R:
    """Return her record, read consistently. Raise NotFound if it is absent or gone, Unavailable."""
    record = find(model, user_id=user_id, key=key)
    if record is None or record.is_gone:
        raise NotFound("There is no such record.")
    return record


def find(model: type[R], *, user_id: str, key: str) -> R | None:
    """Return the record or tombstone with that key, read consistently, or None."""
    return model.find(user_id, key)
