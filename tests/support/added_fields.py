"""Two versions of the service: one that lacks a field, and one to which that field was added.

Each version is today's service in which one field counts as added, or does not exist.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from glowcycle.api import serializers
from glowcycle.aws import stored_values
from glowcycle.person.data_import import records as imported_records
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage import sealed_item
from tests.support import schema_contract

# By kind: the Python name of the field, its name on the wire, and two of its values.
ADDED = {
    "journal": ("text", "text", ("first", "then")),
    "period": ("ovulation_test", "ovulationTest", ("positive", "negative")),
}
CACHES = (
    *(stored_values.readers, sealed_item.content_names, sealed_item.added_names),
    *(sealed_item._sealed_names, sealed_item._hidden_names),
    *(serializers._instance, serializers._output_fields, imported_records._serializer),
)
every_added_field = pytest.mark.parametrize("name", ADDED)


def _forget() -> None:
    for cached in CACHES:
        cached.cache_clear()


@contextmanager
def _changed(kind: RecordKind) -> Iterator[pytest.MonkeyPatch]:
    """Let the block change the kind; undo it afterwards, and let no cache remember either."""
    model = kind.model
    with pytest.MonkeyPatch.context() as patch:
        python_name, _, _ = ADDED[kind.name]
        first = tuple(name for name in model.CONTENT if name != python_name)
        patch.setattr(model, "CONTENT", first)
        patch.setattr(model, "ADDED_CONTENT", ())
        yield patch
    _forget()


@contextmanager
def earlier_version(name: str) -> Iterator[None]:
    """Run the service that does not know the field of this kind."""
    kind, (python_name, wire_name, _) = record_kinds()[name], ADDED[name]
    with _changed(kind) as patch:
        patch.delitem(kind.model._attributes, python_name)
        patch.delitem(kind.serializer._declared_fields, wire_name)
        patch.setattr(schema_contract, "check", lambda *_: None)  # /schema is of the later version
        _forget()
        yield


@contextmanager
def later_version(name: str) -> Iterator[None]:
    """Run the service to which the field was added."""
    kind, (python_name, wire_name, _) = record_kinds()[name], ADDED[name]
    field = kind.serializer._declared_fields[wire_name]
    options = {key: value for key, value in field._kwargs.items() if key != "default"}
    added = type(field)(*field._args, **options, required=False)
    with _changed(kind) as patch:
        patch.setattr(kind.model, "ADDED_CONTENT", (python_name,))
        patch.setitem(kind.serializer._declared_fields, wire_name, added)
        _forget()
        yield
