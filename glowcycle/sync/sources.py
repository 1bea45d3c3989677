"""The queries of a round: each returns records of one kind in the order of the round."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from pynamodb.pagination import ResultIterator

from glowcycle.aws.dynamodb import store_errors
from glowcycle.records import RecordKind
from glowcycle.storage.dated_record import DatedRecord

# The values of the key attributes of the record from which a query continues; none at its start.
# They stay text, since even a malformed one sorts there.
Position = tuple[str, ...]
# Sorts before all days when the newest come first.
AT_ONCE = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One query of a round.

    name          what a cursor calls it
    query         PynamoDB's query, which lacks the person, the start and the limit
    key_names     the stored names of the attributes that make up a position
    sorted_by     the one of them that orders the round; None if its records fit in anywhere
    """

    name: str
    kind: RecordKind
    query: Callable[..., ResultIterator[Any]]
    key_names: tuple[str, ...]
    sorted_by: str | None

    def read(self, *, user_id: str, start: Position, limit: int) -> "Reading":
        """Return the next records: at most 1 MB, and `limit` if they are sorted.

        Raise Unavailable.
        """
        results = self.query(
            user_id,
            consistent_read=True,
            page_size=limit if self.sorted_by else None,  # DynamoDB counts before it filters
            last_evaluated_key=self._start_key(user_id, start) if start else None,
        )
        with store_errors():
            page = next(results.page_iter)
        end = page.get("LastEvaluatedKey")
        return Reading(
            source=self,
            rows=[Row(source=self, item=item) for item in page["Items"]],
            end=None if end is None else self.position(end),
        )

    def position(self, item: dict[str, Any]) -> Position:
        """Return the position of the stored item."""
        return tuple(item[name]["S"] for name in self.key_names)

    def _start_key(self, user_id: str, position: Position) -> dict[str, dict[str, str]]:
        """Return the position as DynamoDB's key. Its partition is always the caller's own."""
        key = {**dict(zip(self.key_names, position, strict=True)), "userId": user_id}
        return {name: {"S": value} for name, value in key.items()}


class Row(NamedTuple):
    """A record as it is stored."""

    source: Source
    item: dict[str, Any]

    @property
    def order(self) -> str:
        """Where the record belongs in the order of the round."""
        name = self.source.sorted_by
        return AT_ONCE if name is None else str(self.item[name]["S"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The next records of a source, and where the ones after them start: None if there are none."""

    source: Source
    rows: list[Row]
    end: Position | None


def by_change(kinds: Iterable[RecordKind], *, since: datetime | None) -> Iterator[Source]:
    """Yield the sources of all changes since then, tombstones included, oldest first."""
    for kind in kinds:
        changed_since = kind.model.updated_at >= since if since else None
        yield Source(
            name=kind.name,
            kind=kind,
            query=partial(kind.model.by_change.query, range_key_condition=changed_since),
            key_names=("updatedAt", kind.key),
            sorted_by="updatedAt",
        )


def by_day(kinds: Iterable[RecordKind]) -> Iterator[Source]:
    """Yield the sources of all records, newest day first; a kind without dates comes before them.

    The index by date lacks a record that lost its key of that index in the store, so another source
    searches the table for those. It reads 1 MB at a time and finds next to nothing.
    """
    for kind in kinds:
        dates = kind.dates
        if dates is None:
            yield _unsorted(kind.name, kind, kind.model.query)
            continue
        yield Source(
            name=kind.name,
            kind=kind,
            query=partial(dates.query, scan_index_forward=False),
            key_names=tuple(kind.model.attribute(name).attr_name for name in dates.position),
            sorted_by=dates.sort_key.attr_name,
        )
        if issubclass(kind.model, DatedRecord):
            is_lost = (
                kind.model.date_order.does_not_exist() & kind.model.deleted_at.does_not_exist()
            )
            lost = partial(kind.model.query, filter_condition=is_lost)
            yield _unsorted(f"lost {kind.name}", kind, lost)


def _unsorted(name: str, kind: RecordKind, query: Callable[..., ResultIterator[Any]]) -> Source:
    return Source(name=name, kind=kind, query=query, key_names=(kind.key,), sorted_by=None)


def merge(readings: list[Reading], *, newest_first: bool) -> list[Row]:
    """Return the rows in their order, as far as no source can still have one that comes earlier."""
    ends = [
        reading.rows[-1].order
        for reading in readings
        if reading.source.sorted_by and reading.rows and reading.end is not None
    ]
    rows = [row for reading in readings for row in reading.rows]
    if newest_first:
        ready = [row for row in rows if all(row.order >= end for end in ends)]
    else:
        ready = [row for row in rows if all(row.order <= end for end in ends)]
    return sorted(ready, key=lambda row: row.order, reverse=newest_first)
