"""The schemas of the API's authentication and of its fields."""

from typing import Any

from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction

from glowcycle.api import fields
from glowcycle.openapi.extensions import document_field
from glowcycle.storage import dated_record

UUID = {"type": "string", "format": "uuid"}
DAY = {"type": "string", "format": "date"}
# One string: generators make nothing usable of a choice between two formats.
DAY_OR_TIME = {
    "type": "string",
    "pattern": f"^{dated_record.DAY_OR_TIME.pattern}$",
    "description": "A calendar day, or a time with its offset from UTC, from 1900-01-01 to "
    "tomorrow. A time may leave its seconds out, or have up to nine digits of the second. It comes "
    "back as sent.",
}

document_field(
    "glowcycle.api.fields.StrictDateField", lambda _: dict(DAY), includes_subclasses=True
)
document_field("glowcycle.api.fields.DateOrTimeField", lambda _: dict(DAY_OR_TIME))
document_field(
    "glowcycle.api.fields.PageSizeField",
    lambda field: {
        "type": "integer",
        "minimum": 1,
        "maximum": field.most,
        "default": int(field.default),
        "description": field.help_text,
    },
)
document_field(
    "glowcycle.api.number_fields.StrictDecimalField",
    lambda field: {
        "type": "number",
        "format": "double",
        "minimum": field.min_value,
        "maximum": field.max_value,
        "multipleOf": 10**-field.decimals,
    },
)


class RecordId(OpenApiSerializerFieldExtension):
    """A UUID: in any case in a request, in lower case in an answer."""

    target_class = "glowcycle.api.fields.RecordIdField"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:  # noqa: ARG002  drf-spectacular's signature
        pattern = fields.ID.pattern
        if direction == "response":
            pattern = pattern.replace("A-F", "")
        return {**UUID, "pattern": f"^{pattern}$"}


class Bearer(OpenApiAuthenticationExtension):
    target_class = "glowcycle.api.authentication.BearerToken"
    name = "bearer"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:  # noqa: ARG002  drf-spectacular's signature
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "An RS256 token of the configured issuer; its `sub` is your user id.",
        }


def ignored(schema: dict[str, Any]) -> dict[str, Any]:
    """Return, for a request, the schema of a field that only the service sets."""
    schema.pop("readOnly", None)  # where they may stand, readOnly forbids them
    return {
        **or_null(plain_reference(schema)),
        "description": "Ignored: you may send an answer back unchanged.",
        "x-ignored": True,
    }


def own_id(*, nullable: bool) -> dict[str, Any]:
    """Return the schema of `userId` in a request. Clients would send null in a form as a word."""
    return {
        "type": ["string", "null"] if nullable else "string",
        "description": "Your own id, or left out: another id gets 403.",
    }


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a request's field that may also be null, as if it was left out."""
    if "$ref" in schema:
        others = {name: value for name, value in schema.items() if name != "$ref"}
        return {"oneOf": [{"$ref": schema["$ref"]}, {"type": "null"}], **others}
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return schema


def plain_reference(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with its only reference beside its other members, not inside `allOf`."""
    if len(schema.get("allOf", ())) != 1:
        return schema
    others = {name: value for name, value in schema.items() if name != "allOf"}
    return {**schema["allOf"][0], **others}
