"""Let moto answer DynamoDB's calls on items with less work, and with the same answers.

A third of a test's time was this. Between botocore's request and its tables moto builds a
WSGI request, walks the model of the call twice, and sorts all items of all persons. The tables
themselves, their expressions and their errors stay moto's own.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any

import moto.core.responses
from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.botocore_stubber import BotocoreStubber
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

CALLS_ON_ITEMS = {
    f"DynamoDB_20120810.{name}"
    for name in (
        *("BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "Scan"),
        *("TransactGetItems", "TransactWriteItems", "UpdateItem"),
    )
}
JSON = "application/x-amz-json-1.0"
# Types whose value in JSON is the value to compare.
PLAIN = {"S", "B", "BOOL"}


class _QuickHandler(DynamoHandler):
    """Reads the call and writes the answer as plain JSON."""

    def setup_class(self, request: Any, *_: Any, **__: Any) -> None:
        self.headers = {"X-Amz-Target": _target(request), "Content-Type": JSON}
        self.querystring, self.response_headers = {}, {"server": "amazon.com"}
        self.region = self.region_regex.search(request.url)[1]
        self.current_account = DEFAULT_ACCOUNT_ID
        self.params = json.loads(request.body, object_hook=_with_bytes)

    def serialized(self, action_result: Any) -> Any:
        if isinstance(action_result.result, Exception):
            return super().serialized(action_result)
        answer = {name: value for name, value in action_result.result.items() if value is not None}
        headers = {"Content-Type": JSON, **self.response_headers}
        return 200, headers, json.dumps(answer, default=_as_base64)


def _target(request: Any) -> str:
    target = request.headers.get("X-Amz-Target", "")
    return target.decode() if isinstance(target, bytes) else str(target)


def _with_bytes(part: dict[str, Any]) -> dict[str, Any]:
    """Return an attribute value with decoded bytes, and any other part as it is."""
    if len(part) == 1:
        if isinstance(binary := part.get("B"), str):
            return {"B": base64.b64decode(binary)}
        if isinstance(several := part.get("BS"), list):
            return {"BS": [base64.b64decode(each) for each in several]}
    return part


def _as_base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


@cache
def answer_quickly() -> None:
    """Change moto in this process."""
    process_request, query = BotocoreStubber.process_request, Table.query
    all_items, cast_value = Table.all_items, DynamoType.cast_value.fget

    @wraps(process_request)
    def quick_request(stubber: BotocoreStubber, request: Any) -> Any:
        if ".amazonaws.com" in request.url and _target(request) in CALLS_ON_ITEMS:
            return _QuickHandler.dispatch(request)
        return process_request(stubber, request)

    @wraps(query)
    def quick_query(table: Table, hash_key: DynamoType, *args: Any, **kwargs: Any) -> Any:
        if table.global_indexes or not table.range_key_attr:
            return query(table, hash_key, *args, **kwargs)
        with _only_partition(table, hash_key):
            return query(table, hash_key, *args, **kwargs)

    @wraps(all_items)
    def quick_items(table: Table) -> Any:
        partition = vars(table).get("only_partition")
        # Moto takes those with the hash key of the query, and sorts them itself.
        return all_items(table) if partition is None else list(partition.values())

    def quick_value(value: DynamoType) -> Any:
        return value.value if value.type in PLAIN else cast_value(value)

    moto.core.responses.method_names_from_class = cache(moto.core.responses.method_names_from_class)
    BotocoreStubber.process_request = quick_request
    Table.query, Table.all_items = quick_query, quick_items
    DynamoType.cast_value = property(quick_value)


@contextmanager
def _only_partition(table: Table, hash_key: DynamoType) -> Iterator[None]:
    """Let the table show the items of one partition; moto answers one call at a time."""
    vars(table)["only_partition"] = table.items.get(hash_key, {})
    try:
        yield
    finally:
        del vars(table)["only_partition"]
