"""A record as it was answered, made again what was stored."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from glowcycle.api.fields import TimestampField
from glowcycle.api.serializers import RecordSerializer
from glowcycle.records import RecordKind
from glowcycle.storage.records import Record

INSTANT = re.compile(r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}\.[0-9]{6}Z", re.ASCII)
# Two servers' clocks may differ by so much.
LEEWAY = timedelta(minutes=5)
MOST_VERSIONS = 10**9


def read_record(
    kind: RecordKind, told: Any, *, as_sent: Any, user_id: str, has_photo: bool
) -> Record:
    """Return the record as it is to be stored for that person.

    `as_sent` is what was sent of the things that are otherwise derived, None where nothing was.
    Raise ValidationError unless it would be answered as it is told, but for whose it is.
    """
    body = _shape(kind.serializer)
    if not isinstance(told, dict) or told.keys() != body.fields.keys():
        raise serializers.ValidationError("Must have the fields that are answered.")
    derived = {kind.model.attribute(name).attr_name: None for name in kind.derived}
    if not isinstance(as_sent, dict | None) or (as_sent or {}).keys() - derived.keys():
        raise serializers.ValidationError("Must have been sent as a phone can.")
    content = kind.serializer.read({**told, **derived, **(as_sent or {})})
    key = str(content.pop(kind.serializer.python_name(kind.key)))
    content |= dict(_kept(body, told))
    content |= kind.photo_attributes if has_photo else {}
    record = kind.model(user_id, key, **content)
    _check_equal(kind, record, told, has_photo=has_photo, derived=derived)
    return record


@cache
def _shape(body: type[RecordSerializer]) -> RecordSerializer:
    """Return one of them, whose fields can be looked at."""
    return body()


def _kept(body: serializers.Serializer[Any], told: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield, by Python name, what the service keeps about a record besides what was sent."""
    for name, field in body.fields.items():
        if isinstance(field, TimestampField):
            yield str(field.source), _instant(name, told.get(name), optional=field.allow_null)
        elif name == "version":
            yield name, _version(told.get(name))
        elif field.read_only and isinstance(field, serializers.Serializer):
            yield from _inner(name, field, told.get(name))


def _inner(name: str, field: serializers.Serializer[Any], told: Any) -> Iterator[tuple[str, Any]]:
    """Yield what an object that is only ever answered says of the record itself."""
    if not isinstance(told, dict) or told.keys() != field.fields.keys():
        raise serializers.ValidationError({name: ["Must have the fields that are answered."]})
    inner = type(field)(data=told)
    inner.is_valid(raise_exception=True)
    yield from inner.validated_data.items()
    yield from _kept(inner, told)


def _instant(name: str, told: Any, *, optional: bool) -> datetime | None:
    if told is None and optional:
        return None
    if isinstance(told, str) and INSTANT.fullmatch(told):
        try:
            moment = datetime.fromisoformat(told).astimezone(UTC)
        except ValueError:
            moment = datetime.max.replace(tzinfo=UTC)
        if moment <= timezone.now() + LEEWAY:
            return moment
    raise serializers.ValidationError({name: ["Must be a moment of the past."]})


def _version(told: Any) -> int:
    if type(told) is not int or not 1 <= told <= MOST_VERSIONS:
        raise serializers.ValidationError({"version": ["Must be a whole number from 1 on."]})
    return told


def _check_equal(
    kind: RecordKind,
    record: Record,
    told: dict[str, Any],
    *,
    has_photo: bool,
    derived: dict[str, None],
) -> None:
    """Refuse what would be answered otherwise than it was: nothing may be lost in silence."""
    again = kind.serializer.of(record)
    differing = {name for name in told if told[name] != again[name]}
    differing -= {"userId", *derived}
    if not has_photo:
        differing -= {"hasPhoto"}
    if differing:
        raise serializers.ValidationError({name: ["Cannot be stored so."] for name in differing})
