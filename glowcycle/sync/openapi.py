"""What the addresses of sync are for."""

from typing import Any, get_args

from drf_spectacular.extensions import OpenApiSerializerExtension, OpenApiViewExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import (
    Direction,
    OpenApiExample,
    extend_schema,
    extend_schema_field,
    inline_serializer,
)
from rest_framework import serializers

from glowcycle.api import fields
from glowcycle.api.serializers import OutputSerializer
from glowcycle.openapi.parameters import refused
from glowcycle.records import record_kinds
from glowcycle.sync.operations import Outcome
from glowcycle.sync.serializers import ChangesQuery, Operations, OperationSerializer

BODIES = [kind.serializer.__name__.removesuffix("Serializer") for kind in record_kinds().values()]
STATUSES = (*get_args(Outcome.__annotations__["status"]), "invalid", "error")
ENTRY = {"date": "2026-03-01", "mood": "😌"}
ENTRY_ID = "3f9f2a52-44a5-4e0b-bb5c-0f6a5c0d9b11"
OPERATION = {
    "operationId": "7d1c2f0a-write",
    "kind": "journal",
    "action": "create",
    "id": ENTRY_ID,
    "record": ENTRY,
}
GONE = {
    "kind": "journal",
    "id": ENTRY_ID,
    "version": 2,
    "updatedAt": "2026-03-01T20:31:07.104233Z",
    "etag": "Zm9vYmFyYmF6cXV4",
    "deleted": True,
    "record": None,
}


CHANGES = {
    "changes": [GONE],
    "next": "WyIy:1x",
    "hasMore": False,
    "goneBefore": {"journal": "2025-03-01T20:31:07.104233Z", "period": None, "skin": None},
}


@extend_schema_field({"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in BODIES]})
class AnyRecord(serializers.JSONField):
    pass


@extend_schema_field({"$ref": "#/components/schemas/Problem"})
class AnyProblem(serializers.JSONField):
    pass


class ChangeSerializer(OutputSerializer):
    """A record as it is now, or that it is gone; `etag` is what `ifMatch` takes."""

    kind = serializers.ChoiceField(choices=list(record_kinds()))
    id = serializers.CharField()
    version = serializers.IntegerField()
    updatedAt = fields.TimestampField()  # noqa: N815  the wire is camelCase
    etag = serializers.CharField()
    deleted = serializers.BooleanField()
    record = AnyRecord(allow_null=True)


class GoneBefore(OutputSerializer):
    """By kind, the time before which every record made is gone; null where none goes by itself."""

    def get_fields(self) -> dict[str, Any]:
        return {kind: fields.TimestampField(allow_null=True) for kind in record_kinds()}


class ResultSerializer(OutputSerializer):
    """What came of one operation; in a conflict, `change` is the record as the server has it.

    `etag` is the state that it left: the `ifMatch` of what was done to the record next.
    """

    operationId = serializers.CharField(allow_null=True)  # noqa: N815  the wire is camelCase
    status = serializers.ChoiceField(choices=STATUSES)
    etag = serializers.CharField(allow_null=True)
    change = ChangeSerializer(allow_null=True)
    problem = AnyProblem(allow_null=True)


class Each(OpenApiSerializerExtension):
    """An operation that is none is answered as such, and refuses no other."""

    target_class = "glowcycle.sync.serializers.Operations"

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_basic_serializer(self.target, direction)
        one = auto_schema.resolve_serializer(OperationSerializer, direction)
        schema["properties"]["operations"]["items"] = {"allOf": [one.ref], "x-each-by-itself": True}
        return schema


class Sync(OpenApiViewExtension):
    target_class = "glowcycle.sync.views.SyncViewSet"

    def view_replacement(self) -> Any:
        @extend_schema(tags=["sync"])
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            @extend_schema(
                operation_id="list_changes",
                summary="All that changed since a cursor, oldest first",
                parameters=[ChangesQuery],
                responses={
                    200: inline_serializer(
                        "Changes",
                        {
                            "changes": ChangeSerializer(many=True),
                            "next": serializers.CharField(help_text="The cursor to go on with."),
                            "hasMore": serializers.BooleanField(),
                            "goneBefore": GoneBefore(),
                        },
                    ),
                    **refused(410),
                },
                examples=[OpenApiExample("A deletion", CHANGES)],
            )
            def changes(self) -> None:
                """Of all three kinds, deletions included; without a cursor, all there is.

                A change may come twice, and none is left out.
                """

            @extend_schema(
                operation_id="apply_operations",
                summary="What a phone did while it was offline",
                request=Operations,
                responses=inline_serializer("Results", {"results": ResultSerializer(many=True)}),
                examples=[
                    OpenApiExample("An entry", {"operations": [OPERATION]}, request_only=True),
                    OpenApiExample(
                        "Done",
                        {
                            "results": [
                                {
                                    "operationId": OPERATION["operationId"],
                                    "status": "applied",
                                    "etag": GONE["etag"],
                                    "change": GONE,
                                    "problem": None,
                                }
                            ]
                        },
                        response_only=True,
                    ),
                ],
            )
            def apply(self) -> None:
                """Up to 100 operations, done in their order, each answered by itself.

                `record` is what the kind's own address takes: all of it to create, the parts to
                change. An operation sent again with the same `operationId` is done once.
                """

        return Documented
