"""The addresses of the service itself."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers

from glowcycle.openapi.extensions import document_view
from glowcycle.openapi.parameters import errors

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
    ),
)
document_view(
    "glowcycle.openapi.views.SchemaView",
    tag="service",
    get=extend_schema(
        operation_id="get_schema",
        summary="Read this document",
        description=OPEN,
        responses={200: OpenApiTypes.OBJECT, **errors(404)},
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
    ),
)
