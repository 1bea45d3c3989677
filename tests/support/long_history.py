"""A history of decades in a table that exists only as far as it is read.

moto searches every item at every query, so 50,000 of them would take minutes. Here a query of one
person's partition finds its items by bisection and makes, seals and answers only those that it
returns, as DynamoDB does: at most 1 MB, with a LastEvaluatedKey. Everything above botocore runs.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import Any
from unittest import mock
from uuid import NAMESPACE_OID, uuid5

from botocore.awsrequest import AWSResponse
from moto.core.botocore_stubber import MockRawResponse

from glowcycle.aws import clients
from glowcycle.aws.request_context import RequestContext
from glowcycle.storage import revisions
from glowcycle.storage.records import Record
from journal.models import JournalEntry
from period.models import DayLog
from skin.models import SkinScan

PAGE_BYTES = 1024 * 1024
FIRST_DAY = date(1900, 1, 1)
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)

Item = dict[str, Any]
Make = Callable[[str], Record]


@dataclass
class Reads:
    """What was read: queries, records, bytes of items, and how many records were opened."""

    calls: int = 0
    records: int = 0
    opened: int = 0
    bytes: int = 0


@dataclass(eq=False)
class Partition:
    """One person's items of one kind, by the sort key of the table and of the index by date.

    `make` returns the record with that key of the table; `keys` are all of these.
    """

    user_id: str
    keys: list[str]
    make: Make
    reads: Reads = field(default_factory=Reads)

    def __post_init__(self) -> None:
        self.item = cache(lambda key: _stored(self.make(key)))
        self.keys.sort()
        self.model = type(self.make(self.keys[0]))
        self.sort_key = self.model.sort_key().attr_name
        self.table = self.model.Meta.table_name

    @cache  # noqa: B019  a partition lives as long as its test
    def order(self, index: str | None) -> list[tuple[str, str]]:
        """Return the sort key and the key of each item, in the order of the table or the index."""
        if index is None or self.sort_key == "date":
            return [(key, key) for key in self.keys]
        return sorted((str(date_order(self.make(key))), key) for key in self.keys)

    def answer(self, query: Mapping[str, Any]) -> Item:
        """Return DynamoDB's answer to the query."""
        order = self.order(query.get("IndexName"))
        values = [value["S"] for value in query["ExpressionAttributeValues"].values()]
        first, last = 0, len(order)
        if len(values) > 1:
            low, high = sorted(values[1:]) if len(values) > 2 else (values[1], "~")
            first, last = bisect_left(order, (low, "")), bisect_right(order, (high, "~"))
        if start := query.get("ExclusiveStartKey"):
            place = (start.get("dateOrder", start[self.sort_key])["S"], start[self.sort_key]["S"])
            if query.get("ScanIndexForward", True):
                first = bisect_right(order, place)
            else:
                last = bisect_left(order, place)
        return self._page(order[first:last], query)

    def _page(self, found: list[tuple[str, str]], query: Mapping[str, Any]) -> Item:
        if not query.get("ScanIndexForward", True):
            found = found[::-1]
        items: list[Item] = []
        size = 0
        for _, key in found[: query.get("Limit", len(found))]:
            items.append(self.item(key))
            size += _size(items[-1])
            if size >= PAGE_BYTES:
                break
        self.reads.calls += 1
        self.reads.records += len(items)
        self.reads.bytes += size
        # The only filter finds records that the index by date lost: there are none.
        found_items = [] if "FilterExpression" in query else items
        answer: Item = {"Items": found_items, "Count": len(found_items), "ScannedCount": len(items)}
        if items and (len(items) < len(found) or len(items) == query.get("Limit")):
            names = ["userId", self.sort_key, *(["dateOrder"] if query.get("IndexName") else [])]
            answer["LastEvaluatedKey"] = {name: items[-1][name] for name in names}
        return answer


@contextmanager
def long_history(*partitions: Partition) -> Iterator[None]:
    """Answer the queries of these partitions until the block ends; all other calls go to moto."""
    endpoint = clients.dynamodb()._endpoint  # type: ignore[attr-defined]  # botocore's
    attempt = endpoint._do_get_response

    def respond(request: Any, model: Any, context: Any) -> Any:
        if model.name == "Query":
            query = json.loads(request.body)
            user_id = next(iter(query["ExpressionAttributeValues"].values()))["S"]
            for partition in partitions:
                if (partition.user_id, partition.table) == (user_id, query["TableName"]):
                    metadata = {"ResponseMetadata": {"HTTPStatusCode": 200, "HTTPHeaders": {}}}
                    http = AWSResponse(request.url, 200, {}, MockRawResponse(b"{}"))
                    return (http, {**partition.answer(query), **metadata}), None
        return attempt(request, model, context)

    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(endpoint, "_do_get_response", respond))
        # Making the items takes longer than reading them; on a busy machine longer than 5 s.
        patches.enter_context(mock.patch.object(RequestContext, "waited", return_value=0.0))
        for partition in partitions:
            opened = partial(_open, partition, partition.model.from_raw_data)
            patches.enter_context(mock.patch.object(partition.model, "from_raw_data", opened))
        yield


def _open(partition: Partition, open_item: Callable[[Item], Record], data: Item) -> Record:
    partition.reads.opened += 1
    return open_item(data)


def log_of(user_id: str, days: list[date], **content: Any) -> Partition:
    """Return a log of these days; `content` may hold functions of the day."""

    def make(key: str) -> DayLog:
        day = date.fromisoformat(key)
        found = {name: value(day) if callable(value) else value for name, value in content.items()}
        return DayLog(user_id, key, **{"flow": "none", "symptoms": [], **found})

    return Partition(user_id, [str(day) for day in days], make)


def journal_of(user_id: str, days: list[date], **content: Any) -> Partition:
    """Return a journal with one entry on each of these days."""
    return _dated(JournalEntry, user_id, days, {"tags": [], **content})


def scans_of(user_id: str, days: list[date]) -> Partition:
    """Return a scan on each of these days."""
    content = {"metrics": {"pores": 5}, "source": "manual", "quality": [], "observations": []}
    return _dated(SkinScan, user_id, days, content)


def _dated(model: Any, user_id: str, days: list[date], content: Item) -> Partition:
    day_by_key = {str(uuid5(NAMESPACE_OID, f"{user_id} {day}")): day for day in days}

    def make(key: str) -> Record:
        record: Record = model(user_id, key, date=str(day_by_key[key]), **content)
        return record

    return Partition(user_id, list(day_by_key), make)


def every_day(until: date, *, every: int = 1, first: date = FIRST_DAY) -> list[date]:
    """Return each day, or each `every`th day, from the first one allowed to this one."""
    return [first + timedelta(days=n) for n in range(0, (until - first).days + 1, every)]


def four_of_28(day: date) -> str:
    """Return the flow of a log with a period of four days every 28 days."""
    return "medium" if (day - FIRST_DAY).days % 28 < 4 else "none"


def date_order(record: Any) -> Any:
    _stamp(record)
    return record.date_order


def _stamp(record: Record) -> None:
    record.created_at = record.updated_at = WRITTEN
    record.version, record.write_id = 1, revisions.new_write_id()
    record.set_index_keys()


def _stored(record: Record) -> Item:
    _stamp(record)
    return record.serialize()


def _size(item: Item) -> int:
    return sum(
        len(name) + len(next(iter(value.values())) or b"") if value else 0
        for name, value in item.items()
    )
