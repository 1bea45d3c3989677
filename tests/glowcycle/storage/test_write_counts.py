"""Writes are counted about right, and cost one more call in fifty."""

import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from glowcycle.aws import request_context
from glowcycle.records import record_kinds
from glowcycle.storage import write_budget, writes
from glowcycle.storage.write_budget import METADATA_BYTES
from journal.models import JournalEntry
from tests.support.faults import forbidden, store_faults, throttled, unreachable
from tests.support.many_writes import DAY, end_process, stored, write
from tests.support.people import someone
from tests.support.record_samples import KINDS
from tests.support.sealed_items import raw

pytestmark = pytest.mark.calm  # a lost answer counts a batch twice
# The tests that do not say otherwise use smaller batches, to be quick.
BATCH = 10
FIFTY = write_budget.BATCH_WRITES
MIDNIGHT = datetime(2027, 3, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(write_budget, "BATCH_WRITES", BATCH)


def test_writes_cost_one_more_call_in_fifty_and_reads_none(alice, monkeypatch):
    monkeypatch.setattr(write_budget, "BATCH_WRITES", FIFTY)
    with store_faults() as attempted:
        write(alice, FIFTY - 1)
        assert "UpdateItem" not in attempted
        write(alice, 1)
        assert attempted.count("UpdateItem") == 2  # the first of a day asks whether it is
        write(alice, FIFTY)
        assert attempted.count("UpdateItem") == 3
        for _ in range(FIFTY):
            alice.get(f"/journal/user/{alice.user_id}?limit=1")
        assert attempted.count("UpdateItem") == 3
    count = stored(alice)
    assert (count.writes, count.total_writes) == (2 * FIFTY, 2 * FIFTY)
    assert count.bytes == count.total_bytes > 2 * FIFTY * METADATA_BYTES


def test_counts_survive_processes_except_for_their_last_batch(alice):
    for _ in range(3):
        write(alice, BATCH + 7)
        end_process()
    assert stored(alice).total_writes == 3 * BATCH


def test_a_process_whose_clock_is_behind_counts_for_the_new_day():
    with time_machine.travel(MIDNIGHT - timedelta(seconds=5), tick=False) as clock:
        phone = someone()
        clock.shift(10)
        write(phone, BATCH)
        end_process()
        clock.shift(-10)
        write(phone, 2 * BATCH)
    count = stored(phone)
    assert (count.day, count.writes) == ("2027-03-02", 3 * BATCH)


@pytest.mark.parametrize("fault", [throttled, unreachable])
def test_a_write_is_stored_although_its_count_is_not(alice, fault, no_waiting):
    write(alice, BATCH - 1)
    with store_faults(fault, fault, operation="UpdateItem"):
        assert write(alice, 1)[0] == 1
    assert stored(alice) is None
    assert write(alice, BATCH)[0] == BATCH
    assert stored(alice).writes == BATCH


def test_a_missing_right_to_count_is_a_fault_of_ours(alice):
    write(alice, BATCH - 1)
    with store_faults(forbidden, operation="UpdateItem"):
        assert alice.post("/journal", {"date": DAY}).status_code == 500


def test_parallel_writes_are_all_counted(alice):
    with ThreadPoolExecutor(8) as phones:
        list(phones.map(lambda _: write(alice, 10), range(8)))
    assert stored(alice).total_writes == 80


def test_the_counts_go_with_her_account(alice):
    write(alice, BATCH)
    assert stored(alice)
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        while (answer := alice.delete("/me")).status_code != 200:
            clock.shift(int(answer.headers["Retry-After"]))
    assert stored(alice) is None


def test_the_export_has_the_counts(alice):
    write(alice, BATCH)
    exported = zipfile.ZipFile(io.BytesIO(alice.get("/me/export").content))
    [name] = [name for name in exported.namelist() if name.endswith("daily-counts.json")]
    written = json.loads(exported.read(name))["written"]
    assert (written["writes"], written["totalWrites"]) == (BATCH, BATCH)


def test_an_import_by_an_operator_is_not_counted(alice, settings):
    settings.WRITE_BUDGETS = {**settings.WRITE_BUDGETS, "writes": 10, "totalBytes": 10}
    with request_context.act_for_user(alice.user_id):
        for _ in range(BATCH + 1):
            record = JournalEntry(alice.user_id, str(uuid4()), date=DAY, version=1)
            record.created_at = datetime.now(UTC)
            assert record_kinds()["journal"].restore(record=record)
    assert stored(alice) is None
    assert write(alice, 1)[0] == 1


def test_the_process_remembers_a_bounded_number_of_people(monkeypatch):
    end_process()
    monkeypatch.setattr(write_budget, "MAX_PEOPLE", 5)
    for number in range(20):
        write_budget.count(user_id=f"person-{number}", sealed_bytes=1)
    assert list(write_budget._tallies) == [f"person-{number}" for number in range(15, 20)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_metadata_is_never_larger_than_counted(alice, kind):
    address = kind.write(alice).headers["Location"]
    for number in range(writes.ROUNDS + 5):
        headers = {"Idempotency-Key": str(number)}
        alice.send("PATCH", address, kind.change, headers=headers)
    _, item = raw(alice, address)
    assert len(item["earlierWrites"]["S"].split()) == 20
    longest_id = 128 - len(item["userId"]["S"])
    size = sum(len(name) + len(next(iter(value.values()))) for name, value in item.items())
    assert size - len(item["sealed"]["B"]) + longest_id < METADATA_BYTES
