"""The base of an item whose content is stored encrypted, bound to its person, key and version."""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

from pynamodb.attributes import (
    Attribute,
    BinaryAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from glowcycle.aws import request_context
from glowcycle.aws.dynamodb import Item
from glowcycle.aws.stored_values import MALFORMED
from glowcycle.encryption import sealing
from glowcycle.encryption.cipher import AssociatedData, SealBroken, pad
from glowcycle.storage import later_content, unreadable
from glowcycle.storage.unreadable import Malformed

_ASCII = bytes(range(128))


class SealedItem(Item):
    """The attributes that sealing needs. The content is stored encrypted, in `sealed`.

    created_as  sealed with the content: see Record
    """

    # The attributes that she wrote. They are sealed, and a repeated create must equal them.
    CONTENT: ClassVar[tuple[str, ...]]

    # More of them, which came after the first version: an old phone names none of them, so its PUT
    # leaves them. The serializer declares them with `required=False` and without a default.
    ADDED_CONTENT: ClassVar[tuple[str, ...]] = ()

    # More that is sealed and is no content: the digest leaves it out.
    SEALED: ClassVar[tuple[str, ...]] = ("created_as",)

    # Shorter content is padded to this size in bytes. A kind of record that has few sizes would
    # tell by them what it holds.
    LEAST_BYTES: ClassVar[int] = 0

    # Content that only a later version of the service knows, as it was sealed. Writes keep it. Of a
    # map that this version knows too, it has the members that this version does not know.
    unknown_content: Mapping[str, Any] = MappingProxyType({})

    # Whether its content cannot be read, so that it has none here. Never stored.
    is_unreadable = False

    # The size of the content as JSON with escapes, or more, once it is read. For a share, of the
    # content that it may see, so that what it reads tells nothing of the rest. Never stored.
    json_bytes = 0

    # The size of the content as it is stored, once it is saved. Never stored.
    sealed_bytes = 0

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    created_at = UTCDateTimeAttribute(attr_name="createdAt")
    updated_at = UTCDateTimeAttribute(attr_name="updatedAt")
    version = NumberAttribute()
    created_as = UnicodeAttribute(null=True, attr_name="createdAs")
    deleted_at = UTCDateTimeAttribute(null=True, attr_name="deletedAt")
    sealed = BinaryAttribute(legacy_encoding=False, null=True)

    def serialize(self, null_check: bool = True) -> dict[str, dict[str, Any]]:
        """Return the item with its content sealed. A tombstone has no content."""
        stored = super().serialize(null_check)
        names = _sealed_names(type(self))
        content = {name: stored.pop(name) for name in names if name in stored}
        if self.deleted_at is None:
            content = later_content.restore(content, model=type(self), kept=self.unknown_content)
            plain = pad(_as_json(content).ljust(self.LEAST_BYTES))
            where = self.associated_data(stored)
            sealed = sealing.seal(plain, user_id=self.user_id, associated_data=where)
            stored["sealed"], self.sealed_bytes = {"B": sealed}, len(sealed)
        return stored

    @classmethod
    def from_raw_data(cls: type["S"], data: dict[str, Any]) -> "S":
        """Return the record with its content, which only `sealed` may give.

        A share gets only the content that its limits allow. If it cannot be read, return its
        remains, which are `is_unreadable`. Raise Unavailable.
        """
        values, plain, content = dict(data), b"", {}
        limits = request_context.share_limits()
        for name in _hidden_names(cls).intersection(data):
            del values[name]
        try:
            if "deletedAt" not in data:
                plain = sealing.unseal(
                    data.get("sealed", {}).get("B", b""),
                    user_id=data["userId"]["S"],
                    associated_data=cls.associated_data(data),
                )
                content = json.loads(plain)
            try:
                if limits is not None and content:
                    if limits.has_day_of(cls.days_of({**values, **content})):
                        content = limits.visible(content, kind=cls.kind())
                    else:  # as a tombstone it is passed over everywhere
                        content = {"deletedAt": values["updatedAt"]}
                    plain = _as_json(content)
                values |= content
                record = super().from_raw_data(values)
                record.check()
            except MALFORMED as error:
                raise Malformed from error
        except SealBroken as error:
            unreadable.report(error, kind=cls.kind())
            metadata = {n: data[n] for n in data.keys() - _hidden_names(cls)}
            return unreadable.remains(metadata, read=super().from_raw_data)
        if limits is None and (
            unknown := later_content.find(content, model=cls, known=_hidden_names(cls))
        ):
            record.unknown_content = unknown
        # Escaped, the 4 bytes of an emoji become 12.
        record.json_bytes = len(plain) + 2 * len(plain.translate(None, _ASCII))
        return record

    def check(self) -> None:
        """Raise an error of MALFORMED for metadata that no write stores."""
        if not _required_names(type(self)) <= self.attribute_values.keys():
            raise KeyError

    @classmethod
    def days_of(cls, stored: Mapping[str, Any]) -> tuple[str, str] | None:  # noqa: ARG003  for subclasses
        """Return the first and the last day of which the item tells, as ISO text.

        `stored` are its attributes by stored name, with the content. None for an item of no day.
        """
        return None

    @classmethod
    def associated_data(cls, stored: dict[str, Any]) -> AssociatedData:
        """Return the person, kind, record and version to which the sealed content is bound.

        Raise Malformed without a whole version.
        """
        kind, key = _kind_and_key(cls)
        try:
            return stored["userId"]["S"], kind, stored[key]["S"], int(stored["version"]["N"])
        except MALFORMED as error:
            raise Malformed from error

    @classmethod
    def attribute(cls, name: str) -> Attribute[Any]:
        """Return the attribute with that Python name."""
        return cls.get_attributes()[name]

    @classmethod
    def kind(cls) -> str:
        """Return the name of the record kind, which is the end of the table's name."""
        return str(cls.Meta.table_name.rpartition("-")[2])


S = TypeVar("S", bound=SealedItem)


def _as_json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def content_names(model: type[SealedItem]) -> tuple[str, ...]:
    return tuple(model.attribute(name).attr_name for name in model.CONTENT)


@cache
def added_names(model: type[SealedItem]) -> tuple[str, ...]:
    return tuple(model.attribute(name).attr_name for name in model.ADDED_CONTENT)


@cache
def _sealed_names(model: type[SealedItem]) -> tuple[str, ...]:
    others = [model.attribute(name).attr_name for name in model.SEALED]
    return (*content_names(model), *added_names(model), *others)


@cache
def _hidden_names(model: type[SealedItem]) -> frozenset[str]:
    return frozenset({"sealed", *_sealed_names(model)})


@cache
def _required_names(model: type[SealedItem]) -> frozenset[str]:
    return frozenset(name for name, found in model.get_attributes().items() if not found.null)


@cache
def _kind_and_key(model: type[SealedItem]) -> tuple[str, str]:
    return model.kind(), model.sort_key().attr_name
