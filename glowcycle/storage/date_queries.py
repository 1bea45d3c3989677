"""Lists by date, newest first: bounded reads of one person's records, page by page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812  `date` is a field of the records
from typing import Any, Generic, Literal

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.pagination import ResultIterator

from glowcycle.aws.dynamodb import store_errors
from glowcycle.storage.records import MAX_PAGE_BYTES, R

# Filters apply after the read. One page reads at most this many records, however few match.
MAX_READ = 1000

Direction = Literal["older", "newer"]
# The key attributes of a record, by stored name, without the user id. A page begins next to it.
Position = dict[str, str]


@dataclass(frozen=True, slots=True)
class DateQuery(Generic[R]):
    """How the records of one kind are read by date.

    query     PynamoDB's query of the table or index that sorts them by date
    sort_key  the attribute that sorts them there
    position  the attributes that make up a position, by Python name
    """

    query: Callable[..., ResultIterator[Any]]
    sort_key: UnicodeAttribute
    position: tuple[str, ...]

    def position_of(self, record: R) -> Position:
        """Return the position of the record in the list."""
        return {record.attribute(name).attr_name: getattr(record, name) for name in self.position}


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
    """Records, newest first, with the positions of the pages on both sides; None at an end.

    A page may be short, with a filter even empty, although there are more: one page reads at most
    MAX_READ records and returns about MAX_PAGE_BYTES. `unreadable` are the remains of records that
    lie on this page, and count for its limit; a filter keeps them, for they might match.
    """

    records: list[R]
    older: Position | None
    newer: Position | None
    unreadable: list[R]


def read(
    date_query: DateQuery[R],
    *,
    user_id: str,
    page_request: PageRequest,
    matches: Callable[[R], bool] | None = None,
    derive: Callable[[list[R]], int] | None = None,
) -> RecordPage[R]:
    """Return the page with the records for which `matches` is true. Raise Unavailable.

    `derive` completes the records in their order and returns how many it did; the page ends there.
    It gets no remains of records.
    """
    first, last, limit = page_request.first, page_request.last, page_request.limit
    start, is_newer = page_request.position, page_request.direction == "newer"
    page: list[R] = []
    reads_left, bytes_left, end, has_more = MAX_READ, MAX_PAGE_BYTES, start, True
    batch = limit + 1
    while has_more and reads_left and bytes_left > 0 and len(page) <= limit:
        batch = min(batch, reads_left)
        results = date_query.query(
            user_id,
            _between(date_query.sort_key, first, last),
            scan_index_forward=is_newer,
            consistent_read=True,
            limit=batch,
            page_size=batch,
            last_evaluated_key=_start_key(user_id, end),
        )
        with store_errors():
            records, bytes_left = _take(results, bytes_left)
        live = (record for record in records if not record.is_gone)
        page += [r for r in live if not matches or r.is_unreadable or matches(r)]
        reads_left -= len(records)
        batch *= 2  # few records match: read more of them at once
        has_more = results.last_evaluated_key is not None
        end = date_query.position_of(records[-1]) if records else end
    if len(page) > limit:
        page, has_more = page[:limit], True
        end = date_query.position_of(page[-1])
    whole, _ = split(page)
    if derive and (done := derive(whole)) < len(whole):
        page, has_more = page[: page.index(whole[done])], True
        end = date_query.position_of(page[-1])
    if is_newer and not page and not has_more:  # all newer records are gone: show the newest page
        from_start = replace(page_request, position=None, direction="older")
        return read(
            date_query, user_id=user_id, page_request=from_start, matches=matches, derive=derive
        )
    onward = end if has_more else None
    backward = date_query.position_of(page[0]) if start and page else start
    older, newer = (backward, onward) if is_newer else (onward, backward)
    readable, unreadable = split(page[::-1] if is_newer else page)
    return RecordPage(readable, older=older, newer=newer, unreadable=unreadable)


def split(records: list[R]) -> tuple[list[R], list[R]]:
    """Return the records that can be read, and the remains of the others."""
    unreadable = [record for record in records if record.is_unreadable]
    if not unreadable:
        return records, unreadable
    return [record for record in records if not record.is_unreadable], unreadable


def _take(results: Iterator[R], bytes_left: int) -> tuple[list[R], int]:
    """Return records until the bytes are used up, and how many bytes are left."""
    taken = []
    for record in results:
        taken.append(record)
        bytes_left -= record.json_bytes
        if bytes_left <= 0:
            break
    return taken, bytes_left


def walk_back(
    date_query: DateQuery[R],
    *,
    user_id: str,
    first: Date,
    last: Date,
    goes_on: Callable[[R], bool],
    batch: int | None = None,
) -> Iterator[R]:
    """Yield the records dated `first` to `last` (inclusive), newest first, and remains of records.

    It reads and decrypts only as far as the caller iterates: `batch` records at first, then four
    times as many each time; without it, as many as DynamoDB returns at once. It ends after a
    record, which may be a tombstone, for which `goes_on` is false. Raise Unavailable.
    """
    if first > last:
        return  # DynamoDB refuses such a range
    position: Position | None = None
    while True:
        results = date_query.query(
            user_id,
            _between(date_query.sort_key, first, last),
            scan_index_forward=False,
            consistent_read=True,
            limit=batch,
            last_evaluated_key=_start_key(user_id, position),
        )
        with store_errors():
            for record in results:
                if not record.is_gone:
                    yield record
                if not goes_on(record):
                    return
        if results.last_evaluated_key is None:
            return
        position, batch = date_query.position_of(record), batch and 4 * batch


def _between(sort_key: UnicodeAttribute, first: Date | None, last: Date | None) -> Condition:
    """Return the condition for these dates. "~" sorts after whatever follows the last date."""
    return sort_key.between(first.isoformat() if first else "0", f"{last or 9}~")


def _start_key(user_id: str, position: Position | None) -> dict[str, dict[str, str]] | None:
    """Return the position as DynamoDB's key. The partition is always the caller's own."""
    if position is None:
        return None
    return {name: {"S": value} for name, value in {**position, "userId": user_id}.items()}
