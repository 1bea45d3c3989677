"""Turns a record from an export back into the record that was stored."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from glowcycle.api.fields import TimestampField
from glowcycle.api.serializers import RecordSerializer
from glowcycle.aws.dynamodb import Item
from glowcycle.records import NOT_EXPORTED, RecordKind
from glowcycle.storage.records import Record
from glowcycle.storage.sealed_item import added_names
from glowcycle.storage.unreadable import MAX_VERSION
from glowcycle.storage.write_budget import METADATA_BYTES

TIMESTAMP = re.compile(r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}\.[0-9]{6}Z", re.ASCII)
# The clocks of two servers may differ by this much.
MAX_CLOCK_SKEW = timedelta(minutes=5)
MAX_ITEM_BYTES = 400 * 1024  # DynamoDB's limit


def read_record(
    kind: RecordKind, values: Any, *, sent: Any, user_id: str, has_photo: bool
) -> Record:
    """Return the record to store for this person.

    `values` is the record as the API returned it. `sent` holds the derived attributes that a phone
    sent itself, None if it sent none. Raise ValidationError if the API would return the stored
    record with other values than these, its owner apart.
    """
    serializer = _serializer(kind.serializer)
    names = serializer.fields.keys() - NOT_EXPORTED
    added = {*added_names(kind.model), "origin"}  # an older export has none of them
    if not isinstance(values, dict) or not names - added <= values.keys() <= names:
        raise serializers.ValidationError("Must have exactly the fields that the API returns.")
    if values[kind.key] is None:
        raise serializers.ValidationError({kind.key: ["Must not be null."]})
    values = _with_added_members(serializer, values)
    derived = {kind.model.attribute(name).attr_name: None for name in kind.derived}
    if not isinstance(sent, dict | None) or (sent or {}).keys() - derived.keys():
        raise serializers.ValidationError("Must hold only values that a phone can send.")
    content = kind.serializer.read({**values, **derived, **(sent or {})})
    key = str(content.pop(kind.serializer.python_name(kind.key)))
    content |= dict(_service_values(serializer, values))
    content |= kind.photo_attributes if has_photo else {}
    record = kind.model(user_id, key, **content)
    ignored = {"userId", *derived} if has_photo else {"userId", "hasPhoto", *derived}
    _check_same_answer(kind, record, values, ignored=ignored)
    return record


def stored_bytes(record: Record) -> int:
    """Return an upper bound of the size of the record's item, in bytes.

    It is taken before the content is sealed, because her first data key would be a write. Raise
    ValidationError if it is larger than an item can be.
    """
    content = Item.serialize(record, null_check=False)
    size = len(json.dumps(content)) + METADATA_BYTES
    if size > MAX_ITEM_BYTES:
        raise serializers.ValidationError("Is larger than a record can be.")
    return size


def field_names(error: serializers.ValidationError) -> str:
    """Return the names of the invalid fields, without their values, which are private."""
    return ", ".join(sorted(map(str, error.detail))) if isinstance(error.detail, dict) else "shape"


@cache
def _serializer(serializer: type[RecordSerializer]) -> RecordSerializer:
    return serializer()


def _with_added_members(
    serializer: serializers.Serializer[Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the values with null for each member that an older export lacks in an object."""
    whole = dict(values)
    for name, field in serializer.fields.items():
        if not isinstance(field, serializers.Serializer) or not field.read_only:
            continue
        if isinstance(whole.get(name), dict):
            added = (
                part
                for part, inner in field.fields.items()
                if not inner.required and not inner.read_only
            )
            whole[name] = dict.fromkeys(added) | whole[name]
    return whole


def _service_values(
    serializer: serializers.Serializer[Any], values: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """Yield, by Python name, the stored values that only the service sets."""
    for name, field in serializer.fields.items():
        if isinstance(field, TimestampField):
            yield str(field.source), _time(name, values.get(name), is_optional=field.allow_null)
        elif name == "version":
            yield name, _version(values.get(name))
        elif field.read_only and isinstance(field, serializers.Serializer):
            if values.get(name) is None and field.allow_null:
                continue
            nested = _nested_values(name, field, values.get(name))
            yield from nested if field.source == "*" else [(str(field.source), dict(nested))]


def _nested_values(
    name: str, field: serializers.Serializer[Any], values: Any
) -> Iterator[tuple[str, Any]]:
    """Yield the values of a read-only object in the record that only the service sets."""
    if not isinstance(values, dict) or values.keys() != field.fields.keys():
        message = "Must have exactly the fields that the API returns."
        raise serializers.ValidationError({name: [message]})
    serializer = type(field)(data=values)
    serializer.is_valid(raise_exception=True)
    yield from serializer.validated_data.items()
    yield from _service_values(serializer, values)


def _time(name: str, value: Any, *, is_optional: bool) -> datetime | None:
    if value is None and is_optional:
        return None
    if isinstance(value, str) and TIMESTAMP.fullmatch(value):
        try:
            time = datetime.fromisoformat(value).astimezone(UTC)
        except ValueError:
            time = datetime.max.replace(tzinfo=UTC)
        if time <= timezone.now() + MAX_CLOCK_SKEW:
            return time
    raise serializers.ValidationError({name: ["Must be a time in the past."]})


def _version(value: Any) -> int:
    if type(value) is not int or not 1 <= value <= MAX_VERSION:
        raise serializers.ValidationError({"version": ["Must be a whole number from 1 on."]})
    return value


def _check_same_answer(
    kind: RecordKind, record: Record, values: Mapping[str, Any], *, ignored: set[str]
) -> None:
    """Raise ValidationError if a value of the record would be lost or changed."""
    answer = kind.serializer.of(record)
    differing = {name for name in values if values[name] != answer[name]} - ignored
    if differing:
        message = "Cannot be stored unchanged."
        raise serializers.ValidationError({name: [message] for name in differing})
