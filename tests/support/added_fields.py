"""Two versions of the service: one that lacks a field, and one to which that field was added.

The days of the period log have such fields: their later version is today's service. No field was
added to the journal yet: there a field of the first version counts as added.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from glowcycle.api import serializers
from glowcycle.aws import stored_values
from glowcycle.person.data_import import records as imported_records
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage import later_content, sealed_item
from tests.support import schema_contract

CACHES = (
    *(stored_values.readers, sealed_item.content_names, sealed_item.added_names),
    *(sealed_item._sealed_names, sealed_item._hidden_names, later_content._map_members),
    *(serializers._instance, serializers._output_fields, imported_records._serializer),
)


class Added(NamedTuple):
    """An added field: the name of its kind, its name on the wire, and two of its values."""

    name: str
    field: str
    first: Any
    then: Any

    @property
    def kind(self) -> RecordKind:
        return record_kinds()[self.name]


ADDED = [
    Added("journal", "text", "first", "then"),
    Added("period", "startsPeriod", True, False),
    Added(
        "period",
        "temperature",
        {"celsius": 36.45, "time": "06:40", "excluded": True},
        {"celsius": 37, "time": None, "excluded": False},
    ),
    Added("period", "mucus", "eggWhite", "dry"),
    Added("period", "pregnancyTest", "faint", "negative"),
    Added("period", "pain", 0, 10),
    Added("period", "sex", "none", "protected"),
    Added("period", "medication", ["a"], []),
    Added("period", "note", "first", ""),
]
every_added_field = pytest.mark.parametrize(
    "added", ADDED, ids=lambda added: f"{added.name}-{added.field}"
)


def _forget() -> None:
    for cached in CACHES:
        cached.cache_clear()


@contextmanager
def _changed(kind: RecordKind, *added: str) -> Iterator[pytest.MonkeyPatch]:
    """Let the block change the kind; undo it afterwards, and let no cache remember either."""
    with pytest.MonkeyPatch.context() as patch:
        first = tuple(name for name in kind.model.CONTENT if name not in added)
        patch.setattr(kind.model, "CONTENT", first)
        patch.setattr(kind.model, "ADDED_CONTENT", ())
        yield patch
    _forget()


@contextmanager
def earlier_version(added: Added) -> Iterator[None]:
    """Run the service of a version that lacks the field and all that came with it."""
    kind = added.kind
    declared = kind.serializer._declared_fields
    sources = {name: kind.serializer.python_name(name) for name in declared}
    names = kind.model.ADDED_CONTENT or (sources[added.field],)
    with _changed(kind, *names) as patch:
        for wire_name, python_name in sources.items():
            if python_name in names:
                patch.delitem(kind.model._attributes, python_name)
                patch.delitem(declared, wire_name)
        patch.setattr(schema_contract, "check", lambda *_: None)  # /schema is of the later version
        _forget()
        yield


@contextmanager
def later_version(added: Added) -> Iterator[None]:
    """Run the service to which the field was added."""
    kind = added.kind
    if kind.model.ADDED_CONTENT:
        yield
        return
    field = kind.serializer._declared_fields[added.field]
    options = {key: value for key, value in field._kwargs.items() if key != "default"}
    python_name = kind.serializer.python_name(added.field)
    with _changed(kind, python_name) as patch:
        patch.setattr(kind.model, "ADDED_CONTENT", (python_name,))
        patch.setitem(
            kind.serializer._declared_fields,
            added.field,
            type(field)(*field._args, **options, required=False),
        )
        _forget()
        yield
