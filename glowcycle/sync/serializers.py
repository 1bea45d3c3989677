"""The shapes of sync: a cursor and changes out, operations in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, get_args

from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.entity_tags import parse_etags
from glowcycle.api.pagination import MAX_CURSOR
from glowcycle.api.serializers import InputSerializer, OutputSerializer
from glowcycle.records import record_kinds
from glowcycle.storage.writes import Write
from glowcycle.sync.changes import Change
from glowcycle.sync.cursors import DEFAULT_KINDS
from glowcycle.sync.operations import Action, Operation

DEFAULT_LIMIT: Final = 100
MAX_LIMIT: Final = 1000
MAX_OPERATIONS: Final = 100
MAX_ID_LENGTH: Final = 255


class KindsField(fields.StrictCharField):
    """Names of kinds, separated by commas."""

    default_error_messages = {"kinds": "Must be one or more of: {names}. Separate them by commas."}

    def to_internal_value(self, data: Any) -> str:
        """Return the names, sorted, each once. Raise ValidationError."""
        names = set(data.split(",")) if isinstance(data, str) else set()
        if not names or names - record_kinds().keys():
            self.fail("kinds", names=", ".join(record_kinds()))
        return ",".join(sorted(names))


class ChangesQuery(InputSerializer):
    """The query of the changes: which kinds, where to continue, how many."""

    limit = fields.PageSizeField(
        default=DEFAULT_LIMIT, most=MAX_LIMIT, help_text="The largest number of changes to return."
    )
    kinds = KindsField(
        default=DEFAULT_KINDS,
        max_length=MAX_ID_LENGTH,
        help_text="The kinds that the phone wants, separated by commas. A cursor belongs to its "
        "kinds: name the same ones each time.",
    )
    cursor = fields.StrictCharField(
        default=None, max_length=MAX_CURSOR, help_text="Where to continue: the last `next`."
    )


class Operations(InputSerializer):
    """The operations of the phone, in order. Each has its own result."""

    operations = serializers.ListField(max_length=MAX_OPERATIONS)


class OperationSerializer(InputSerializer):
    """One operation of the phone.

    `operationId` is the phone's own id for it, the same whenever it sends the operation. `ifMatch`
    is the etag of the state that the phone had seen, also as an `ETag` header writes it; without it
    the last write wins.
    """

    takes_null = True

    operationId = fields.StrictCharField(source="request_key", max_length=MAX_ID_LENGTH)
    kind = fields.StrictChoiceField(choices=[])
    action = fields.StrictChoiceField(choices=get_args(Action))
    id = fields.StrictCharField(
        max_length=64,
        help_text="The id of the record, in any case: it comes back in lower case. Or the day.",
    )
    ifMatch = fields.StrictCharField(
        source="if_match", max_length=MAX_ID_LENGTH, default=None, allow_null=True
    )
    record = serializers.DictField(default=dict)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; the kinds are known when all apps are loaded."""
        return {
            **super().get_fields(),
            "kind": fields.StrictChoiceField(choices=list(record_kinds())),
        }


class RecordField(serializers.Field[Any, Any, Any, Any]):
    """The record of a change, in the shape of its kind; null for a deleted record."""

    def to_representation(self, value: Change) -> dict[str, Any] | None:
        """Return the record as JSON values."""
        return None if value.record.is_gone else value.kind.serializer.of(value.record)


class ChangeSerializer(OutputSerializer):
    """A record as it is now, or its deletion; `etag` is the value for `ifMatch`."""

    id = serializers.CharField(source="record.key")
    version = serializers.IntegerField(source="record.version")
    updatedAt = fields.TimestampField(source="record.updated_at")
    etag = serializers.CharField(source="record.write_id")
    deleted = serializers.BooleanField(source="record.is_gone")
    record = RecordField(source="*", allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; the kinds are known when all apps are loaded."""
        kinds = list(record_kinds())
        return {
            "kind": fields.StrictChoiceField(source="kind.name", choices=kinds),
            **super().get_fields(),
        }


def operation_id(data: Any) -> str | None:
    """Return the operation's id, None without a valid one."""
    value = data.get("operationId") if isinstance(data, dict) else None
    return value if isinstance(value, str) and len(value) <= MAX_ID_LENGTH else None


def parse_operation(data: Any, *, user_id: str) -> Operation:
    """Return the operation. Raise ValidationError, Forbidden for another's id."""
    values = OperationSerializer.read(data)
    kind, action = record_kinds()[values["kind"]], values["action"]
    content = kind.serializer.read_own(
        values["record"],
        user_id=user_id,
        partial=action != "create",
        **{kind.key: values["id"]},
    )
    key = str(content.pop(kind.serializer.python_name(kind.key)))
    if key != values["id"].lower():
        raise serializers.ValidationError({"record": {kind.key: ["Must be the operation's id."]}})
    if_match = values["if_match"]
    write = Write(
        user_id=user_id,
        key=key,
        content=None if action == "delete" else content,
        if_match=None if if_match is None else parse_etags(if_match),
        request_key=values["request_key"],
    )
    return Operation(kind=kind, action=action, write=write)


def gone_before_values(times: Mapping[str, datetime], *, kinds: str) -> dict[str, str | None]:
    """Return by kind, as JSON values, the time before which her choice deletes records.

    Records that expire so leave no change behind. The default kinds are always among the kinds.
    """
    timestamp = fields.TimestampField().to_representation
    asked = sorted({*DEFAULT_KINDS.split(","), *kinds.split(",")})
    return {kind: timestamp(times[kind]) if kind in times else None for kind in asked}
