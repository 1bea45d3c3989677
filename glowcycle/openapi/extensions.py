"""Registers how a view or a field appears in the document, with one call for each."""

from collections.abc import Callable
from typing import Any, Final

from drf_spectacular.extensions import OpenApiSerializerFieldExtension, OpenApiViewExtension
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers

COMPONENTS: Final[dict[str, dict[str, Any]]] = {}
"""The components that no serializer describes, by name."""


def add_component(name: str, schema: dict[str, Any]) -> dict[str, str]:
    """Add a component that no serializer describes. Return a reference to it."""
    COMPONENTS[name] = schema
    return {"$ref": f"#/components/schemas/{name}"}


def document_view(view: str, *, tag: str, **actions: Any) -> None:
    """Document the actions of the view class at that dotted path.

    Each action is an `extend_schema`, or a list of them where the action serves several methods.
    """

    def view_replacement(extension: Any) -> Any:
        methods = {name: _documented(name, tag, how) for name, how in actions.items()}
        return type("Documented", (extension.target_class,), methods)

    members = {"target_class": view, "view_replacement": view_replacement}
    type("ViewExtension", (OpenApiViewExtension,), members)


def _documented(name: str, tag: str, decorators: Any) -> Any:
    """Return a method of that name for the document; the view's own method serves the requests."""

    def action(_view: Any) -> None: ...

    action.__name__ = name
    method: Any = action
    for decorate in decorators if isinstance(decorators, list) else [decorators]:
        method = decorate(method)
    # Of a class, the tag would reach only the methods that have the names of REST framework.
    return extend_schema(tags=[tag])(method)


def name_components(**named: type[serializers.Serializer[Any]]) -> None:
    """Name the components of serializers whose own names are words of some language's library.

    A subclass has the name of its parent until it gets one of its own.
    """
    for name, serializer in named.items():
        extend_schema_serializer(component_name=name)(serializer)


def document_field(
    field: str, schema: Callable[[Any], dict[str, Any]], *, includes_subclasses: bool = False
) -> None:
    """Document the field class at that dotted path by the schema of one of its instances.

    A class with an entry of its own is not described by the entry of its parent.
    """

    def map_serializer_field(extension: Any, _auto_schema: Any, _direction: Any) -> dict[str, Any]:
        return schema(extension.target)

    members = {
        "target_class": field,
        "match_subclasses": includes_subclasses,
        "priority": 0 if includes_subclasses else 1,
        "map_serializer_field": map_serializer_field,
    }
    type("FieldExtension", (OpenApiSerializerFieldExtension,), members)
