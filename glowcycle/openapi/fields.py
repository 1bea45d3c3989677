"""How the fields and bodies of glowcycle.api look in the document."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction

UUID = {"type": "string", "format": "uuid"}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}

# What a phone may send back as it was answered, and what is made of it.
PASSED_OVER = "Passed over: an answer may be sent back as it is."
OWN_ID = {"type": "string", "description": "Your own id, or left out: another's is refused (403)."}


class Bearer(OpenApiAuthenticationExtension):
    target_class = "glowcycle.api.authentication.BearerToken"
    name = "bearer"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:  # noqa: ARG002  drf-spectacular's signature
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "An RS256 token of the configured issuer; the person is its `sub`.",
        }


class RecordId(OpenApiSerializerFieldExtension):
    target_class = "glowcycle.api.fields.RecordIdField"

    def map_serializer_field(
        self,
        auto_schema: AutoSchema,  # noqa: ARG002  drf-spectacular's signature
        direction: Direction,  # noqa: ARG002  drf-spectacular's signature
    ) -> dict[str, Any]:
        return dict(UUID)


class Day(OpenApiSerializerFieldExtension):
    """FilterDay is one as well; DayOrTime is more."""

    target_class = "glowcycle.api.fields.StrictDateField"
    match_subclasses = True

    def map_serializer_field(
        self,
        auto_schema: AutoSchema,  # noqa: ARG002  drf-spectacular's signature
        direction: Direction,  # noqa: ARG002  drf-spectacular's signature
    ) -> dict[str, Any]:
        return dict(DAY)


class DayOrTime(OpenApiSerializerFieldExtension):
    target_class = "glowcycle.api.fields.DateOrTimeField"
    priority = 1

    def map_serializer_field(
        self,
        auto_schema: AutoSchema,  # noqa: ARG002  drf-spectacular's signature
        direction: Direction,  # noqa: ARG002  drf-spectacular's signature
    ) -> dict[str, Any]:
        return {
            "anyOf": [DAY, MOMENT],
            "description": "A calendar day, or a time with its offset from UTC and up to six "
            "digits of the second, from 1900-01-01 to tomorrow; kept as it was sent.",
        }


class Limit(OpenApiSerializerFieldExtension):
    """It comes as text, and is no less a number for that."""

    target_class = "glowcycle.api.fields.PageSizeField"

    def map_serializer_field(
        self,
        auto_schema: AutoSchema,  # noqa: ARG002  drf-spectacular's signature
        direction: Direction,  # noqa: ARG002  drf-spectacular's signature
    ) -> dict[str, Any]:
        limit = self.target
        bounds = {"minimum": 1, "maximum": limit.most, "default": int(limit.default)}
        return {"type": "integer", **bounds, "description": limit.help_text}


def passed_over(names: Iterable[str]) -> dict[str, Any]:
    """Return how the fields that only the service writes look in a body that is sent."""
    return {name: OWN_ID if name == "userId" else {"description": PASSED_OVER} for name in names}
