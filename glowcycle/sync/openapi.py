"""Documents the addresses of sync."""

from typing import Any, get_args

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import (
    Direction,
    OpenApiExample,
    OpenApiParameter,
    extend_schema,
    extend_schema_field,
    inline_serializer,
)
from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import document_field, document_view, name_components
from glowcycle.openapi.fields import or_null
from glowcycle.openapi.parameters import errors, give_examples, optional_header
from glowcycle.openapi.problems import document_error
from glowcycle.openapi.records import unreadable_field
from glowcycle.person.profile.items import ProfileItem
from glowcycle.records import FIRST_KINDS, record_kinds
from glowcycle.sync.any_record import any_record
from glowcycle.sync.changes import CursorExpired
from glowcycle.sync.openapi_examples import CHANGES, OPERATION, RESULT
from glowcycle.sync.operations import Action, Outcome
from glowcycle.sync.serializers import (
    ChangeSerializer,
    ChangesQuery,
    Operations,
    OperationSerializer,
)

STATUSES = (*get_args(Outcome.__annotations__["status"]), "invalid", "error")

PREFER = OpenApiParameter(
    "Prefer",
    str,
    OpenApiParameter.HEADER,
    description="`return=minimal` leaves out `change` of every result but a conflict.",
)


@extend_schema_field({"$ref": "#/components/schemas/Problem"})
class AnyProblem(serializers.JSONField):
    pass


class GoneBefore(OutputSerializer):
    """By kind, the time before which all records are deleted; null if she keeps them all."""

    def get_fields(self) -> dict[str, Any]:
        return {kind: fields.TimestampField(allow_null=True) for kind in record_kinds()}


class KindsThatAreAsked(OpenApiSerializerExtension):
    """The first kinds are always among the members, later ones where a phone asks for them."""

    target_class = "glowcycle.sync.openapi.GoneBefore"

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_basic_serializer(self.target, direction)
        return {**schema, "required": list(FIRST_KINDS)}


class ResultSerializer(OutputSerializer):
    """The result of one operation; after a conflict, `change` is the record of the server.

    It is null where the server has none, and where it cannot read it (`unreadable`); with
    `Prefer: return=minimal` also where the operation was applied.

    `etag` is the state after the operation: the `ifMatch` of the next operation on the record.
    """

    operationId = serializers.CharField(allow_null=True)  # noqa: N815  the wire is camelCase
    status = serializers.ChoiceField(choices=STATUSES)
    etag = serializers.CharField(allow_null=True)
    change = ChangeSerializer(allow_null=True)
    problem = AnyProblem(allow_null=True)


class SeparateOperations(OpenApiSerializerExtension):
    """The list of operations: an invalid one does not make the others invalid."""

    target_class = "glowcycle.sync.serializers.Operations"

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_basic_serializer(self.target, direction)
        operation = auto_schema.resolve_serializer(OperationSerializer, direction)
        record = or_null(any_record(auto_schema, direction))
        operation.schema["properties"]["record"] = record
        items = {**operation.ref, "x-each-by-itself": True}
        schema["properties"]["operations"]["items"] = items
        return schema


name_components(
    RecordChange=ChangeSerializer,
    SyncOperation=OperationSerializer,
    SyncOperations=Operations,
    OperationResult=ResultSerializer,
)
give_examples(Prefer="return=minimal", kinds="journal,period")
UNREADABLE = (*record_kinds(), ProfileItem.kind())
name_enums(
    RecordKind=record_kinds(),
    UnreadableKind=UNREADABLE,
    OperationStatus=STATUSES,
    OperationAction=get_args(Action),
)
document_error(CursorExpired())
document_field(
    "glowcycle.sync.serializers.KindsField",
    lambda _: {"type": "string", "pattern": "^{0}(,{0})*$".format(f"({'|'.join(record_kinds())})")},
)
document_field(
    "glowcycle.api.unreadable.KindField", lambda _: {"type": "string", "enum": [*UNREADABLE]}
)

document_view(
    "glowcycle.sync.views.SyncViewSet",
    tag="sync",
    changes=extend_schema(
        operation_id="list_changes",
        summary="List all changes since a cursor, oldest first",
        description="Changes of the chosen kinds, with deletions. Without a cursor, all records, "
        "newest day first; if that takes several pages, they end with what changed meanwhile."
        "\n\nA change may come twice, and none is left out. A record in `unreadable` is not "
        "deleted: the phone keeps its own copy.",
        parameters=[ChangesQuery],
        responses={
            200: inline_serializer(
                "RecordChanges",
                {
                    "changes": ChangeSerializer(many=True),
                    "next": serializers.CharField(help_text="The cursor of the next request."),
                    "hasMore": serializers.BooleanField(),
                    "goneBefore": GoneBefore(),
                    "unreadable": unreadable_field(),
                },
            ),
            **errors(410),
        },
        examples=[OpenApiExample("A deletion", CHANGES)],
    ),
    apply=extend_schema(
        operation_id="apply_operations",
        summary="Apply what a phone did while it was offline",
        description="Up to 100 operations, applied in their order, each with its own result."
        "\n\n`record` has the body that the kind's own address takes: the whole record to create, "
        "the changed fields to change. A `create` with `ifMatch` replaces the record, or the "
        "deletion, that is in that state. An operation sent again with the same `operationId` is "
        "applied once.",
        request=Operations,
        parameters=[
            PREFER,
            optional_header("Preference-Applied", "`return=minimal` if the request prefers it."),
            optional_header(
                "Retry-After",
                "Seconds after which the budget that refused an operation has something left.",
            ),
        ],
        responses=inline_serializer(
            "OperationResults",
            {"results": ResultSerializer(many=True), "unreadable": unreadable_field()},
        ),
        examples=[
            OpenApiExample("An entry", {"operations": [OPERATION]}, request_only=True),
            OpenApiExample("Done", {"results": [RESULT], "unreadable": []}, response_only=True),
        ],
    ),
)
