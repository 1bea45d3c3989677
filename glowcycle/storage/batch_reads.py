"""Reads many records by their keys, a hundred with each call."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from glowcycle.aws.dynamodb import store_errors
from glowcycle.errors import Unavailable
from glowcycle.storage.records import R

# BatchGetItem's limit.
BATCH_SIZE: Final = 100
# How often the rest of a batch is asked for before the caller must repeat the request. One answer
# holds 16 MB, so a batch of whole records comes in three.
MAX_TRIES: Final = 8


def find_all(model: type[R], *, user_id: str, keys: Sequence[str]) -> dict[str, R]:
    """Return her records, remains and tombstones with these keys, by key, read consistently.

    No key may be there twice. Raise Unavailable.
    """
    rest = iter(keys)
    found: dict[str, R] = {}
    while batch := list(islice(rest, BATCH_SIZE)):
        found.update((record.key, record) for record in _read(model, user_id, batch))
    return found


def _read(model: type[R], user_id: str, keys: Sequence[str]) -> Iterator[R]:
    sort_key, table = model.sort_key().attr_name, model.Meta.table_name
    asked: list[Any] = [{"userId": {"S": user_id}, sort_key: {"S": key}} for key in keys]
    for _ in range(MAX_TRIES):
        with store_errors():
            answer = model._get_connection().batch_get_item(
                asked,
                consistent_read=True,
            )
        for item in answer["Responses"].get(table, ()):
            yield model.from_raw_data(item)
        asked = answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
        if not asked:
            return
    raise Unavailable("The store is busy: repeat the request.")
