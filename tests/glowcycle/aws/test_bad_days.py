"""Throttles, failures, timeouts and lost answers of the store: one is retried, more are 503."""

import json
from uuid import uuid4

import pytest

from glowcycle.aws import clients
from glowcycle.aws.errors import TRANSIENT_CODES
from journal.models import JournalEntry
from period.models import DayLog
from skin.models import SkinScan
from tests.support import faults
from tests.support.faults import store_faults

ENTRY = {"date": "2026-03-01", "text": "hers"}
PERIOD = ("period/user", "period/cycles", "period/predictions")
TRANSIENT = [
    *(faults.throttled, faults.failing, faults.overloaded, faults.nameless),
    faults.refused(500, "InternalFailure"),
    *(faults.unreachable, faults.lost),
]


pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.mark.parametrize("fault", TRANSIENT)
def test_the_second_attempt_overcomes_one_fault(alice, fault):
    with store_faults(fault) as calls:
        answer = alice.post("/journal", ENTRY)
    assert answer.status_code == 201
    assert calls[:2] == ["PutItem", "PutItem"]
    listed = alice.get(f"/journal/user/{alice.user_id}").json()["results"]
    assert listed == [answer.json()]


@pytest.mark.parametrize("fault", TRANSIENT)
def test_a_lasting_fault_is_503_with_retry_after(alice, fault):
    with store_faults(*[fault] * 9) as calls:
        answer = alice.get(f"/journal/user/{alice.user_id}")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert 1 <= int(answer.headers["Retry-After"]) <= 5
    assert calls == ["Query"] * 2


def test_retry_after_differs_between_phones(alice):
    with store_faults(*[faults.throttled] * 24):
        answers = [alice.get(f"/journal/user/{alice.user_id}") for _ in range(12)]
    assert {answer.status_code for answer in answers} == {503}
    assert len({answer.headers["Retry-After"] for answer in answers}) > 1


def test_a_repeated_create_after_lost_answers_is_one_record(alice):
    body = {**ENTRY, "entryId": str(uuid4())}
    with store_faults(faults.lost, faults.lost):
        assert alice.post("/journal", body).status_code == 503
    again = alice.post("/journal", body)
    assert again.status_code == 201
    assert again.json()["version"] == 1
    assert len(alice.get(f"/journal/user/{alice.user_id}").json()["results"]) == 1


def test_a_lost_answer_of_the_first_attempt_is_still_a_new_record(alice):
    with store_faults(faults.lost, operation="PutItem"):
        first = alice.post("/period", {"date": "2026-03-01", "flow": "light"})
    again = alice.post("/period", {"date": "2026-03-01", "flow": "light"})
    assert (first.status_code, again.status_code) == (201, 200)


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_change_with_a_lost_answer_is_applied_once(alice, method):
    first = alice.post("/journal", ENTRY)
    with store_faults(faults.lost, operation="PutItem"):
        changed = alice.send(
            method,
            first.headers["Location"],
            {**ENTRY, "text": "changed"},
            headers={"If-Match": first.headers["ETag"]},
        )
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert alice.get(first.headers["Location"]).json()["text"] == "changed"


def test_a_delete_with_a_lost_answer_is_done(alice):
    address = alice.post("/journal", ENTRY).headers["Location"]
    with store_faults(faults.lost, operation="PutItem"):
        assert alice.delete(address).status_code == 204
    assert alice.get(address).status_code == 404


@pytest.mark.parametrize("code", sorted(TRANSIENT_CODES))
def test_every_transient_code_is_503(alice, code):
    with store_faults(*[faults.refused(400, code)] * 9):
        assert alice.get(f"/journal/user/{alice.user_id}").status_code == 503


def test_every_read_of_records_is_consistent(alice):
    reads = []
    events = clients.dynamodb().meta.events

    def note(params, model, **_):
        if model.name in ("GetItem", "Query"):
            reads.append((model.name, json.loads(params["body"]).get("ConsistentRead")))

    events.register("before-call.dynamodb", note)
    try:
        address = alice.post("/journal", ENTRY).headers["Location"]
        for path in (address, "/sync", "/me/retention", "/me/consents", "/me/export"):
            assert alice.get(path).status_code == 200
        for path in ("journal/user", "skin/user", *PERIOD):
            answer = alice.get(f"/{path}/{alice.user_id}")
            assert answer.status_code == 200
            alice.get(f"/{path}/{alice.user_id}", If_None_Match=answer.headers["ETag"])
        cursor = alice.get("/sync").json()["next"]
        assert alice.get(f"/sync?cursor={cursor}").status_code == 200
    finally:
        events.unregister("before-call.dynamodb", note)
    assert set(reads) == {("GetItem", True), ("Query", True)}


def test_a_missing_right_is_500_and_not_retried(alice):
    with store_faults(*[faults.forbidden] * 3) as calls:
        answer = alice.get(f"/journal/user/{alice.user_id}")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert len(calls) == 1


def test_all_models_share_one_client_with_the_agreed_timeouts():
    clients_used = {
        model._get_connection().connection.client for model in (JournalEntry, DayLog, SkinScan)
    }
    assert clients_used == {clients.dynamodb()}
    config = clients.dynamodb().meta.config
    assert (config.connect_timeout, config.read_timeout) == (1, 2)
    assert config.retries["total_max_attempts"] == 2


@pytest.mark.parametrize(
    ("client", "patience"), [(clients.s3, (1, 2, 2)), (clients.bedrock, (1, 12, 1))]
)
def test_the_other_clients_have_the_agreed_timeouts(client, patience):
    config = client().meta.config
    timeouts = (config.connect_timeout, config.read_timeout, config.retries["total_max_attempts"])
    assert timeouts == patience
