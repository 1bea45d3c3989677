"""Where things of hers lie: each shelf gives its first keys, in order, and empties them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from glowcycle.aws.dynamodb import Item, PersonItem, store_errors
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.errors import Unavailable
from glowcycle.records import record_kinds
from glowcycle.storage import objects

# BatchWriteItem takes so many.
BATCH = 25
# What a batch left undone is sent again so often before the whole request is to be repeated.
TRIES = 5


@dataclass(frozen=True, slots=True)
class StoredItem:
    """One thing on a shelf; what is deleted already is only a tombstone."""

    key: str
    is_tombstone: bool = False


class Location(Protocol):
    """One place where things of hers lie."""

    @property
    def name(self) -> str:
        """What they are called in the receipt."""

    def first(self, *, user_id: str, limit: int) -> list[StoredItem]:
        """Return the first things in the order of their keys; none once all are gone."""

    def remove(self, *, user_id: str, things: Sequence[StoredItem]) -> None:
        """Remove them; again is fine."""


@dataclass(frozen=True, slots=True)
class TablePartition:
    """Her partition of a table, without the items of those names."""

    name: str
    model: type[Item]
    spared: frozenset[str] = frozenset()

    def first(self, *, user_id: str, limit: int) -> list[StoredItem]:
        """Return the first items, read consistently. Raise Unavailable."""
        with store_errors():
            found = self.model._get_connection().query(
                user_id,
                attributes_to_get=[self._sort_key, "deletedAt"],
                limit=limit + len(self.spared),
                consistent_read=True,
            )
        things = [
            StoredItem(item[self._sort_key]["S"], "deletedAt" in item) for item in found["Items"]
        ]
        return [thing for thing in things if thing.key not in self.spared][:limit]

    def remove(self, *, user_id: str, things: Sequence[StoredItem]) -> None:
        """Remove the items, 25 at a time. Raise Unavailable."""
        for start in range(0, len(things), BATCH):
            batch = things[start : start + BATCH]
            self._remove(
                [{"userId": {"S": user_id}, self._sort_key: {"S": each.key}} for each in batch]
            )

    def _remove(self, keys: list[dict[str, dict[str, str]]]) -> None:
        for _ in range(TRIES):
            with store_errors():
                done = self.model._get_connection().batch_write_item(delete_items=keys)
            left = done.get("UnprocessedItems", {}).get(self.model.Meta.table_name, [])
            keys = [write["DeleteRequest"]["Key"] for write in left]
            if not keys:
                return
        raise Unavailable("The store is busy: repeat the request.")

    @property
    def _sort_key(self) -> str:
        return str(self.model.sort_key().attr_name)


@dataclass(frozen=True, slots=True)
class BucketFolder:
    """Her folder of the bucket for one kind of object."""

    name: str
    kind: str

    def first(self, *, user_id: str, limit: int) -> list[StoredItem]:
        """Return the first objects. Raise Unavailable."""
        prefix = objects.folder(user_id=user_id, kind=self.kind)
        return [StoredItem(key) for key in objects.first_keys(prefix=prefix, limit=limit)]

    def remove(self, *, user_id: str, things: Sequence[StoredItem]) -> None:  # noqa: ARG002  keys tell
        """Remove the objects. Raise Unavailable."""
        objects.delete_all(keys=[thing.key for thing in things])


def storage_locations(*, spared: str) -> list[Location]:
    """Return every place where things of hers lie; of the person table without that item."""
    return [
        *(TablePartition(name, kind.model) for name, kind in record_kinds().items()),
        BucketFolder("photos", "kept"),
        BucketFolder("pendingUploads", "pending"),
        BucketFolder("exports", "exports"),
        TablePartition("settings", PersonItem, frozenset({KeyItem.NAME, spared})),
    ]
