"""Walk the OpenAPI document: its operations, and each schema in it."""

from collections.abc import Iterator
from typing import Any

# The members of a schema that hold schemas: one, a list of them, or some by name.
ONE = ("items", "additionalProperties", "not")
MANY = ("oneOf", "anyOf", "allOf", "prefixItems")
NAMED = ("properties", "patternProperties", "$defs")


def operations(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield each operation with its method and address."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def schemas(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield each schema with the place where it stands, the parts of schemas as well."""
    for name, schema in document["components"]["schemas"].items():
        yield from _parts(name, schema)
    for place, form in bodies(document):
        yield from _parts(place, form["schema"])
    for name, header in document["components"]["headers"].items():
        yield from _parts(f"{name} header", header["schema"])
    for name, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            yield from _parts(f"{name}: {parameter['name']}", parameter["schema"])
        for status, response in operation["responses"].items():
            for header, described in response.get("headers", {}).items():
                yield from _parts(f"{name}: {status} {header}", described.get("schema"))


def bodies(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield each form of each request and answer, with its place."""
    for name, operation in operations(document):
        yield from _contents(f"{name}: body", operation.get("requestBody", {}))
        for status, response in operation["responses"].items():
            yield from _contents(f"{name}: {status}", response)
    for name, response in document["components"]["responses"].items():
        yield from _contents(f"{name} response", response)


def _contents(place: str, body: Any) -> Iterator[tuple[str, Any]]:
    for media_type, form in body.get("content", {}).items():
        yield f"{place} {media_type}", form


def _parts(place: str, schema: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(schema, dict):
        return
    yield place, schema
    for member in ONE:
        yield from _parts(f"{place}/{member}", schema.get(member))
    for member in MANY:
        for part in schema.get(member, ()):
            yield from _parts(f"{place}/{member}", part)
    for member in NAMED:
        for name, part in schema.get(member, {}).items():
            yield from _parts(f"{place}/{name}", part)
