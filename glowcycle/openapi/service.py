"""The addresses of the service itself."""

from drf_spectacular.utils import OpenApiExample, extend_schema, inline_serializer
from rest_framework import serializers

from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import add_component, document_view
from glowcycle.openapi.parameters import errors

name_enums(HealthStatus=["ok"])
DOCUMENT = add_component(
    "OpenApiDocument",
    {
        "type": "object",
        "description": "An OpenAPI 3.1 document.",
        "required": ["openapi"],
        "properties": {"openapi": {"type": "string"}},
        "additionalProperties": True,
    },
)
HEALTH = inline_serializer("ServiceHealth", {"status": serializers.ChoiceField(choices=["ok"])})
OPEN = "For everybody, without a token; 404 where the stage does not offer it."

document_view(
    "glowcycle.api.health.HealthView",
    tag="service",
    get=extend_schema(
        operation_id="get_health",
        summary="Check that the service answers",
        description="For everybody, without a token.",
        responses=HEALTH,
        examples=[OpenApiExample("Healthy", {"status": "ok"})],
    ),
)
document_view(
    "glowcycle.openapi.views.SchemaView",
    tag="service",
    get=extend_schema(
        operation_id="get_schema",
        summary="Read this document",
        description=OPEN,
        responses={200: DOCUMENT, **errors(404)},
        examples=[OpenApiExample("Its beginning", {"openapi": "3.1.0"})],
    ),
)
document_view(
    "glowcycle.openapi.views.DocsView",
    tag="service",
    get=extend_schema(
        operation_id="get_docs",
        summary="A page to read this document and try it out",
        description=OPEN,
        responses={(200, "text/html"): str, **errors(404)},
        examples=[OpenApiExample("Its beginning", "<!doctype html>", media_type="text/html")],
    ),
)
