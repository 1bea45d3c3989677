"""A person may write so much on a day and in all; the counts are approximate and cheap."""

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
from glowcycle.storage.write_budget import METADATA_BYTES, WriteCount
from journal.models import JournalEntry
from tests.support.faults import forbidden, store_faults, throttled, unreachable
from tests.support.people import someone
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS
from tests.support.sealed_items import raw

pytestmark = pytest.mark.calm  # a lost answer counts a batch twice
DAY = "2026-03-01"
BIG = 10**12
# The tests that do not say otherwise use smaller batches, to be quick.
BATCH = 10
FIFTY = write_budget.BATCH_WRITES
MIDNIGHT = datetime(2027, 3, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(write_budget, "BATCH_WRITES", BATCH)


@pytest.fixture
def budgets(settings):
    """Return a function that sets some budgets; the others are large."""

    def set_to(**limits):
        settings.WRITE_BUDGETS = {**dict.fromkeys(settings.WRITE_BUDGETS, BIG), **limits}

    return set_to


def write(phone, times, **content):
    """Create that many entries; return how many were stored and the last answer."""
    answers = [phone.post("/journal", {"date": DAY, **content}) for _ in range(times)]
    return sum(answer.status_code == 201 for answer in answers), answers[-1]


def end_process():
    """Forget what this process counted, as if another one served from now on."""
    write_budget._tallies.clear()


def stored(phone):
    return WriteCount.find(phone.user_id, WriteCount.NAME)


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


@pytest.mark.parametrize(
    ("budget", "limit", "code"),
    [
        ("writes", 20, "daily_limit"),
        ("bytes", 20 * 1300, "daily_limit"),
        ("totalWrites", 20, "total_limit"),
        ("totalBytes", 20 * 1300, "total_limit"),
    ],
)
def test_a_flood_is_refused_and_the_rest_goes_on(alice, budgets, budget, limit, code):
    budgets(**{budget: limit})
    address = alice.post("/journal", {"date": DAY}).headers["Location"]
    allowed, answer = write(alice, 30)
    assert 15 <= allowed <= 22
    problem = assert_problem(answer, 429, code)
    assert problem["budget"] == budget
    assert 0 < int(answer.headers["Retry-After"]) <= 24 * 3600
    for kind in KINDS:
        assert alice.post(kind.path, kind.body).status_code == 429
    assert alice.patch(address, {"energy": 5}).status_code == 429
    assert alice.put("/period/2026-02-01", {"flow": "none"}).status_code == 429
    assert alice.patch(address, {}).status_code == 200  # it stores nothing
    assert len(alice.get(f"/journal/user/{alice.user_id}?limit=100").json()["results"]) > 15
    assert alice.get("/me/export").status_code == 200
    assert alice.delete(address).status_code == 204
    assert alice.get(address).status_code == 404
    assert alice.delete("/me").status_code == 202


def test_a_refusal_is_logged_and_measured_without_her_id(alice, budgets, log):
    budgets(writes=1)
    write(alice, 3)
    lines = [json.loads(line) for line in log().splitlines()]
    hits = [line for line in lines if line["message"] == "over budget"]
    assert [line["budget"] for line in hits] == ["writes", "writes"]
    assert alice.user_id not in log()


def test_long_texts_reach_the_store_before_fifty_writes(alice, budgets):
    budgets(bytes=1_000_000)
    allowed, answer = write(alice, 20, text="😌" * 20_000)
    assert allowed == 13  # of 81 KB each
    assert answer.json()["budget"] == "bytes"
    assert 500_000 < stored(alice).bytes < 1_000_000


def test_each_person_has_her_own_budget(alice, stranger, budgets):
    budgets(writes=10)
    assert write(alice, 15)[0] == 10
    assert write(stranger, 5)[0] == 5


def test_another_process_learns_of_the_flood_with_its_first_batch(alice, budgets):
    budgets(writes=25)
    assert write(alice, 30)[0] == 25
    end_process()
    assert write(alice, 15)[0] == BATCH
    end_process()
    assert write(alice, 15)[0] == BATCH


def test_counts_survive_processes_except_for_their_last_batch(alice):
    for _ in range(3):
        write(alice, BATCH + 7)
        end_process()
    assert stored(alice).total_writes == 3 * BATCH


def test_many_processes_add_up(alice, budgets, monkeypatch):
    """Each of four processes serves every fourth write."""
    budgets(writes=60)
    processes = [dict(write_budget._tallies) for _ in range(4)]
    allowed = 0
    for number in range(160):
        monkeypatch.setattr(write_budget, "_tallies", type(write_budget._tallies)())
        write_budget._tallies.update(processes[number % 4])
        allowed += write(alice, 1)[0]
        processes[number % 4] = dict(write_budget._tallies)
    assert 60 <= allowed <= 60 + 4 * BATCH


def test_a_new_day_begins_at_midnight_utc(budgets):
    budgets(writes=12)
    with time_machine.travel(MIDNIGHT - timedelta(seconds=10), tick=False) as clock:
        phone = someone()
        allowed, answer = write(phone, 15)
        assert (allowed, answer.headers["Retry-After"]) == (12, "11")
        clock.shift(11)
        assert write(phone, 15)[0] == 10  # the unfinished batch counts for the new day
        count = stored(phone)
        assert (count.day, count.writes, count.total_writes) == ("2027-03-02", 10, 20)
        clock.shift(timedelta(minutes=55))
        end_process()
        assert write(phone, 15)[0] == BATCH


def test_the_total_does_not_come_back_at_midnight(budgets):
    budgets(totalWrites=12)
    with time_machine.travel(MIDNIGHT - timedelta(seconds=10), tick=False) as clock:
        phone = someone()
        assert write(phone, 15)[0] == 12
        clock.shift(11)
        assert write(phone, 1)[0] == 0


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


def test_an_import_by_an_operator_is_not_counted(alice, budgets):
    budgets(writes=10, totalBytes=10)
    with request_context.act_for_user(alice.user_id):
        for _ in range(BATCH + 1):
            record = JournalEntry(alice.user_id, str(uuid4()), date=DAY, version=1)
            record.created_at = datetime.now(UTC)
            assert record_kinds()["journal"].restore(record=record)
    assert stored(alice) is None
    assert write(alice, 1)[0] == 1


def test_ten_years_are_imported_in_a_day(monkeypatch):
    """Twelve thousand entries of two thousand characters, with the budgets as they are set."""
    monkeypatch.setattr(write_budget, "BATCH_WRITES", FIFTY)
    user_id = someone().user_id
    with request_context.act_for_user(user_id):
        for _ in range(12_000):
            write_budget.check(user_id=user_id)
            write_budget.count(user_id=user_id, sealed_bytes=4_000)
        write_budget.check(user_id=user_id)
    assert WriteCount.find(user_id, WriteCount.NAME).writes > 11_900


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
