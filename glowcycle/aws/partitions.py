"""Reads from the parameters of a call on a table which partition it addresses."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

PARTITION_KEY = "userId"

# PynamoDB puts the condition on the partition key first, with placeholders for both sides.
_PARTITION = re.compile(r"\(?(#\w+) = (:\w+)(?: AND .+)?\)?", re.DOTALL)


def partition_of(params: Mapping[str, Any]) -> str | None:
    """Return the partition that a call on a table addresses, None unless it is clearly one.

    A call may name one in several ways, of which DynamoDB follows one: they must agree.
    """
    found = {read(params[name]) for name, read in _KEYS.items() if params.get(name) is not None}
    if params.get("KeyConditionExpression") is not None:
        found.add(_partition_of_query(params))
    return found.pop() if len(found) == 1 else None


def _partition_of_query(params: Mapping[str, Any]) -> str | None:
    condition = _PARTITION.fullmatch(params["KeyConditionExpression"])
    if condition is None:
        return None
    name, value = condition.groups()
    if params["ExpressionAttributeNames"].get(name) != PARTITION_KEY:
        return None
    return _text(params["ExpressionAttributeValues"].get(value))


def _partition_of_batch(tables: Mapping[str, Any]) -> str | None:
    """Return the partition of a batch of reads or deletions. No other batch is allowed."""
    try:
        keys = [key for requests in tables.values() for key in _keys_of_batch(requests)]
        partitions = {_text(key.get(PARTITION_KEY)) for key in keys}
    except (KeyError, TypeError):
        return None
    return partitions.pop() if len(partitions) == 1 else None


def _keys_of_batch(requests: Any) -> list[dict[str, Any]]:
    """Return the keys that a batch reads or deletes in one table. Raise KeyError, TypeError."""
    if isinstance(requests, dict):
        return list(requests["Keys"])
    return [request["DeleteRequest"]["Key"] for request in requests]


def _partition_of_key(key: Mapping[str, Any]) -> str | None:
    return _text(key.get(PARTITION_KEY))


def _text(value: object) -> str | None:
    return value.get("S") if isinstance(value, dict) else None


_KEYS: Final[Mapping[str, Callable[[Any], str | None]]] = {
    "RequestItems": _partition_of_batch,
    "Key": _partition_of_key,
    "Item": _partition_of_key,
    "ExclusiveStartKey": _partition_of_key,
}
"""The parameters that name a partition besides a query's condition."""
