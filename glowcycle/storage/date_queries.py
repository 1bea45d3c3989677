"""Lists by date, newest first: a bounded read of one person's records that says where to go on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812  `date` is a field of the records
from typing import Any, Generic, Literal

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, LocalSecondaryIndex
from pynamodb.pagination import ResultIterator

from glowcycle.aws.dynamodb import store_errors
from glowcycle.storage.records import MOST_WEIGHT, R, Record

# A filter runs after the read: this bounds what one call may read, however rare the matches are.
MAX_READ = 1000

Direction = Literal["older", "newer"]
# The key attributes, by stored name, of the record next to which a slice begins; never the owner's.
Position = dict[str, str]


class ByDate(LocalSecondaryIndex["DatedRecord"]):
    """Her records by date. Tombstones have no `dateOrder`, and so no place in it."""

    class Meta:
        index_name = "byDate"
        projection = AllProjection()

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    date_order = UnicodeAttribute(range_key=True, attr_name="dateOrder")


class DatedRecord(Record):
    """A record of which a day may have many: its own id is the key, an index gives the order."""

    date = UnicodeAttribute(null=True)
    date_order = UnicodeAttribute(null=True, attr_name="dateOrder")

    by_date = ByDate()

    @property
    def day(self) -> Date:
        """The calendar day she means: of a time with an offset, the day where she was."""
        return Date.fromisoformat(self.date[:10])

    def arrange(self) -> None:
        """Derive the order by date and, within a date, by creation; a tombstone has none."""
        if self.date is not None:
            self.date_order = f"{self.date}#{self.created_at:%Y-%m-%dT%H:%M:%S.%f}"


@dataclass(frozen=True, slots=True)
class DateQuery(Generic[R]):
    """One kind of record by date: which query reads it in that order, and what names a place."""

    query: Callable[..., ResultIterator[Any]]
    order: UnicodeAttribute
    place: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """Which page of a list to read.

    first, last  the dates of the records, both included; None for no limit
    limit        the largest number of records
    position     the record next to which the page begins; None for the start of the list
    direction    the side of that record on which the page lies
    """

    first: Date | None
    last: Date | None
    limit: int
    position: Position | None = None
    direction: Direction = "older"


@dataclass(frozen=True, slots=True)
class RecordPage(Generic[R]):
    """Records newest first, and where the reading goes on in both directions; None at an end.

    A short slice may go on, with a filter even an empty one: what is read at once is bounded, and
    so is what is answered.
    """

    records: list[R]
    older: Position | None
    newer: Position | None


def read(
    chronicle: DateQuery[R],
    *,
    user_id: str,
    page_request: PageRequest,
    matches: Callable[[R], bool] | None = None,
) -> RecordPage[R]:
    """Return the page with the records for which `matches` is true. Raise Unavailable."""
    first, last, limit = page_request.first, page_request.last, page_request.limit
    beside, direction = page_request.position, page_request.direction
    found: list[R] = []
    to_read, room, place, more = MAX_READ, MOST_WEIGHT, beside, True
    page = limit + 1
    while more and to_read and room > 0 and len(found) <= limit:
        page = min(page, to_read)
        results = chronicle.query(
            user_id,
            _between(chronicle.order, first, last),
            scan_index_forward=direction == "newer",
            consistent_read=True,
            limit=page,
            page_size=page,
            last_evaluated_key=_start_key(user_id, place),
        )
        with store_errors():
            records, room = _take(results, room)
        found += [r for r in records if not r.is_gone and (not matches or matches(r))]
        to_read -= len(records)
        page *= 2  # the rarer the matches, the more is read at once
        more = results.last_evaluated_key is not None
        place = records[-1].place(chronicle.place) if records else place
    if len(found) > limit:
        found, more = found[:limit], True
        place = found[-1].place(chronicle.place)
    onward = place if more else None
    if direction == "newer":
        if not found and not more:  # what was newer is gone: she is back at the start
            from_start = replace(page_request, position=None, direction="older")
            return read(chronicle, user_id=user_id, page_request=from_start, matches=matches)
        found.reverse()
        return RecordPage(
            found, older=found[-1].place(chronicle.place) if found else beside, newer=onward
        )
    return RecordPage(
        found, older=onward, newer=found[0].place(chronicle.place) if beside and found else beside
    )


def _take(results: Iterator[R], room: int) -> tuple[list[R], int]:
    """Return the records that fit into so much weight, the last one just not, and what is left."""
    taken = []
    for record in results:
        taken.append(record)
        room -= record.weight
        if room <= 0:
            break
    return taken, room


def walk_back(
    chronicle: DateQuery[R], *, user_id: str, first: Date, last: Date, page: int | None = None
) -> Iterator[R]:
    """Yield the records dated `first` to `last` (inclusive), newest first.

    Reads on only while more are taken: `page` records at first, then as much as the engine gives;
    and opens only what is taken.
    """
    if first > last:
        return  # which an engine would not call empty, but an error
    place: Position | None = None
    while True:
        results = chronicle.query(
            user_id,
            _between(chronicle.order, first, last),
            scan_index_forward=False,
            consistent_read=True,
            limit=page,
            last_evaluated_key=_start_key(user_id, place),
        )
        with store_errors():
            for record in results:
                if not record.is_gone:
                    yield record
        if results.last_evaluated_key is None:
            return
        place, page = record.place(chronicle.place), None


def _between(order: UnicodeAttribute, first: Date | None, last: Date | None) -> Condition:
    """Return the range of dates as text; what follows a day's digits is always less than "~"."""
    return order.between(first.isoformat() if first else "0", f"{last or 9}~")


def _start_key(user_id: str, place: Position | None) -> dict[str, dict[str, str]] | None:
    """Return the engine's key of a place. The partition is the caller's own, whatever the place."""
    if place is None:
        return None
    return {name: {"S": value} for name, value in {**place, "userId": user_id}.items()}
