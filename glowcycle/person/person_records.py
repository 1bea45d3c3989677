"""What she says of herself once: one item each of the person table, stored and sealed as a record.

It has no id and no date, does not come with sync, and is not deleted but said anew.
"""

from datetime import datetime
from typing import ClassVar, TypeVar

from django.conf import settings
from pynamodb.attributes import UnicodeAttribute

from glowcycle.storage import records, replacing
from glowcycle.storage.records import Record, readable
from glowcycle.storage.writes import Write


class PersonRecord(Record):
    """The base of such an item; `NAME` is its key, and the second segment of its address."""

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-person"

    NAME: ClassVar[str]

    item = UnicodeAttribute(range_key=True)

    @classmethod
    def kind(cls) -> str:
        """Return the first segment of its address, as for records: /me/profile."""
        return "me"


P = TypeVar("P", bound=PersonRecord)


def read(model: type[P], *, user_id: str) -> P | None:
    """Return what she said, or its remains, which say nothing; None if she never said it.

    One read. Raise Unavailable.
    """
    return records.find(model, user_id=user_id, key=model.NAME)


def get(model: type[P], *, user_id: str) -> P | None:
    """Return what she said, None if she never did. Raise Unreadable, Unavailable."""
    record = read(model, user_id=user_id)
    return record and readable(record)


def replace(model: type[P], *, write: Write, only_new: bool) -> P:
    """Set the given values, and keep the others. Raise Stale, KeyReused, Unreadable.

    With `only_new` it changes nothing that she said before.
    """
    record, _ = replacing.create_or_replace(model, write, only_new=only_new)
    return record


def has_changed(model: type[P], *, user_id: str, since: datetime) -> bool:
    """Return whether she changed it at that time or later. Raise Unavailable."""
    record = read(model, user_id=user_id)
    return record is not None and record.updated_at >= since
