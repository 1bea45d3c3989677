"""Reads stored values: a reader for each attribute, and the errors of malformed values."""

import json
from collections.abc import Callable
from datetime import MAXYEAR, UTC, datetime
from functools import cache
from typing import Any, cast

from pynamodb.attributes import (
    Attribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.exceptions import AttributeDeserializationError
from pynamodb.models import Model

# What reading a value of the wrong type or form raises; OSError for a time out of all range.
MALFORMED = (
    AttributeDeserializationError,
    ArithmeticError,
    KeyError,
    OSError,
    TypeError,
    ValueError,
)


@cache
def readers(model: type[Model]) -> dict[str, tuple[str, str, Callable[[Any], Any] | None]]:
    """Return each attribute's Python name, data type and reader, by its stored name.

    Strings need no reader. For numbers, times and lists of strings, Python's own functions are ten
    times as fast as PynamoDB's.
    """
    found = {}
    for name, attribute in model.get_attributes().items():
        read: Callable[[Any], Any] | None = attribute.deserialize
        if isinstance(attribute, UTCDateTimeAttribute):
            read = _time
        elif type(attribute) is NumberAttribute:
            read = _number
        elif isinstance(attribute, ListAttribute) and attribute.element_type is UnicodeAttribute:
            read = _strings
        elif type(attribute).deserialize is Attribute.deserialize:
            read = None
        found[attribute.attr_name] = name, attribute.attr_type, read
    return found


def _strings(elements: list[dict[str, str]]) -> list[str]:
    return [element.get("S", "") for element in elements]  # one of another type spoils no other


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    # PynamoDB writes UTC. In the last year, a later time may be none.
    if time.tzinfo is not UTC or time.year == MAXYEAR:
        raise ValueError
    return time


def _number(text: str) -> float:
    return int(text) if text.isdecimal() else cast(float, json.loads(text))
