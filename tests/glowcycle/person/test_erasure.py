"""Erasing: the key first, then everything, with a receipt; resumable, and refused ever after."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.person.erasure import receipts, services
from glowcycle.sandbox.identity import issue_token
from tests.support import faults
from tests.support.faults import store_faults
from tests.support.people import someone
from tests.support.phone import Phone
from tests.support.photo_bucket import upload
from tests.support.stored_life import left, live

ENTRY = {"date": "2026-03-01", "text": "canary"}
LATER = services.SETTLE + timedelta(seconds=1)


def erase(phone):
    """Repeat the request as it says until there is a receipt; return that."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(50):
            answer = phone.delete("/me")
            if answer.status_code == 200:
                return answer.json()
            assert answer.status_code in (202, 503), answer.content
            clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
    raise AssertionError("no end")


def test_all_of_it_is_gone_and_the_receipt_says_what(alice, face):
    live(alice, face)
    upload(alice, b"x" * 100)
    assert left(alice.user_id)
    receipt = erase(alice)
    assert left(alice.user_id) == []
    assert receipt["removed"] == {
        "journal": 5,
        "period": 5,
        "skin": 2,
        "photos": 1,
        "pendingUploads": 1,
        "exports": 0,
        "settings": 2,  # her consent, and how many analyses she had today
        "tombstones": 2,
    }
    assert receipt["keyDestroyedAt"] < receipt["erasedAt"] < receipt["keyBackupsLapseAt"]
    assert receipt["backupsLapseAt"] > receipt["keyBackupsLapseAt"]


def test_the_key_goes_before_anything_else(alice):
    alice.post("/journal", ENTRY)
    with store_faults(faults.none, faults.none, *[faults.unreachable] * 2) as calls:
        assert alice.delete("/me").status_code == 503
    assert calls[0] == "PutItem"
    assert KeyItem.get(alice.user_id, "key").wrapped is None
    assert left(alice.user_id)


def test_until_no_write_can_be_on_its_way_there_is_no_receipt(alice):
    alice.post("/journal", ENTRY)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = alice.delete("/me")
        assert (first.status_code, first.json()["status"]) == (202, "erasing")
        assert left(alice.user_id) == [] or "erasure" in str(left(alice.user_id))
        wait = int(first.headers["Retry-After"])
        assert wait == services.SETTLE.total_seconds()
        clock.shift(timedelta(seconds=wait - 1))
        assert alice.delete("/me").status_code == 202
        clock.shift(timedelta(seconds=1))
        assert alice.delete("/me").status_code == 200


def test_what_another_process_still_wrote_goes_too(alice):
    alice.post("/journal", ENTRY)
    remembered = dict(keyring._cache)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert alice.delete("/me").status_code == 202
        here = dict(keyring._cache)
        keyring._cache.update(remembered)
        assert alice.post("/journal", ENTRY).status_code == 201
        keyring._cache.update(here)
        clock.shift(LATER)
        receipt = alice.delete("/me")
    assert (receipt.status_code, receipt.json()["removed"]["journal"]) == (200, 2)
    assert left(alice.user_id) == []


def test_her_token_is_refused_from_then_on(alice):
    address = alice.post("/journal", ENTRY).headers["Location"]
    receipt_id = alice.delete("/me").json()["receiptId"]
    for answer in (
        alice.get(address),
        alice.get(f"/journal/user/{alice.user_id}"),
        alice.post("/journal", ENTRY),
        alice.post("/skin/photos", {"contentType": "image/jpeg", "size": 9}),
        alice.get("/sync"),
    ):
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (410, "erased")
        assert problem["receiptId"] == receipt_id
    keyring.forget()
    assert alice.get(address).status_code == 410


def test_within_a_minute_every_other_process_refuses_her_too(alice):
    alice.post("/journal", ENTRY)
    remembered = dict(keyring._cache)
    alice.delete("/me")
    keyring._cache.update(remembered)
    with time_machine.travel(timezone.now() + timedelta(seconds=keyring.CACHE_SECONDS)):
        assert alice.get(f"/journal/user/{alice.user_id}").status_code == 410


def test_again_gives_the_same_receipt_and_so_does_its_id_without_a_login(alice, nobody):
    receipt = erase(alice)
    assert alice.delete("/me").json() == receipt
    found = nobody.get(f"/me/receipts/{receipt['receiptId']}")
    assert (found.status_code, found.json()) == (200, receipt)
    assert alice.user_id not in json.dumps(receipt)


