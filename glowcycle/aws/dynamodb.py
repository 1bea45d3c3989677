"""The base of all PynamoDB models, which share one client, and the errors of DynamoDB."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from typing import Any, Self

from django.conf import settings
from pynamodb.attributes import Attribute, TTLAttribute, UnicodeAttribute
from pynamodb.connection import TableConnection
from pynamodb.constants import ALL_NEW, ATTRIBUTES
from pynamodb.exceptions import (
    AttributeDeserializationError,
    PutError,
    PynamoDBException,
    UpdateError,
)
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from glowcycle.aws import clients
from glowcycle.aws.errors import FULL_CODE, error_code, is_transient, unavailable
from glowcycle.aws.stored_values import MALFORMED, readers
from glowcycle.errors import StorageFull

log = logging.getLogger(__name__)


class Item(Model):
    """An item of a table. A model names the table in Meta, and gives no attribute a default."""

    user_id: UnicodeAttribute

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """Return the item that DynamoDB returned. Raise AttributeDeserializationError.

        PynamoDB's own method visits every attribute of the model and takes twice as long. This one
        visits the attributes of the item.
        """
        item = cls.__new__(cls)
        item.attribute_values = values = {}
        known = readers(cls)
        for stored_name, value in data.items():
            if stored_name in known:
                name, data_type, read = known[stored_name]
                if data_type in value:
                    values[name] = read(value[data_type]) if read else value[data_type]
                elif "NULL" not in value:
                    raise AttributeDeserializationError(stored_name, data_type)
        return item

    @classmethod
    def find(cls, user_id: str, key: str) -> Self | None:
        """Return the person's item with this key, read consistently, or None. Raise Unavailable."""
        with store_errors():
            try:
                return cls.get(user_id, key, consistent_read=True)
            except cls.DoesNotExist:
                return None

    def save_if(self, condition: Condition, *, is_ours: Callable[[Self], bool]) -> Self | None:
        """Store the item if the condition holds. Return the stored item, None for another write's.

        After a lost response botocore repeats the write, and the condition fails on the first
        attempt's item. So a failure reads the stored item, and `is_ours` recognises it. Raise
        Unavailable.
        """
        if _is_written(partial(self.save, condition=condition)):
            return self
        return self.read_if(is_ours)

    def save_or_get(self, condition: Condition) -> Self:
        """Store the item if the condition holds, or else return the stored one.

        Raise Unavailable, also where the stored one has just been deleted.
        """
        stored = self.save_if(condition, is_ours=lambda _: True)
        if stored is None:
            raise unavailable("The store")
        return stored

    def update_if(self, condition: Condition | None, *actions: Action) -> bool:
        """Update the stored item if the condition holds; return whether it did. Raise Unavailable.

        After a lost response it may return False although the update was applied.
        """
        update = partial(self._get_connection().update_item, self.user_id, self.key)
        return _is_written(partial(update, actions=[*actions], condition=condition))

    def update_and_get(self, condition: Condition, *actions: Action) -> Self | None:
        """Do what `update_if` does; return the item as it is stored then, None if it did not."""
        stored: dict[str, Any] = {}

        def update() -> None:
            answer = self._get_connection().update_item(
                self.user_id, self.key, [*actions], condition, return_values=ALL_NEW
            )
            stored.update(answer[ATTRIBUTES])

        return type(self).from_raw_data(stored) if _is_written(update) else None

    def read_if(self, is_ours: Callable[[Self], bool]) -> Self | None:
        """Return the stored item if there is one and `is_ours` holds for it. Raise Unavailable."""
        stored = self.find(self.user_id, self.key)
        return stored if stored is not None and is_ours(stored) else None

    @property
    def key(self) -> str:
        """The value of the sort key: it names the item within the person's partition."""
        return str(getattr(self, _sort_key(type(self))))

    @classmethod
    def sort_key(cls) -> Attribute[Any]:
        """Return the attribute that is the table's sort key."""
        return cls.get_attributes()[_sort_key(cls)]

    @classmethod
    def _get_connection(cls) -> TableConnection:
        table = super()._get_connection()
        # PynamoDB would make a session and a client for each model, in 54 to 175 ms each.
        table.connection._client = clients.dynamodb()  # type: ignore[assignment]  # boto3's is a botocore client
        return table


def salvage(data: dict[str, Any], *, read: Callable[[dict[str, Any]], Item]) -> dict[str, Any]:
    """Return the values of those stored attributes that `read` can read, by Python name."""
    values: dict[str, Any] = {}
    for name, value in data.items():
        with suppress(*MALFORMED):
            values |= read({name: value}).attribute_values
    return values


class PersonItem(Item):
    """An item about a person, such as her keys or her consents. Each kind has its own model.

    `item` is the sort key: for example key, export or count#analyses#2026-11-25.
    """

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-person"

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    item = UnicodeAttribute(range_key=True)
    expires_at = TTLAttribute(null=True, attr_name="expiresAt")

    @classmethod
    def find_or_discard(cls, user_id: str, key: str) -> Self | None:
        """Do what `find` does, but delete a malformed item. For work that can begin again."""
        try:
            return cls.find(user_id, key)
        except MALFORMED:
            log.exception("malformed item")
        with store_errors():
            cls(user_id, key).delete()
        return None


@cache
def _sort_key(model: type[Model]) -> str:
    return next(name for name, found in model.get_attributes().items() if found.is_range_key)


@contextmanager
def store_errors() -> Iterator[None]:
    """Raise Unavailable for a transient error of DynamoDB, StorageFull for a full partition.

    Let every other error pass.
    """
    try:
        yield
    except PynamoDBException as error:
        if error_code(error.cause) == FULL_CODE:
            raise StorageFull from error
        if is_transient(error.cause):
            raise unavailable("The store") from error
        raise


def has_failed_condition(error: PynamoDBException) -> bool:
    """Return whether the write failed because its condition does not hold."""
    return error_code(error.cause) == "ConditionalCheckFailedException"


def _is_written(write: Callable[[], object]) -> bool:
    """Write, and return whether the condition held. Raise Unavailable."""
    try:
        with store_errors():
            write()
    except (PutError, UpdateError) as error:
        if not has_failed_condition(error):
            raise
        return False
    return True
