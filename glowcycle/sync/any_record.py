"""Documents the record of a change or an operation, whose kind stands beside it."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import Direction

from glowcycle.openapi.fields import DAY_OR_TIME, or_null
from glowcycle.records import record_kinds


def any_record(auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
    """Return the reference to the record of any kind: the fields of all kinds, none required.

    Of a choice by kind, generators for Kotlin and Dart take the last kind for all of them. Raise
    LookupError for a field that two kinds describe in two ways.
    """
    name = f"SyncRecord{'Request' if direction == 'request' else ''}"
    properties: dict[str, Any] = {}
    for kind in record_kinds().values():
        of_kind = auto_schema.resolve_serializer(kind.serializer, direction).schema["properties"]
        for field, part in {**of_kind, "date": DAY_OR_TIME}.items():
            if properties.setdefault(field, part) != part:
                raise LookupError(f"{field} of {kind.name} is another one than of other kinds.")
    if direction == "request":
        properties = {field: or_null(part) for field, part in properties.items()}
    schema: dict[str, Any] = {
        "type": "object",
        "description": "A record of any kind: it has only the fields of its `kind`.",
        "properties": properties,
        **({"additionalProperties": False} if direction == "request" else {}),
    }
    component = ResolvedComponent(name, ResolvedComponent.SCHEMA, schema=schema, object=name)
    auto_schema.registry.register_on_missing(component)
    return component.ref


class AnyRecord(OpenApiSerializerFieldExtension):
    """The record of a change."""

    target_class = "glowcycle.sync.serializers.RecordField"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        return any_record(auto_schema, direction)
