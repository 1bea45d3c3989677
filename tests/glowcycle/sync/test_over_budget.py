"""An operation that a budget refuses stays in the outbox of the phone, and loses nothing."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from glowcycle.storage import write_budget
from tests.support.faults import refused, store_faults
from tests.support.people import someone
from tests.support.problems import assert_problem
from tests.support.record_samples import KINDS
from tests.support.sync_operations import DAY, operation, statuses

MIDNIGHT = datetime(2027, 3, 2, tzinfo=UTC)
full = refused(400, "ItemCollectionSizeLimitExceededException")
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@pytest.fixture
def two_writes(settings):
    settings.WRITE_BUDGETS = {**settings.WRITE_BUDGETS, "writes": 2}


def create(name, **content):
    return operation("journal", "create", name, {"date": DAY, **content})


def send(phone, *operations):
    return phone.post("/sync", {"operations": list(operations)})


@pytest.mark.usefixtures("two_writes")
def test_the_rest_of_a_batch_waits_for_the_next_day():
    names = [str(uuid4()) for _ in range(4)]
    batch = [
        *(create(name) for name in names),
        operation("journal", "change", names[3], {"energy": 1}),
        operation("journal", "delete", names[0]),
    ]
    with time_machine.travel(MIDNIGHT - timedelta(seconds=10), tick=False) as clock:
        phone = someone()
        answer = send(phone, *batch)
        results = answer.json()["results"]
        assert statuses(results) == [*["applied"] * 2, *["error"] * 3, "applied"]
        assert [result["problem"] and result["problem"]["code"] for result in results[2:5]] == [
            *["daily_limit"] * 2,
            "unavailable",  # a change must not overtake the create before it
        ]
        assert results[2]["problem"]["budget"] == "writes"
        assert answer.headers["Retry-After"] == "11"
        clock.shift(11)
        again = send(phone, *batch[2:5])
        assert statuses(again.json()["results"]) == ["applied", "applied", "error"]
        assert "Retry-After" in again.headers


def test_without_a_refusal_there_is_no_pause(alice):
    assert "Retry-After" not in send(alice, create(str(uuid4()))).headers


@pytest.mark.usefixtures("two_writes")
def test_what_was_applied_before_stays_applied(alice):
    batch = [create(str(uuid4())) for _ in range(3)]
    for _ in range(3):
        write_budget._tallies.clear()
        results = send(alice, *batch).json()["results"]
        assert {result["status"] for result in results} <= {"applied", "duplicate", "error"}
    assert len(alice.get(f"/journal/user/{alice.user_id}").json()["results"]) <= 3


@every_kind
def test_a_full_partition_says_what_she_can_do(alice, kind, log):
    address = kind.write(alice).headers["Location"]
    other = {**kind.body, kind.day: "2026-02-01"}
    for method, path, body in (("POST", kind.path, other), ("PATCH", address, kind.change)):
        with store_faults(full, operation="PutItem"):
            problem = assert_problem(alice.send(method, path, body), 429, "storage_full")
        assert problem["budget"] == "storage"
        assert "delete" in problem["detail"]
    assert alice.get(address).json()["version"] == 1
    assert alice.delete(address).status_code == 204
    assert alice.user_id not in log()


def test_an_operation_that_meets_a_full_partition_is_kept(alice):
    sent = create(str(uuid4()))
    with store_faults(full, operation="PutItem"):
        [result] = send(alice, sent).json()["results"]
    assert (result["status"], result["problem"]["code"]) == ("error", "storage_full")
    assert statuses(send(alice, sent).json()["results"]) == ["applied"]
