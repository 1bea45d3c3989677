"""All changes to a person's records since a phone last asked, page by page.

A round returns the changes since a time, oldest first. No change is ever skipped: a write becomes
visible a little later than the time it carries, and by then a page may have been read beyond that
time. But no write outlives the time-out of its Lambda function: a write that was invisible when a
round started carries a time at most SETTLE before that start. So the next round starts at that
earlier time. It returns some changes again, and the phone recognises them by their version.

The first round of a phone returns all records, newest day first, so that it can soon show this
month. What changes meanwhile may move to a day that was read before. So a first round of several
pages ends with all changes since it started, and only then the phone knows which records exist.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import ClassVar

from glowcycle.errors import Gone
from glowcycle.records import RecordKind
from glowcycle.storage.records import MAX_PAGE_BYTES, Record
from glowcycle.storage.revisions import TOMBSTONE_LIFE
from glowcycle.sync.sources import Position, Reading, Row, by_change, by_day, merge

# The time-out of the function, doubled for clocks that differ.
SETTLE = timedelta(seconds=60)
# A phone that asks later may miss a tombstone; DynamoDB deletes those up to two days late.
CURSOR_LIFE = TOMBSTONE_LIFE - timedelta(days=2)


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

    since       None to read all records
    started_at  when the round started
    positions   by source: how far the round has come, None where a first round has read all
    is_first    whether it is a first round, which reads by day
    """

    since: datetime | None
    started_at: datetime
    positions: Mapping[str, Position | None] = field(default_factory=dict)
    is_first: bool = False

    def next_round(self) -> "Cursor":
        """Return the start of the next round, which starts with its first page."""
        return Cursor(since=self.started_at - SETTLE, started_at=self.started_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A record as it is now, or its tombstone."""

    kind: RecordKind
    record: Record

    @property
    def is_unreadable(self) -> bool:
        """Whether the record is there, but cannot be read. A deleted one needs no reading."""
        return self.record.is_unreadable and not self.record.is_gone


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """Some changes, and the cursor of the next page.

    With `has_more` the next page is ready; otherwise the cursor waits for new changes.
    `unreadable` are the remains of records that cannot be read: not deleted, and no changes.
    """

    changes: list[Change]
    unreadable: list[Record]
    cursor: Cursor
    has_more: bool


def read_changes(
    *,
    user_id: str,
    kinds: Iterable[RecordKind],
    cursor: Cursor | None,
    limit: int,
    now: datetime,
) -> ChangePage:
    """Return up to `limit` of her changes that fit into one answer.

    Each kind costs one query of at most 1 MB; in a first round, a kind with dates costs two. Raise
    CursorExpired, Unavailable.
    """
    cursor = _start(cursor, now)
    sources = by_day(kinds) if cursor.is_first else by_change(kinds, since=cursor.since)
    readings = [
        source.read(user_id=user_id, start=start, limit=limit)
        for source in sources
        if (start := cursor.positions.get(source.name, ())) is not None
    ]
    ready = merge(readings, newest_first=cursor.is_first)
    changes = _fitting(ready[:limit])
    has_more = len(changes) < len(ready) or any(reading.end is not None for reading in readings)
    is_later_page = bool(cursor.positions)
    cursor = _advance(cursor, readings, told=ready[: len(changes)])
    return ChangePage(
        changes=[
            change
            for change in changes
            if not change.is_unreadable and not (cursor.is_first and change.record.is_gone)
        ],
        unreadable=[change.record for change in changes if change.is_unreadable],
        cursor=cursor if has_more else cursor.next_round(),
        has_more=has_more or (cursor.is_first and is_later_page),
    )


def _fitting(rows: list[Row]) -> list[Change]:
    """Return the first changes that fit into one answer. It decrypts no others but one."""
    changes, size = [], 0
    for row in rows:
        record = row.source.kind.model.from_raw_data(row.item)
        size += record.json_bytes
        if size >= MAX_PAGE_BYTES:
            break
        changes.append(Change(kind=row.source.kind, record=record))
    return changes


def _advance(cursor: Cursor, readings: list[Reading], *, told: list[Row]) -> Cursor:
    """Return the cursor behind the rows that are told. The others are read again."""
    counts, positions = Counter(row.source.name for row in told), dict(cursor.positions)
    for reading in readings:
        name, rows = reading.source.name, reading.rows
        if counts[name] == len(rows) and (reading.end or cursor.is_first):
            positions[name] = reading.end
        elif counts[name]:
            positions[name] = reading.source.position(rows[counts[name] - 1].item)
    return replace(cursor, positions=positions)


def _start(cursor: Cursor | None, now: datetime) -> Cursor:
    """Return the cursor to read from; a new round starts now. Raise CursorExpired."""
    if cursor is None:
        return Cursor(since=None, started_at=now, is_first=True)
    if (cursor.since or cursor.started_at) < now - CURSOR_LIFE:
        raise CursorExpired
    return cursor if cursor.positions else replace(cursor, started_at=now)
