"""All changes to a person's records since a phone last asked, oldest first.

No change is ever skipped. A write becomes visible a little later than the time it carries, and by
then a page may have been read beyond that time. But no write outlives the time-out of its Lambda
function: a write that was invisible when a round of pages started carries a time at most SETTLE
before that start. So the next round starts at that earlier time. It returns some changes again, and
the phone recognises them by their version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any, ClassVar, NamedTuple

from glowcycle.aws.dynamodb import store_errors
from glowcycle.errors import Gone
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage.records import MAX_PAGE_BYTES, Record
from glowcycle.storage.revisions import TOMBSTONE_LIFE

# The time-out of the function, doubled for clocks that differ.
SETTLE = timedelta(seconds=60)
# A phone that asks later may miss a tombstone; DynamoDB deletes those up to two days late.
CURSOR_LIFE = TOMBSTONE_LIFE - timedelta(days=2)

# By kind: the stored time and the key of the last change that was read. The time stays text, since
# even a malformed one sorts there.
LastChanges = Mapping[str, tuple[str, str]]


class CursorExpired(Gone):
    """Deletions since this cursor may have been forgotten by now."""

    code: ClassVar[str] = "cursor_expired"

    def __init__(self) -> None:
        super().__init__(
            "Start again: send your waiting operations, ask without a cursor until hasMore is "
            "false, and drop every record that was not in the answers."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """A position in a round: a reading of all changes from `since` on, page by page.

    since         None to read all records
    started_at    when the round started
    last_changes  how far the round has come
    """

    since: datetime | None
    started_at: datetime
    last_changes: LastChanges

    def next_round(self) -> "Cursor":
        """Return the start of the next round, which starts with its first page."""
        return Cursor(since=self.started_at - SETTLE, started_at=self.started_at, last_changes={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A record as it is now, or its tombstone."""

    kind: RecordKind
    record: Record

    @property
    def is_unreadable(self) -> bool:
        """Whether the record is there, but cannot be read. A deleted one needs no reading."""
        return self.record.is_unreadable and not self.record.is_gone


class _StoredChange(NamedTuple):
    """A change, and its time as the index has it."""

    at: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """Some changes, oldest first, and the cursor of the next page.

    With `has_more` the next page is ready; otherwise the cursor waits for new changes.
    `unreadable` are the remains of records that cannot be read: not deleted, and no changes.
    """

    changes: list[Change]
    unreadable: list[Record]
    cursor: Cursor
    has_more: bool


def read_changes(*, user_id: str, cursor: Cursor | None, limit: int, now: datetime) -> ChangePage:
    """Return up to `limit` of her changes that fit into one answer.

    Each kind costs one query of at most 1 MB. Raise CursorExpired, Unavailable.
    """
    cursor = _start(cursor, now)
    reads = [
        _read(kind, user_id=user_id, cursor=cursor, limit=limit) for kind in record_kinds().values()
    ]
    # If a kind has more changes, those may be older than another kind's: return nothing later.
    ends = [changes[-1].at for changes, has_more in reads if has_more]
    ready = [
        stored
        for changes, _ in reads
        for stored in changes
        if all(stored.at <= end for end in ends)
    ]
    ready.sort(key=lambda stored: stored.at)
    page = _fitting(ready[:limit])
    has_more = bool(ends) or len(ready) > len(page)
    read = {stored.change.kind.name: (stored.at, stored.change.record.key) for stored in page}
    cursor = replace(cursor, last_changes={**cursor.last_changes, **read})
    changes = [stored.change for stored in page]
    return ChangePage(
        changes=[change for change in changes if not change.is_unreadable],
        unreadable=[change.record for change in changes if change.is_unreadable],
        cursor=cursor if has_more else cursor.next_round(),
        has_more=has_more,
    )


def _fitting(changes: list[_StoredChange]) -> list[_StoredChange]:
    """Return the first changes that fit into one answer."""
    sizes = accumulate(stored.change.record.json_bytes for stored in changes)
    return [stored for stored, size in zip(changes, sizes, strict=True) if size < MAX_PAGE_BYTES]


def _start(cursor: Cursor | None, now: datetime) -> Cursor:
    """Return the cursor to read from; a new round starts now. Raise CursorExpired."""
    if cursor is None:
        return Cursor(since=None, started_at=now, last_changes={})
    if (cursor.since or cursor.started_at) < now - CURSOR_LIFE:
        raise CursorExpired
    return cursor if cursor.last_changes else replace(cursor, started_at=now)


def _read(
    kind: RecordKind, *, user_id: str, cursor: Cursor, limit: int
) -> tuple[list[_StoredChange], bool]:
    """Return the next changes of the kind, and whether it may have more."""
    last_change = cursor.last_changes.get(kind.name)
    results = kind.model.by_change.query(
        user_id,
        kind.model.updated_at >= cursor.since if cursor.since else None,
        consistent_read=True,
        page_size=limit,
        last_evaluated_key=_start_key(kind, user_id, last_change) if last_change else None,
    )
    with store_errors():
        page = next(results.page_iter)
    changes = [
        _StoredChange(
            item["updatedAt"]["S"], Change(kind=kind, record=kind.model.from_raw_data(item))
        )
        for item in page["Items"]
    ]
    return changes, bool(changes) and "LastEvaluatedKey" in page


def _start_key(kind: RecordKind, user_id: str, last_change: tuple[str, str]) -> dict[str, Any]:
    """Return the DynamoDB key of that change. Its partition is always the caller's own."""
    at, key = last_change
    return {**kind.start_key(user_id=user_id, key=key), "updatedAt": {"S": at}}
