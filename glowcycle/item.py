"""The base of every PynamoDB model, with one client for all; what is hers as a whole."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, Self, cast

from django.conf import settings
from pynamodb.attributes import (
    Attribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.connection import TableConnection
from pynamodb.models import Model

from glowcycle.aws import clients


class Item(Model):
    """An item of any table. Its model names the table in Meta, and gives no attribute a default."""

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """Return the item that the engine answers.

        PynamoDB asks each attribute for its value, its default and its place, which takes twice as
        long, and for a list as long as botocore; this reads what is there.
        """
        item = cls.__new__(cls)
        item.attribute_values = values = {}
        for stored, value in data.items():
            if (known := _attributes(cls).get(stored)) and "NULL" not in value:
                name, attribute, read = known
                given = attribute.get_value(value)
                values[name] = read(given) if read else given
        return item

    @classmethod
    def _get_connection(cls) -> TableConnection:
        table = super()._get_connection()
        # Left alone, PynamoDB opens a session and a client for each model: 54-175 ms apiece.
        table.connection._client = clients.dynamodb()  # type: ignore[assignment]
        return table


@cache
def _attributes(
    model: type[Model],
) -> dict[str, tuple[str, Attribute[Any], Callable[[Any], Any] | None]]:
    """Return of each attribute, by stored name, its own name, itself, and what reads its value.

    Text needs no reading, and Python's own ways with a number and a time are ten times as fast as
    PynamoDB's.
    """
    found = {}
    for name, attribute in model.get_attributes().items():
        read: Callable[[Any], Any] | None = attribute.deserialize
        if isinstance(attribute, UTCDateTimeAttribute):
            read = datetime.fromisoformat
        elif type(attribute) is NumberAttribute:
            read = _number
        elif type(attribute).deserialize is Attribute.deserialize:
            read = None
        found[attribute.attr_name] = name, attribute, read
    return found


def _number(text: str) -> float:
    return int(text) if text.isdecimal() else cast(float, json.loads(text))


class PersonItem(Item):
    """What belongs to her as a whole and not to a day: one item each, of a model of its own.

    `item` is its name, such as key, consent or count#analyses#2026-11-25.
    """

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-person"

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    item = UnicodeAttribute(range_key=True)
    expires_at = TTLAttribute(null=True, attr_name="expiresAt")
