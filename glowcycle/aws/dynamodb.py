"""The base of every PynamoDB model, with one client for all; what is hers as a whole."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache, partial
from typing import Any, Self, cast

from botocore.exceptions import BotoCoreError
from django.conf import settings
from pynamodb.attributes import (
    Attribute,
    ListAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.connection import TableConnection
from pynamodb.exceptions import (
    AttributeDeserializationError,
    AttributeNullError,
    PutError,
    PynamoDBConnectionError,
    PynamoDBException,
    UpdateError,
)
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from glowcycle.aws import clients
from glowcycle.errors import Unavailable

# Answers of the engine after which the same request may succeed. All others are faults of ours.
PASSING = frozenset(
    {
        "InternalFailure",
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestTimeout",
        "ServiceUnavailable",
        "ThrottlingException",
        # What stands before the engine says nothing that botocore can read: only a status is left.
        "500",
        "502",
        "503",
        "504",
    }
)


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
        known = _attributes(cls)
        for stored, value in data.items():
            if stored in known:
                name, kind, read = known[stored]
                if kind in value:
                    values[name] = read(value[kind]) if read else value[kind]
                elif "NULL" not in value:
                    raise AttributeDeserializationError(stored, kind)
        return item

    def serialize(self, null_check: bool = True) -> dict[str, dict[str, Any]]:
        """Return the item as the engine takes it. Raise AttributeNullError for what must not lack.

        As above: PynamoDB's own takes twice as long.
        """
        stored = {}
        for name, attribute in self.get_attributes().items():
            value = self.attribute_values.get(name)
            if value is not None:
                stored[attribute.attr_name] = {attribute.attr_type: attribute.serialize(value)}
            elif null_check and not attribute.null:
                raise AttributeNullError(name)
        return stored

    @classmethod
    def find(cls, user_id: str, key: str) -> Self | None:
        """Return her item under that key as it stands, None without one. Raise Unavailable."""
        with store_errors():
            try:
                return cls.get(user_id, key, consistent_read=True)
            except cls.DoesNotExist:
                return None

    def save_if(self, condition: Condition) -> bool:
        """Store it where the condition holds, and return whether it did. Raise Unavailable.

        An attempt whose answer was lost may have stored it, and then it does not hold any more.
        """
        with store_errors():
            return _held(partial(self.save, condition=condition))

    def update_if(self, condition: Condition, *actions: Action) -> bool:
        """Do this to it where the condition holds, and return whether it did. As `put_if`."""
        with store_errors():
            return _held(partial(self.update, actions=[*actions], condition=condition))

    @classmethod
    def _get_connection(cls) -> TableConnection:
        table = super()._get_connection()
        # Left alone, PynamoDB opens a session and a client for each model: 54-175 ms apiece.
        table.connection._client = clients.dynamodb()  # type: ignore[assignment]  # boto3's is a botocore client
        return table


@cache
def _attributes(model: type[Model]) -> dict[str, tuple[str, str, Callable[[Any], Any] | None]]:
    """Return of each attribute, by stored name, its own name, its type, and what reads its value.

    Text needs no reading, and Python's own ways with a list of texts, a number and a time are ten
    times as fast as PynamoDB's.
    """
    found = {}
    for name, attribute in model.get_attributes().items():
        read: Callable[[Any], Any] | None = attribute.deserialize
        if isinstance(attribute, UTCDateTimeAttribute):
            read = datetime.fromisoformat
        elif type(attribute) is NumberAttribute:
            read = _number
        elif isinstance(attribute, ListAttribute) and attribute.element_type is UnicodeAttribute:
            read = _texts
        elif type(attribute).deserialize is Attribute.deserialize:
            read = None
        found[attribute.attr_name] = name, attribute.attr_type, read
    return found


def _texts(elements: list[dict[str, str]]) -> list[str]:
    return [element["S"] for element in elements]


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


@contextmanager
def store_errors() -> Iterator[None]:
    """Raise Unavailable for whatever passes by itself: throttling, time-outs, a lost connection."""
    try:
        yield
    except PynamoDBConnectionError as error:
        if _code(error) in PASSING or isinstance(error.cause, BotoCoreError):
            raise Unavailable(
                "The store did not answer: repeat the request a little later."
            ) from error
        raise


def _held(write: Callable[[], object]) -> bool:
    try:
        write()
    except (PutError, UpdateError) as error:
        if not was_outrun(error):
            raise
        return False
    return True


def was_outrun(error: PynamoDBException) -> bool:
    """Return whether a write failed on its condition alone."""
    return _code(error) == "ConditionalCheckFailedException"


def _code(error: PynamoDBException) -> str | None:
    """Return the engine's own code, None without. PynamoDB's own way to it fails on a time-out."""
    response = getattr(error.cause, "response", None)
    return response["Error"]["Code"] if response else None
