"""The enums of the document: each is a component of its own, open in answers, closed in requests.

A later version may answer with a value that an earlier phone does not know. In answers a component
is therefore a plain string or number, and `x-extensible-enum` has the values known today.
"""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import Direction

NULL = {"type": "null"}

_names: dict[frozenset[Any], str] = {}


def name_enums(**named: Iterable[Any]) -> None:
    """Name the components of enums by their values.

    Raise ValueError for values that have another name: a generator would make two types of them.
    """
    for name, values in named.items():
        if _names.setdefault(frozenset(values), name) != name:
            raise ValueError(f"{name} has the values of {_names[frozenset(values)]}")


def open_enum(values: Iterable[Any]) -> dict[str, Any]:
    """Return the schema of an enum in answers."""
    known = list(values)
    kind = "integer" if isinstance(known[0], int) else "string"
    return {"type": kind, "x-extensible-enum": known}


def as_component(
    schema: dict[str, Any], auto_schema: AutoSchema, direction: Direction
) -> dict[str, Any]:
    """Return the schema with a reference to its enum instead of the enum.

    Raise LookupError for an enum that `name_enums` did not name.
    """
    others = {name: value for name, value in schema.items() if name not in ("enum", "type")}
    values = [value for value in schema["enum"] if value is not None]
    name = _names.get(frozenset(values))
    if name is None:
        raise LookupError(f"Name the enum of {values} with name_enums.")
    enum = open_enum(values)
    if direction == "request":
        name, enum = f"{name}Request", {"type": enum["type"], "enum": values}
    component = ResolvedComponent(name, ResolvedComponent.SCHEMA, schema=enum, object=name)
    auto_schema.registry.register_on_missing(component)
    is_nullable = len(values) < len(schema["enum"])
    return {**({"oneOf": [component.ref, NULL]} if is_nullable else component.ref), **others}
