"""The base of every stored record, and reading of one record. `writes` has the writing.

The person's id is the partition key, so each call stays within her partition. There are no
transactions and no scans, so any DynamoDB-compatible engine serves.
"""

import base64
import json
import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

from django.utils import timezone
from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.indexes import AllProjection, LocalSecondaryIndex

from glowcycle.aws.dynamodb import Item
from glowcycle.encryption import keyring, sealing
from glowcycle.errors import NotFound, Unreadable
from glowcycle.storage.origin import FillingMap, OriginMap
from glowcycle.storage.sealed_item import SealedItem, added_names, content_names

WRITE_ID = re.compile(r"[\w-]+", re.ASCII)
# Maximum JSON bytes per page. Lambda allows 6 MB, and escaping can double ours.
MAX_PAGE_BYTES = 2_500_000


class ByChange(LocalSecondaryIndex["Record"]):
    """A person's records by the time of their last change, tombstones included."""

    class Meta:
        index_name = "byChange"
        projection = AllProjection()

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    updated_at = UTCDateTimeAttribute(range_key=True, attr_name="updatedAt")


class Record(SealedItem):
    """The attributes that every record has besides those of a sealed item.

    write_id        the id of the last write, and the value of the ETag
    earlier_writes  the ids of the writes before it, newest first, separated by spaces
    created_as      a digest of the create, which recognises a repetition even after a later change.
                    It is sealed with the content: with one of her old keys, somebody could check
                    guesses against it
    origin          the import that made it, None where she logged it herself
    filled          what imports filled in it since, oldest first
    undone          whether the undo of an import left this tombstone, and no deletion of hers: then
                    a later import may bring the record back
    """

    SEALED: ClassVar[tuple[str, ...]] = ("created_as", "origin", "filled")

    # What an import fills only where another attribute is empty, too, since the two say one thing.
    FILLED_WITH: ClassVar[Mapping[str, str]] = MappingProxyType({})

    # Whether an earlier request had applied the write that returns this record. Never stored.
    repeated = False

    write_id = UnicodeAttribute(attr_name="writeId")
    earlier_writes = UnicodeAttribute(null=True, attr_name="earlierWrites")
    origin = OriginMap(null=True)  # type: ignore[no-untyped-call]  # untyped
    filled = ListAttribute(of=FillingMap, null=True)
    undone = BooleanAttribute(null=True)
    expires_at = TTLAttribute(null=True, attr_name="expiresAt")

    by_change = ByChange()

    def check(self) -> None:
        """Raise an error of MALFORMED for metadata that no write stores."""
        super().check()
        if self.etag is None:
            raise ValueError

    @property
    def etag(self) -> str | None:
        """The write id as the value of the ETag, None where it is malformed."""
        return self.write_id if WRITE_ID.fullmatch(self.write_id) else None

    def set_index_keys(self) -> None:
        """Set the attributes that are index keys. Each write calls this first."""

    def set_content(self, attributes: Mapping[str, Any]) -> None:
        """Set these attributes and keep the others.

        Remains become a record if these are all of the first version. Raise Unreadable.
        """
        for name, value in attributes.items():
            setattr(self, name, value)
        first = {"date", *self.CONTENT} & type(self).get_attributes().keys()
        if self.is_unreadable and not first <= self.attribute_values.keys():
            raise Unreadable
        self.is_unreadable = False

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

    def digest(self) -> str:
        """Return a digest of the date and content. Only equal content has an equal digest.

        Content that was added and is not set leaves it as it was before the addition.
        """
        stored, model = Item.serialize(self, null_check=False), type(self)
        content = {name: stored.get(name) for name in ("date", *content_names(model))}
        content |= {name: stored[name] for name in added_names(model) if name in stored}
        return digest(self.user_id, json.dumps(content, sort_keys=True).encode())


R = TypeVar("R", bound=Record)


def digest(user_id: str, data: bytes) -> str:
    """Return 128 bits in base64. Only her data keys can check a guess against them."""
    bits = sealing.digest(data, user_id=user_id)[:16]
    return base64.urlsafe_b64encode(bits).decode().rstrip("=")


def get(model: type[R], *, user_id: str, key: str) -> R:
    """Return her record, read consistently.

    Raise NotFound if it is absent or gone, Unreadable, Unavailable.
    """
    return readable(find_live(model, user_id=user_id, key=key))


def find_live(model: type[R], *, user_id: str, key: str) -> R:
    """Return her record or its remains. Raise NotFound if it is absent or gone, Unavailable."""
    record = find(model, user_id=user_id, key=key)
    if record is None or record.is_gone:
        raise NotFound("There is no such record.")
    return record


def readable(record: R) -> R:
    """Return the record or tombstone. Raise Unreadable if it is only the remains of a record."""
    if record.is_unreadable and not record.is_gone:
        raise Unreadable
    return record


def find(model: type[R], *, user_id: str, key: str) -> R | None:
    """Return the record, its remains or its tombstone, read consistently, or None."""
    return model.find(user_id, key)
