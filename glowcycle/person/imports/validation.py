"""The records of a file, as the serializers of our own addresses take them.

What a serializer refuses is left out and told; the rest of its record is taken.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from rest_framework import serializers

from glowcycle.api.serializers import RecordSerializer
from glowcycle.api.today import today
from glowcycle.formats.history import History, ParsedRecord
from glowcycle.formats.reasons import Reason
from glowcycle.person.imports.ids import record_id
from glowcycle.records import RecordKind, record_kinds

# Fields may contradict each other, which shows only once the others are right.
MAX_ROUNDS: Final = 4


@dataclass(slots=True)
class ValidRecord:
    """A record that its serializer takes.

    values   wire names and JSON values, with the key
    content  what the serializer read of them, by Python name, without the key
    row      where it begins in the file
    """

    kind: str
    key: str
    values: dict[str, Any]
    content: dict[str, Any]
    asks: tuple[str, ...]
    row: int

    def whole_content(self) -> dict[str, Any]:
        """Return the content, and the day where that is the key."""
        if record_kinds()[self.kind].key != "date":
            return self.content
        return {"date": date.fromisoformat(self.key), **self.content}


def read_content(kind: RecordKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the serializer reads of the values, without the key. Raise ValidationError."""
    content = kind.serializer.read(values)
    content.pop(_python_key_of(kind.serializer, kind.key), None)
    return content


def valid_records(
    parsed: Iterable[ParsedRecord], *, history: History, user_id: str
) -> Iterator[ValidRecord]:
    """Yield the records that can be stored, each once; note in the history what is left out.

    Raise Erased, Unavailable.
    """
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for each in parsed:
        record = _valid(each, history=history, user_id=user_id)
        if record is None:
            continue
        first = seen.setdefault((record.kind, record.key), record.values)
        if first is record.values:
            yield record
        elif first != record.values:
            history.skip(record_kinds()[record.kind].key, record.key, "several", row=each.row)


def _valid(parsed: ParsedRecord, *, history: History, user_id: str) -> ValidRecord | None:
    """Return the record without what is refused; None if nothing of it can be stored."""
    kind = record_kinds().get(parsed.kind)
    if kind is None:
        history.skip(parsed.kind, None, "no_place", row=parsed.row)
        return None
    taken = _taken(parsed, kind=kind, history=history)
    if taken is None:
        return None
    values, content = taken
    given = content.pop(_python_key_of(kind.serializer, kind.key), None)
    if values is not parsed.values and _is_empty(kind, content):
        return None
    key = record_id(parsed, user_id=user_id) if given is None else str(given)
    return ValidRecord(
        parsed.kind, key, {**values, kind.key: key}, content, parsed.asks, parsed.row
    )


def _taken(
    parsed: ParsedRecord, *, kind: RecordKind, history: History
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return the values that the serializer takes and what it reads of them, None for neither."""
    values, required = parsed.values, _required(kind.serializer)
    for _ in range(MAX_ROUNDS):
        try:
            return values, kind.serializer.read(values)
        except serializers.ValidationError as error:
            faults = error.detail
        if not isinstance(faults, dict) or not faults.keys() <= values.keys() | required:
            break
        fatal = [name for name in faults if name in required]
        for name in fatal or faults:
            for each in _refused(values.get(name), faults[name]):
                history.skip(str(name), _text(each), _reason(faults[name], each), row=parsed.row)
        if fatal:
            return None
        values = _without(values, faults, kind.serializer)
    history.skip(parsed.kind, None, "invalid", row=parsed.row)
    return None


def _without(
    values: Mapping[str, Any], faults: Mapping[str, Any], serializer: type[RecordSerializer]
) -> dict[str, Any]:
    """Return the values without those that are refused; of a list, without those elements."""
    kept = dict(values)
    for name, fault in faults.items():
        value, field = values[name], _fields(serializer).get(name)
        if isinstance(value, list) and isinstance(field, serializers.ListField):
            if isinstance(fault, dict):
                kept[name] = [each for place, each in enumerate(value) if place not in fault]
                continue
            if "max_length" in _codes(fault) and field.max_length:
                kept[name] = value[: field.max_length]
                continue
        del kept[name]
    return kept


def _refused(value: Any, fault: Any) -> list[Any]:
    """Return what is refused of a value: the elements of a list, or the value itself."""
    if isinstance(value, list) and isinstance(fault, dict):
        return [value[place] for place in fault]
    return [value]


def _reason(fault: Any, value: Any) -> Reason:
    codes = set(_codes(fault))
    if "max_length" in codes:
        return "too_long"
    is_late = isinstance(value, str) and value[:10] > today().isoformat()
    return "future" if "range" in codes and is_late else "invalid"


def _codes(fault: Any) -> Iterator[str]:
    """Yield the codes of the errors of a field, at any depth."""
    if isinstance(fault, dict):
        fault = [*fault.values()]
    if isinstance(fault, list):
        for each in fault:
            yield from _codes(each)
    else:
        yield str(fault.code)


def _text(value: Any) -> str | None:
    """Return a value that a person can recognise, None for one that is no text or number."""
    return str(value) if isinstance(value, str | int | float) else None


def _is_empty(kind: RecordKind, content: Mapping[str, Any]) -> bool:
    names = (*kind.model.CONTENT, *kind.model.ADDED_CONTENT)
    return all(content.get(name) in (None, "", []) for name in names)


@cache
def _fields(serializer: type[RecordSerializer]) -> Mapping[str, Any]:
    return serializer().fields


@cache
def _required(serializer: type[RecordSerializer]) -> frozenset[str]:
    return frozenset(name for name, field in _fields(serializer).items() if field.required)


@cache
def _python_key_of(serializer: type[RecordSerializer], key: str) -> str:
    return serializer.python_name(key)