def test_there_is_no_receipt_before_the_end_nor_under_another_id(alice, nobody):
    receipt_id = alice.delete("/me").json()["receiptId"]
    for each in (receipt_id, str(uuid4())):
        assert nobody.get(f"/me/receipts/{each}").status_code == 404
    assert nobody.delete("/me").status_code == 401


def test_a_receipt_that_was_altered_is_not_genuine(alice):
    receipt, key = erase(alice), receipts.public_key()
    assert receipts.is_genuine(receipt, public_key=key)
    for altered in (
        {**receipt, "erasedAt": "2020-01-01T00:00:00.000000Z"},
        {**receipt, "removed": {}},
        {**receipt, "more": 1},
        {**receipt, "signature": "AAAA"},
        {name: value for name, value in receipt.items() if name != "signature"},
    ):
        assert not receipts.is_genuine(altered, public_key=key)
    assert not receipts.is_genuine(receipt, public_key="A" * 43 + "=")


def test_who_never_wrote_anything_can_be_erased_too():
    user_id = str(uuid4())
    nobody_yet = Phone(user_id, issue_token(user_id=user_id, lifetime=timedelta(hours=1)))
    assert set(erase(nobody_yet)["removed"].values()) == {0}
    assert nobody_yet.get(f"/journal/user/{nobody_yet.user_id}").status_code == 410


def test_nobody_else_loses_anything(alice, stranger):
    entry = stranger.post("/journal", ENTRY).json()
    erase(alice)
    assert stranger.get(f"/journal/{entry['entryId']}").json() == entry


def small_life(phone):
    """Two entries, a tombstone, a day, a scan with its photo, an upload."""
    for _ in range(3):
        address = phone.post("/journal", ENTRY).headers["Location"]
    phone.delete(address)
    phone.post("/period", {"date": "2026-03-01", "flow": "light"})
    phone.post("/skin", {"date": "2026-03-01", "metrics": METRICS})
    key = f"kept/{phone.user_id}/one"
    clients.s3().put_object(Bucket="glowcycle-test-photos", Key=key, Body=b"x")
    upload(phone, b"x")


METRICS = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)
REMOVED = {
    "journal": 2,
    "period": 1,
    "skin": 1,
    "photos": 1,
    "pendingUploads": 1,
    "exports": 0,
    "settings": 1,
    "tombstones": 1,
}


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
@pytest.mark.parametrize("client", [clients.dynamodb, clients.s3])
def test_interrupted_at_any_call_it_is_completed_by_a_repeat(fault, client, monkeypatch):
    monkeypatch.setattr(services, "PAGE_SIZE", 1)  # the more calls, the more places to be cut off
    for place in range(100):
        phone = someone()
        small_life(phone)
        with time_machine.travel(timezone.now(), tick=False) as clock:
            with store_faults(*[faults.none] * place, fault, fault, client=client()) as calls:
                for _ in range(20):
                    answer = phone.delete("/me")
                    if answer.status_code != 202:
                        break
                    clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
            assert answer.status_code in (200, 503)
            clock.shift(LATER)
            assert erase(phone)["removed"] == REMOVED
        assert left(phone.user_id) == []
        if len(calls) <= place:  # the fault had no turn: this was past the last call
            break
    else:
        raise AssertionError("the erasure makes more calls than were interrupted")
    assert place > 5


def test_one_call_is_bounded_however_much_there_is(alice, monkeypatch):
    monkeypatch.setattr(services, "MAX_PAGES", 2)
    monkeypatch.setattr(services, "PAGE_SIZE", 3)
    for _ in range(10):
        alice.post("/journal", ENTRY)
    seen = []
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(3):
            answer = alice.delete("/me").json()
            seen.append(answer["removed"]["journal"])
    assert seen == [6, 10, 10]


def test_what_is_left_undone_of_a_batch_is_sent_again(alice, monkeypatch):
    alice.post("/journal", ENTRY)
    key = {"userId": {"S": alice.user_id}, "entryId": {"S": str(uuid4())}}
    left_undone = [{"glowcycle-test-journal": [{"DeleteRequest": {"Key": key}}]}]

    def undone(parsed, **_):
        parsed["UnprocessedItems"] = left_undone.pop() if left_undone else {}

    events = clients.dynamodb().meta.events
    events.register("after-call.dynamodb.BatchWriteItem", undone)
    try:
        with store_faults() as calls:
            assert alice.delete("/me").status_code == 202
    finally:
        events.unregister("after-call.dynamodb.BatchWriteItem", undone)
    assert calls.count("BatchWriteItem") == 3  # of the journal twice, of the settings once
