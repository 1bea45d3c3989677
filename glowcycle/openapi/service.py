"""What the addresses of the service itself are for."""

from typing import Any

from drf_spectacular.extensions import OpenApiViewExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers

from glowcycle.openapi.parameters import refused


class Health(OpenApiViewExtension):
    target_class = "glowcycle.api.health.HealthView"

    def view_replacement(self) -> Any:
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            @extend_schema(
                tags=["service"],
                operation_id="get_health",
                summary="Whether the service answers",
                responses=inline_serializer(
                    "Health", {"status": serializers.ChoiceField(choices=["ok"])}
                ),
            )
            def get(self) -> None:
                """For anybody, without a token."""

        return Documented


class Document(OpenApiViewExtension):
    target_class = "glowcycle.openapi.views.SchemaView"

    def view_replacement(self) -> Any:
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            @extend_schema(
                tags=["service"],
                operation_id="get_schema",
                summary="This document",
                responses={200: OpenApiTypes.OBJECT, **refused(404)},
            )
            def get(self) -> None:
                """For anybody, without a token; 404 where the stage has no such pages."""

        return Documented


class Page(OpenApiViewExtension):
    target_class = "glowcycle.openapi.views.DocsView"

    def view_replacement(self) -> Any:
        class Documented(self.target_class):  # type: ignore[name-defined,misc]  # made at run time
            @extend_schema(
                tags=["service"],
                operation_id="get_docs",
                summary="A page to read and try out this document",
                responses={(200, "text/html"): str, **refused(404)},
            )
            def get(self) -> None:
                """For anybody, without a token; 404 where the stage has no such pages."""

        return Documented
