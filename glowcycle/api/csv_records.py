"""Reads a row of a table that `csv_tables` wrote, as the JSON values that were written.

A table cannot tell an empty text or list from none, nor a comma and a space inside an element of a
list from the end of the element.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from rest_framework import serializers

from glowcycle.api.csv_tables import unmarked

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)
# A spreadsheet that saves a table again writes them in upper case.
BOOLEANS = {"true": True, "false": False}


def read_row(
    *, serializer: type[serializers.Serializer[Any]], cells: Mapping[str, str]
) -> dict[str, Any]:
    """Return the values of the row, by wire name; None for an empty cell.

    A cell that cannot be what its field holds stays text, which the serializer refuses. A column
    of no field has its text, under its own name.
    """
    tree: dict[str, Any] = {}
    for column, cell in cells.items():
        *outer, name = column.split(".")
        inner = tree
        for part in outer:
            following = inner.setdefault(part, {})
            inner = following if isinstance(following, dict) else {}
        inner.setdefault(name, cell)
    return _values(_instance(serializer), tree)


@cache
def _instance(serializer: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """Return one for all rows: making it takes longer than reading a row."""
    return serializer()


def _values(serializer: serializers.Serializer[Any], tree: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(serializer.fields.get(name), cell) for name, cell in tree.items()}


def _value(field: serializers.Field[Any, Any, Any, Any] | None, cell: Any) -> Any:
    if isinstance(cell, dict):
        values = _object(field, cell)
        # A table has the columns of an object also where there is none.
        is_empty = all(value is None for value in values.values())
        return None if is_empty and (field is None or field.allow_null) else values
    if not cell:
        return None
    if isinstance(field, serializers.BooleanField):
        return BOOLEANS.get(cell.lower(), cell)
    if isinstance(field, serializers.IntegerField | serializers.FloatField):
        return _number(cell)
    text = unmarked(cell)
    return text.split(", ") if isinstance(field, serializers.ListField) else text


def _object(field: Any, tree: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(field, serializers.Serializer):
        return _values(field, tree)
    return {name: _value(None, cell) for name, cell in tree.items()}


def _number(cell: str) -> int | float | str:
    if not NUMBER.fullmatch(cell):
        return cell
    return float(cell) if "." in cell else int(cell)
