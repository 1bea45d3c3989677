"""Many records are read by their keys, in few calls, and none that is another person's."""

import pytest

from glowcycle.aws import clients, request_context
from glowcycle.errors import Unavailable
from glowcycle.records import record_kinds
from glowcycle.storage import batch_reads
from journal.models import JournalEntry
from tests.support.faults import store_faults, throttled
from tests.support.sealed_items import BODIES, plant, raw, write


def found(phone, model, keys):
    with request_context.act_for_user(phone.user_id):
        return batch_reads.find_all(model, user_id=phone.user_id, keys=keys)


@pytest.mark.parametrize("kind", BODIES)
def test_records_of_each_kind_are_found_by_their_keys(alice, stranger, kind):
    model = record_kinds()[kind].model
    keys = [write(alice, kind).rpartition("/")[2] for _ in range(3)]
    others = write(stranger, kind).rpartition("/")[2]
    records = found(alice, model, [*keys[:2], "absent", others])
    assert records.keys() >= {*keys[:2]}
    assert "absent" not in records
    assert {record.user_id for record in records.values()} == {alice.user_id}
    assert records[keys[0]].digest() == model.find(alice.user_id, keys[0]).digest()


def test_a_hundred_keys_take_one_call(alice):
    key = write(alice, "journal").rpartition("/")[2]
    keys = [*(f"absent-{number}" for number in range(249)), key]
    with store_faults() as attempted:
        assert found(alice, JournalEntry, keys).keys() == {key}
    assert attempted.count("BatchGetItem") == 3
    assert found(alice, JournalEntry, []) == {}


def test_tombstones_and_remains_are_found(alice):
    deleted, broken = write(alice, "journal"), write(alice, "journal")
    alice.delete(deleted)
    table, item = raw(alice, broken)
    plant(table, {**item, "sealed": {"B": b"x"}})
    records = found(alice, JournalEntry, [each.rpartition("/")[2] for each in (deleted, broken)])
    first, second = records.values()
    assert {first.is_gone, second.is_gone} == {True, False}
    assert {first.is_unreadable, second.is_unreadable} == {True, False}


def unprocessed(times):
    """Return a handler that leaves the last key of the next answers unread."""
    left = [times]

    def leave(parsed, **_):
        items = parsed["Responses"][JournalEntry.Meta.table_name]
        if left[0] and items:
            left[0] -= 1
            item = items.pop()
            key = {name: item[name] for name in ("userId", "entryId")}
            parsed["UnprocessedKeys"] = {JournalEntry.Meta.table_name: {"Keys": [key]}}

    return leave


@pytest.mark.parametrize("times", [1, 3])
def test_what_the_store_leaves_is_asked_for_again(alice, times):
    keys = [write(alice, "journal").rpartition("/")[2] for _ in range(3)]
    events, handler = clients.dynamodb().meta.events, unprocessed(times)
    events.register("after-call.dynamodb.BatchGetItem", handler)
    try:
        assert found(alice, JournalEntry, keys).keys() == {*keys}
    finally:
        events.unregister("after-call.dynamodb.BatchGetItem", handler)


def test_a_store_that_leaves_it_again_and_again_is_busy(alice):
    key = write(alice, "journal").rpartition("/")[2]
    events, handler = clients.dynamodb().meta.events, unprocessed(100)
    events.register("after-call.dynamodb.BatchGetItem", handler)
    try:
        with pytest.raises(Unavailable):
            found(alice, JournalEntry, [key])
    finally:
        events.unregister("after-call.dynamodb.BatchGetItem", handler)


@pytest.mark.calm
def test_a_throttled_batch_is_sent_again(alice):
    key = write(alice, "journal").rpartition("/")[2]
    with store_faults(throttled, operation="BatchGetItem"):
        assert found(alice, JournalEntry, [key]).keys() == {key}
    with store_faults(throttled, throttled, operation="BatchGetItem"), pytest.raises(Unavailable):
        found(alice, JournalEntry, [key])
