"""The sync on the wire: a cursor and changes out, operations in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, get_args

from django.core import signing
from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import InputSerializer
from glowcycle.records import record_kinds
from glowcycle.storage.writes import Write
from glowcycle.sync.changes import Change, Round
from glowcycle.sync.operations import Action, Operation

MOST_CHANGES: Final = 100
MOST_OPERATIONS: Final = 100
LONGEST_NAME: Final = 255


class ChangesQuery(InputSerializer):
    """From where on, and how many."""

    limit = fields.PageSizeField(
        default=MOST_CHANGES, most=MOST_CHANGES, help_text="How many changes at most."
    )
    cursor = fields.StrictCharField(
        default=None, max_length=2048, help_text="Where to go on, as the last `next` has it."
    )


class Operations(InputSerializer):
    """What the phone did while it was offline, in that order. Each is looked at by itself."""

    operations = serializers.ListField(max_length=MOST_OPERATIONS)


class OperationSerializer(InputSerializer):
    """One thing that the phone did.

    `operationId` is its name for it, the same whenever it is sent. `ifMatch` is the etag of the
    state on which it was done; without it the last write wins.
    """

    operationId = fields.StrictCharField(source="request_key", max_length=LONGEST_NAME)
    kind = fields.StrictChoiceField(choices=[])
    action = fields.StrictChoiceField(choices=get_args(Action))
    id = fields.StrictCharField(max_length=64)
    ifMatch = fields.StrictCharField(
        source="if_match", max_length=64, default=None, allow_null=True
    )
    record = serializers.DictField(default=dict)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; the kinds are known once all apps are."""
        return {
            **super().get_fields(),
            "kind": fields.StrictChoiceField(choices=list(record_kinds())),
        }


def operation_id(sent: Any) -> str | None:
    """Return the phone's name for what it sent, None where that is no name at all."""
    name = sent.get("operationId") if isinstance(sent, dict) else None
    return name if isinstance(name, str) and len(name) <= LONGEST_NAME else None


def read_operation(sent: Any, *, user_id: str) -> Operation:
    """Return the operation that was sent. Raise ValidationError, Forbidden for another's id."""
    told = OperationSerializer.read(sent)
    kind, action = record_kinds()[told["kind"]], told["action"]
    content = kind.serializer.read_own(
        {kind.key: told["id"], **told["record"]}, user_id=user_id, partial=action != "create"
    )
    key = str(content.pop(kind.serializer.python_name(kind.key)))
    if key != told["id"].lower():
        raise serializers.ValidationError({"record": {kind.key: ["Must be the operation's id."]}})
    if_match = told["if_match"]
    write = Write(
        user_id=user_id,
        key=key,
        content=None if action == "delete" else content,
        if_match=None if if_match is None else frozenset({if_match}),
        request_key=told["request_key"],
    )
    return Operation(kind=kind, action=action, write=write)


def tell(change: Change) -> dict[str, Any]:
    """Return the change as JSON values: a record, or of a deleted one that it is gone."""
    record, kind = change.record, change.kind
    deleted = record.is_gone
    return {
        "kind": kind.name,
        "id": record.key,
        "version": int(record.version),
        "updatedAt": fields.TimestampField().to_representation(record.updated_at),
        "etag": record.write_id,
        "deleted": deleted,
        "record": None if deleted else kind.serializer.of(record),
    }


def tell_gone(marks: Mapping[str, datetime]) -> dict[str, str | None]:
    """Return by kind the time before which what was made is gone: no change tells of that."""
    moment = fields.TimestampField().to_representation
    return {kind: moment(marks[kind]) if kind in marks else None for kind in record_kinds()}


def write_cursor(reading: Round, *, user_id: str) -> str:
    """Return the round as a signed text that nobody else can use."""
    places = {kind: [when.isoformat(), key] for kind, (when, key) in reading.places.items()}
    since = reading.since and reading.since.isoformat()
    return signing.dumps([since, reading.began.isoformat(), places], salt=_salt(user_id))


def read_cursor(cursor: str | None, *, user_id: str) -> Round | None:
    """Return the round to go on with, None without a cursor. Raise ValidationError."""
    if cursor is None:
        return None
    try:
        since, began, places = signing.loads(cursor, salt=_salt(user_id))
    except signing.BadSignature as error:
        raise serializers.ValidationError(
            {"cursor": "Not a cursor of this person: begin again without one."}
        ) from error
    return Round(
        since=since and datetime.fromisoformat(since),
        began=datetime.fromisoformat(began),
        places={kind: (datetime.fromisoformat(when), key) for kind, (when, key) in places.items()},
    )


def _salt(user_id: str) -> str:
    return f"sync {user_id}"
