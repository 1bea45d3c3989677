"""Several devices write one record at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine

from glowcycle.storage import writes
from journal.models import JournalEntry
from tests.support import faults
from tests.support.faults import store_faults

ENTRY = {"date": "2026-03-01", "energy": 0}


def in_parallel(job, count):
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(job, range(count)))


def test_concurrent_equal_creates_make_one_record_and_one_answer(alice):
    body = {**ENTRY, "entryId": str(uuid4())}
    answers = in_parallel(lambda _: alice.post("/journal", body), 6)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1


def test_of_two_concurrent_copies_that_log_a_deleted_day_one_is_201(alice):
    day, key = {"date": "2026-03-01", "flow": "light"}, {"Idempotency_Key": "k"}
    alice.post("/period", day)
    alice.delete("/period/2026-03-01")

    def meanwhile(deliver):
        assert alice.post("/period", day, **key).status_code == 201
        return deliver()

    with store_faults(faults.none, meanwhile, operation="GetItem"):
        copy = alice.post("/period", day, **key)
    assert (copy.status_code, copy.json()["version"]) == (200, 3)


def test_with_if_match_no_update_is_lost(alice):
    address = alice.post("/journal", ENTRY).headers["Location"]

    def count_up(_):
        while True:
            seen = alice.get(address)
            energy = seen.json()["energy"] + 1
            answer = alice.patch(address, {"energy": energy}, If_Match=seen.headers["ETag"])
            if answer.status_code == 200:
                return
            assert answer.status_code == 412
            assert answer.headers["ETag"] != seen.headers["ETag"]

    in_parallel(count_up, 4)
    final = alice.get(address).json()
    assert (final["energy"], final["version"]) == (4, 5)


@pytest.mark.calm  # after a lost answer, the repeated request returns the later write
def test_without_if_match_the_last_write_wins_and_versions_have_no_gaps(alice):
    address = alice.post("/journal", ENTRY).headers["Location"]
    answers = in_parallel(lambda n: alice.patch(address, {"energy": n + 1}), 6)
    assert sorted(answer.json()["version"] for answer in answers) == [2, 3, 4, 5, 6, 7]
    last = max((answer.json() for answer in answers), key=lambda body: body["version"])
    assert alice.get(address).json() == last


def test_a_writer_that_loses_every_round_gets_503(alice, monkeypatch):
    monkeypatch.setattr(writes, "ROUNDS", 1)
    address = alice.post("/journal", ENTRY).headers["Location"]
    with store_faults(faults.outrun, operation="PutItem"):
        assert alice.patch(address, {"energy": 5}).status_code == 503
    with store_faults(faults.outrun, operation="PutItem"):
        assert alice.delete(address).status_code == 503
    assert alice.get(address).json()["energy"] == 0


@pytest.mark.parametrize("method", ["DELETE", "PATCH"])
def test_a_change_between_read_and_write_is_not_overwritten(alice, method):
    written = alice.post("/journal", ENTRY)
    address, tag = written.headers["Location"], written.headers["ETag"]

    def meanwhile(deliver):
        assert alice.patch(address, {"energy": 7}).status_code == 200
        return deliver()

    with store_faults(meanwhile, operation="PutItem"):
        late = alice.send(method, address, {"mood": "late"}, headers={"If-Match": tag})
    assert late.status_code == 412
    found = alice.get(address).json()
    assert (found["energy"], found["mood"]) == (7, None)


@pytest.mark.calm  # after a lost answer, an overwritten create counts as repeated: 200, not 201
def test_of_concurrent_logs_of_a_new_day_the_last_one_wins(alice):
    answers = in_parallel(
        lambda n: alice.put(
            "/period/2026-03-01", {"date": "2026-03-01", "flow": "light", "symptoms": [str(n)]}
        ),
        4,
    )
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    last = max((answer.json() for answer in answers), key=lambda body: body["version"])
    assert alice.get("/period/2026-03-01").json() == last


def test_a_server_clock_set_back_never_reorders_states(alice):
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        first = _fresh(alice).post("/journal", ENTRY)
    with time_machine.travel(datetime(2026, 3, 1, 11, tzinfo=UTC), tick=False):
        second = _fresh(alice).patch(first.headers["Location"], {"energy": 1}).json()
    assert second["updatedAt"] == "2026-03-01T12:00:00.000001Z"


def test_a_tombstone_keeps_no_content_and_expires(alice):
    body = {**ENTRY, "text": "gone", "tags": ["x"], "entryId": str(uuid4())}
    alice.post("/journal", body)
    alice.delete(f"/journal/{body['entryId']}")
    tombstone = JournalEntry.get(alice.user_id, body["entryId"])
    assert {
        name
        for name in ("date", "date_order", "text", "tags", "energy", "created_as")
        if getattr(tombstone, name) is not None
    } == set()
    assert tombstone.version == 2
    assert (tombstone.expires_at - tombstone.deleted_at).days in (179, 180)


def _fresh(phone):
    """Return the phone with a token that is valid at the simulated time."""
    from datetime import timedelta

    from glowcycle.sandbox.identity import issue_token
    from tests.support.phone import Phone

    return Phone(phone.user_id, issue_token(user_id=phone.user_id, lifetime=timedelta(hours=1)))


def test_of_two_concurrent_copies_of_a_put_one_is_201(alice):
    path, flow = "/period/2026-03-01", {"flow": "light"}

    def meanwhile(deliver):
        read = deliver()
        assert alice.put(path, flow, Idempotency_Key="k").status_code == 201
        return read

    with store_faults(meanwhile, operation="GetItem"):
        copy = alice.put(path, flow, Idempotency_Key="k")
    assert (copy.status_code, copy.json()["version"]) == (200, 1)
