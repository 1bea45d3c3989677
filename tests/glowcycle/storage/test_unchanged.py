"""A change that changes nothing writes nothing, and no other phone hears of it."""

from uuid import uuid4

import pytest

from tests.support.photo_bucket import send
from tests.support.record_samples import KINDS
from tests.support.sealed_items import raw
from tests.support.stored_data import stored
from tests.support.sync_operations import operation
from tests.support.sync_operations import send as sync

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def unchanging(kind):
    """Yield the method and the body of changes that leave a record of `kind.body` as it is."""
    yield "PATCH", {}
    yield "PATCH", dict(kind.body)
    for name, value in kind.body.items():
        yield "PATCH", {name: value}
    yield "PUT", dict(kind.body)


@every_kind
def test_a_change_that_changes_nothing_is_not_stored(alice, kind):
    written = kind.write(alice)
    address, before = written.headers["Location"], stored(alice.user_id)
    for method, body in unchanging(kind):
        answer = alice.send(method, address, body)
        assert answer.status_code == 200, (method, body)
        assert answer.headers["ETag"] == written.headers["ETag"], (method, body)
        for name in ("version", "updatedAt"):
            assert answer.json()[name] == written.json()[name], (method, body)
    assert stored(alice.user_id) == before
    [change] = alice.get(f"/sync?kinds={kind.name}").json()["changes"]
    assert (change["version"], change["etag"]) == (1, written.headers["ETag"].strip('"'))


@every_kind
def test_a_stale_change_is_412_even_if_it_changes_nothing(alice, kind):
    written = kind.write(alice)
    address, etag = written.headers["Location"], written.headers["ETag"]
    for method, body in unchanging(kind):
        assert alice.send(method, address, body, headers={"If-Match": '"x"'}).status_code == 412
        for seen in (etag, "*"):
            answer = alice.send(method, address, body, headers={"If-Match": seen})
            assert (answer.status_code, answer.headers["ETag"]) == (200, etag)


@every_kind
def test_with_an_idempotency_key_it_is_recorded_once(alice, kind):
    address = kind.write(alice).headers["Location"]
    for number, (method, body) in enumerate(unchanging(kind), start=2):
        headers = {"Idempotency-Key": f"key-{number}"}
        answers = [alice.send(method, address, body, headers=headers) for _ in range(2)]
        assert [answer.json()["version"] for answer in answers] == [number, number]
    other = alice.send("PATCH", address, kind.change, headers={"Idempotency-Key": "key-2"})
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


@every_kind
def test_an_operation_of_sync_is_recorded(alice, kind):
    name = "2026-03-01" if kind.name == "period" else str(uuid4())
    body = {
        key: value for key, value in kind.body.items() if kind.name != "period" or key != "date"
    }
    sync(alice, operation(kind.name, "create", name, body))
    again = operation(kind.name, "change", name, {})
    assert [sync(alice, again)[0]["status"] for _ in range(2)] == ["applied", "duplicate"]
    assert alice.get(f"{kind.path}/{name}").json()["version"] == 2


@every_kind
def test_a_real_change_is_stored_and_so_is_its_reversal(alice, kind):
    written = kind.write(alice)
    address = written.headers["Location"]
    alice.patch(address, kind.change)
    back = alice.put(address, kind.body)
    assert back.json()["version"] == 3
    assert back.headers["ETag"] != written.headers["ETag"]


def test_a_field_that_becomes_empty_is_a_change(alice):
    body = {"date": "2026-03-01", "text": "", "energy": 0}
    address = alice.post("/journal", body).headers["Location"]
    for number, name in enumerate(("text", "energy"), start=2):
        assert alice.patch(address, {name: None}).json()["version"] == number


def test_measured_scores_that_are_sent_back_stay_measured(alice, face):
    scan = send(alice, face, keepPhoto="true").json()
    address = f"/skin/{scan['scanId']}"
    before = raw(alice, address)
    for body in ({}, {"metrics": scan["metrics"]}, {"date": scan["date"]}):
        answer = alice.patch(address, body)
        assert answer.json()["provenance"] == scan["provenance"]
    assert raw(alice, address) == before
    other = {**scan["metrics"], "pores": 1}
    assert alice.patch(address, {"metrics": other}).json()["provenance"]["source"] == "manual"
