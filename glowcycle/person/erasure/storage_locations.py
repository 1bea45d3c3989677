"""The places in tables and bucket that hold a person's items, and how to empty each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from glowcycle.aws.dynamodb import Item, PersonItem, store_errors
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.errors import Unavailable
from glowcycle.person import secret_links
from glowcycle.records import record_kinds
from glowcycle.storage import objects

# BatchWriteItem's limit.
BATCH_SIZE = 25
# How often the rest of a batch is sent before the caller must repeat the request.
MAX_TRIES = 5


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item of a table, or a version of an object in the bucket, by its key.

    links  the partitions of the links that open it: see `secret_links`
    """

    key: str
    is_tombstone: bool = False
    version_id: str = ""
    links: tuple[str, ...] = ()


class Location(Protocol):
    """A place that holds some of her items."""

    @property
    def name(self) -> str:
        """The name of the items in the receipt."""

    def first_items(self, *, user_id: str, limit: int) -> list[StoredItem]:
        """Return the first items in the order of their keys; none once the location is empty."""

    def remove(self, *, user_id: str, items: Sequence[StoredItem]) -> None:
        """Remove the items; those that are already gone do no harm."""


@dataclass(frozen=True, slots=True)
class TablePartition:
    """Her partition of a table, except the items with the excluded keys."""

    name: str
    model: type[Item]
    excluded: frozenset[str] = frozenset()

    def first_items(self, *, user_id: str, limit: int) -> list[StoredItem]:
        """Return the first items, read consistently. Raise Unavailable."""
        with store_errors():
            page = self.model._get_connection().query(
                user_id,
                attributes_to_get=[self._sort_key, "deletedAt", secret_links.ATTRIBUTE],
                limit=limit + len(self.excluded),
                consistent_read=True,
            )
        items = [
            StoredItem(
                item[self._sort_key]["S"], "deletedAt" in item, links=secret_links.named_in(item)
            )
            for item in page["Items"]
        ]
        return [item for item in items if item.key not in self.excluded][:limit]

    def remove(self, *, user_id: str, items: Sequence[StoredItem]) -> None:
        """Remove the items in batches, each after its links. Raise Unavailable."""
        secret_links.remove(link for item in items for link in item.links)
        for start in range(0, len(items), BATCH_SIZE):
            batch = items[start : start + BATCH_SIZE]
            self._remove_batch(
                [{"userId": {"S": user_id}, self._sort_key: {"S": item.key}} for item in batch]
            )

    def _remove_batch(self, keys: list[dict[str, dict[str, str]]]) -> None:
        for _ in range(MAX_TRIES):
            with store_errors():
                answer = self.model._get_connection().batch_write_item(delete_items=keys)
            unprocessed = answer.get("UnprocessedItems", {}).get(self.model.Meta.table_name, [])
            keys = [write["DeleteRequest"]["Key"] for write in unprocessed]
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

    def first_items(self, *, user_id: str, limit: int) -> list[StoredItem]:
        """Return the first versions of objects. Raise Unavailable."""
        prefix = objects.folder(user_id=user_id, kind=self.kind)
        return [
            StoredItem(version.key, version_id=version.version_id)
            for version in objects.first_versions(prefix=prefix, limit=limit)
        ]

    def remove(self, *, user_id: str, items: Sequence[StoredItem]) -> None:  # noqa: ARG002  in the keys
        """Remove the versions for good. Raise Unavailable."""
        versions = [objects.ObjectVersion(item.key, item.version_id) for item in items]
        objects.delete_versions(versions=versions)


def storage_locations(*, excluded: frozenset[str]) -> list[Location]:
    """Return all locations of her items, without her keys and those items of the person table."""
    return [
        *(TablePartition(name, kind.model) for name, kind in record_kinds().items()),
        BucketFolder("photos", "kept"),
        BucketFolder("pendingUploads", "uploads"),
        BucketFolder("waitingPhotos", "pending"),
        BucketFolder("exports", "exports"),
        TablePartition("settings", PersonItem, excluded | {KeyItem.NAME}),
    ]
