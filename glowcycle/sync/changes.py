"""All that changed since a phone last asked, oldest first, over every kind of record.

No change is ever skipped. A write bears the time at which it was stamped and is seen a little
later; by then a page may have been read that goes beyond its time. But no function outlives its
time-out: what could not be seen when a round of pages began bears a time of at most SETTLE before
that. There the next round begins, and what it tells a second time the phone knows by its version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any, ClassVar

from glowcycle.aws.dynamodb import store_errors
from glowcycle.errors import Gone
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage.records import MAX_PAGE_BYTES, Record
from glowcycle.storage.revisions import TOMBSTONE_LIFE

# The function's time-out, and as much again for clocks that differ.
SETTLE = timedelta(seconds=60)
# A phone that comes later may have missed a tombstone: they do not vanish to the minute.
CURSOR_LIFE = TOMBSTONE_LIFE - timedelta(days=2)

# By kind: when the last record told was changed, and which it was.
Places = Mapping[str, tuple[datetime, str]]


class CursorExpired(Gone):
    """What was deleted since the phone last asked can no longer be told."""

    code: ClassVar[str] = "cursor_expired"

    def __init__(self) -> None:
        super().__init__(
            "Begin afresh: send what waits to be sent, ask without a cursor until hasMore is "
            "false, and drop every record that was not among the answers."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A reading of all that changed from `since` on, page by page; it began at `began`.

    `since` is None for everything. `places` says how far it has come.
    """

    since: datetime | None
    began: datetime
    places: Places

    def next(self) -> "Round":
        """Return the round after this one, which begins when it is first asked for."""
        return Round(since=self.began - SETTLE, began=self.began, places={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A record as it is now, or its tombstone."""

    kind: RecordKind
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some changes, oldest first, and with what to go on: at once where there is more, or later."""

    changes: list[Change]
    onward: Round
    has_more: bool


def read_changes(*, user_id: str, asked: Round | None, limit: int, now: datetime) -> Page:
    """Return up to `limit` of her changes, as many as fit: one query of each kind, 1 MB at most.

    Raises CursorExpired where tombstones may have vanished since, Unavailable.
    """
    this = _begun(asked, now)
    stretches = {
        name: _read(kind, user_id=user_id, this=this, limit=limit)
        for name, kind in record_kinds().items()
    }
    # Beyond the end of a stretch that goes on, another kind's changes must wait for its own.
    ends = [found[-1].record.updated_at for found, goes_on in stretches.values() if goes_on]
    told = [
        change
        for found, _ in stretches.values()
        for change in found
        if all(change.record.updated_at <= end for end in ends)
    ]
    told.sort(key=lambda change: change.record.updated_at)
    fitting = _fitting(told[:limit])
    has_more = bool(ends) or len(told) > len(fitting)
    told = fitting
    places = {change.kind.name: (change.record.updated_at, change.record.key) for change in told}
    this = Round(since=this.since, began=this.began, places={**this.places, **places})
    return Page(changes=told, onward=this if has_more else this.next(), has_more=has_more)


def _fitting(told: list[Change]) -> list[Change]:
    """Return as many as one answer holds."""
    sizes = accumulate(change.record.json_bytes for change in told)
    return [change for change, size in zip(told, sizes, strict=True) if size < MAX_PAGE_BYTES]


def _begun(asked: Round | None, now: datetime) -> Round:
    """Return the round to go on with."""
    if asked is None:
        return Round(since=None, began=now, places={})
    if (asked.since or asked.began) < now - CURSOR_LIFE:
        raise CursorExpired
    return asked if asked.places else Round(since=asked.since, began=now, places={})


def _read(kind: RecordKind, *, user_id: str, this: Round, limit: int) -> tuple[list[Change], bool]:
    """Return the kind's next changes, and whether there may be more."""
    place = this.places.get(kind.name)
    results = kind.model.by_change.query(
        user_id,
        kind.model.updated_at >= this.since if this.since else None,
        consistent_read=True,
        page_size=limit,
        last_evaluated_key=_start_key(kind, user_id, place) if place else None,
    )
    with store_errors():
        stretch = next(results.page_iter)
    found = [kind.model.from_raw_data(item) for item in stretch["Items"]]
    changes = [Change(kind=kind, record=record) for record in found]
    return changes, bool(changes) and "LastEvaluatedKey" in stretch


def _start_key(kind: RecordKind, user_id: str, place: tuple[datetime, str]) -> dict[str, Any]:
    """Return the engine's key of a place. The partition is the caller's own, whatever the place."""
    changed, key = place
    when = kind.model.updated_at.serialize(changed)
    return {"userId": {"S": user_id}, "updatedAt": {"S": when}, kind.key: {"S": key}}
