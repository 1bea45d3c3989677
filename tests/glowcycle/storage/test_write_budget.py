"""The budgets of a person's writes, daily and in all. No honest phone reaches them."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from glowcycle.aws import request_context
from glowcycle.storage import write_budget
from glowcycle.storage.write_budget import WriteCount
from tests.support.many_writes import DAY, end_process, stored, write
from tests.support.people import someone
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS

pytestmark = pytest.mark.calm  # a lost answer counts a batch twice
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


def test_the_history_of_consents_cannot_grow_without_end(alice, budgets):
    budgets(writes=5)
    path = "/me/consents/photo-analysis"
    version = alice.get(path).json()["version"]
    statuses = []
    for _ in range(10):
        assert alice.delete(path).status_code == 204
        statuses.append(alice.put(path, {"version": version}).status_code)
    assert statuses == [*[200] * 5, *[429] * 5]


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
