"""Erasure: the key first, then all data, with a receipt; any repeated call continues it."""

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
from glowcycle.storage import objects
from tests.support import faults
from tests.support.erasures import erase
from tests.support.faults import store_faults
from tests.support.people import someone
from tests.support.phone import Phone
from tests.support.photo_bucket import upload
from tests.support.stored_life import left, live

ENTRY = {"date": "2026-03-01", "text": "canary"}
LATER = services.SETTLE + timedelta(seconds=1)


def test_erasure_removes_everything_and_the_receipt_counts_it(alice, face):
    live(alice, face)
    upload(alice, b"x" * 100)
    assert left(alice.user_id)
    receipt = erase(alice)
    assert left(alice.user_id) == []
    assert receipt["removed"] == {
        "journal": 5,
        "period": 5,
        "skin": 2,
        "stage": 1,
        "photos": 1,
        "pendingUploads": 1,
        "waitingPhotos": 0,
        "exports": 0,
        # Her consent, today's counts of uploads, photos and analyses, and the digest of her photo.
        "settings": 5,
        "tombstones": 2,
    }
    assert receipt["keyDestroyedAt"] < receipt["erasedAt"] < receipt["keyBackupsLapseAt"]
    assert receipt["backupsLapseAt"] > receipt["keyBackupsLapseAt"]


def test_key_is_destroyed_before_anything_is_removed(alice):
    alice.post("/journal", ENTRY)
    with store_faults(faults.none, faults.none, *[faults.unreachable] * 2) as calls:
        assert alice.delete("/me").status_code == 503
    assert calls[0] == "PutItem"
    assert KeyItem.get(alice.user_id, "key").wrapped is None
    assert left(alice.user_id)


def test_receipt_waits_until_no_write_can_arrive(alice):
    alice.post("/journal", ENTRY)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = alice.delete("/me")
        assert (first.status_code, first.json()["status"]) == (202, "erasing")
        assert left(alice.user_id) == [] or "erasure" in str(left(alice.user_id))
        wait = int(first.headers["Retry-After"])
        assert wait == services.WRITES_SETTLE.total_seconds()
        clock.shift(timedelta(seconds=wait - 1))
        assert alice.delete("/me").status_code == 202
        clock.shift(timedelta(seconds=1))
        assert alice.delete("/me").status_code == 200


def test_late_write_of_another_process_is_removed(alice):
    alice.post("/journal", ENTRY)
    remembered = dict(keyring._cache)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert alice.delete("/me").status_code == 202
        current = dict(keyring._cache)
        keyring._cache.update(remembered)
        assert alice.post("/journal", ENTRY).status_code == 201
        keyring._cache.update(current)
        clock.shift(LATER)
        receipt = alice.delete("/me")
    assert (receipt.status_code, receipt.json()["removed"]["journal"]) == (200, 2)
    assert left(alice.user_id) == []


@pytest.mark.parametrize("is_late", [False, True])
def test_receipt_waits_until_her_last_upload_form_ended(alice, is_late):
    alice.post("/journal", ENTRY)
    remembered = dict(keyring._cache)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        if is_late:  # another process still remembers her key
            alice.delete("/me")
            current = dict(keyring._cache)
            clock.shift(timedelta(seconds=50))
            keyring._cache.update(remembered)
            photo_id = upload(alice, b"x")
            keyring._cache.update(current)
        else:
            photo_id = upload(alice, b"x")
            alice.delete("/me")
        key = objects.upload_key(user_id=alice.user_id, photo_id=photo_id)
        signed_at = timezone.now()
        clock.shift(services.WRITES_SETTLE)
        ends = [int(alice.delete("/me").headers["Retry-After"]) for _ in range(2)]
        assert timezone.now() + timedelta(seconds=ends[1]) > signed_at + objects.UPLOAD_LIFE
        clock.move_to(signed_at + objects.UPLOAD_LIFE)
        objects.put(key=key, content=b"at the last moment")
        assert alice.delete("/me").status_code == 202
        clock.shift(services.FORM_LIVES["uploads"] - objects.UPLOAD_LIFE)
        receipt = alice.delete("/me")
    assert (receipt.status_code, receipt.json()["removed"]["pendingUploads"]) == (200, 2)
    assert left(alice.user_id) == []


def test_token_of_an_erased_person_is_410(alice):
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


def test_other_processes_refuse_her_within_a_minute(alice):
    alice.post("/journal", ENTRY)
    remembered = dict(keyring._cache)
    alice.delete("/me")
    keyring._cache.update(remembered)
    with time_machine.travel(timezone.now() + timedelta(seconds=keyring.CACHE_SECONDS)):
        assert alice.get(f"/journal/user/{alice.user_id}").status_code == 410


def test_repeat_and_receipt_address_return_the_same_receipt(alice, nobody):
    receipt = erase(alice)
    assert alice.delete("/me").json() == receipt
    found = nobody.get(f"/me/receipts/{receipt['receiptId']}")
    assert (found.status_code, found.json()) == (200, receipt)
    assert alice.user_id not in json.dumps(receipt)


def test_unfinished_and_unknown_receipts_are_404(alice, nobody):
    receipt_id = alice.delete("/me").json()["receiptId"]
    for unknown_id in (receipt_id, str(uuid4())):
        assert nobody.get(f"/me/receipts/{unknown_id}").status_code == 404
    assert nobody.delete("/me").status_code == 401


def test_altered_receipt_is_not_genuine(alice):
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


def test_account_without_records_can_be_erased():
    user_id = str(uuid4())
    newcomer = Phone(user_id, issue_token(user_id=user_id, lifetime=timedelta(hours=1)))
    assert set(erase(newcomer)["removed"].values()) == {0}
    assert newcomer.get(f"/journal/user/{newcomer.user_id}").status_code == 410


def test_erasure_keeps_the_records_of_others(alice, stranger):
    entry = stranger.post("/journal", ENTRY).json()
    erase(alice)
    assert stranger.get(f"/journal/{entry['entryId']}").json() == entry


def fill_account(phone):
    """Store two entries, a tombstone, a day, a stage, a scan with its photo and an upload."""
    for _ in range(3):
        address = phone.post("/journal", ENTRY).headers["Location"]
    phone.delete(address)
    phone.post("/period", {"date": "2026-03-01", "flow": "light"})
    phone.post("/period/stages", {"kind": "pause", "start": "2026-03-01"})
    phone.post("/skin", {"date": "2026-03-01", "metrics": METRICS})
    key = f"kept/{phone.user_id}/one"
    clients.s3().put_object(Bucket="glowcycle-test-photos", Key=key, Body=b"x")
    upload(phone, b"x")


METRICS = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)
REMOVED = {
    "journal": 2,
    "period": 1,
    "skin": 1,
    "stage": 1,
    "photos": 1,
    "pendingUploads": 1,
    "waitingPhotos": 0,
    "exports": 0,
    "settings": 2,  # her consent, and today's count of uploads
    "tombstones": 1,
}


@pytest.mark.one_engine
@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
@pytest.mark.parametrize("client", [clients.dynamodb, clients.s3])
def test_repeat_completes_after_an_interruption_at_any_call(fault, client, monkeypatch):
    monkeypatch.setattr(services, "PAGE_SIZE", 1)  # more calls, so more places to interrupt
    for index in range(100):
        phone = someone()
        fill_account(phone)
        with time_machine.travel(timezone.now(), tick=False) as clock:
            with store_faults(*[faults.none] * index, fault, fault, client=client()) as calls:
                for _ in range(20):
                    answer = phone.delete("/me")
                    if answer.status_code != 202:
                        break
                    clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
            assert answer.status_code in (200, 503)
            clock.shift(LATER)
            assert erase(phone)["removed"] == REMOVED
        assert left(phone.user_id) == []
        if len(calls) <= index:  # the fault did not occur: the erasure made fewer calls
            break
    else:
        raise AssertionError("the erasure makes more calls than the test interrupts")
    assert index > 5


def test_one_call_does_a_bounded_share(alice, monkeypatch):
    monkeypatch.setattr(services, "MAX_PAGES", 2)
    monkeypatch.setattr(services, "PAGE_SIZE", 3)
    for _ in range(10):
        alice.post("/journal", ENTRY)
    counts = []
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(3):
            answer = alice.delete("/me").json()
            counts.append(answer["removed"]["journal"])
    assert counts == [6, 10, 10]


def test_unprocessed_rest_of_a_batch_is_sent_again(alice, monkeypatch):
    alice.post("/journal", ENTRY)
    key = {"userId": {"S": alice.user_id}, "entryId": {"S": str(uuid4())}}
    unprocessed = [{"glowcycle-test-journal": [{"DeleteRequest": {"Key": key}}]}]

    def leave_unprocessed(parsed, **_):
        parsed["UnprocessedItems"] = unprocessed.pop() if unprocessed else {}

    events = clients.dynamodb().meta.events
    events.register("after-call.dynamodb.BatchWriteItem", leave_unprocessed)
    try:
        with store_faults() as calls:
            assert alice.delete("/me").status_code == 202
    finally:
        events.unregister("after-call.dynamodb.BatchWriteItem", leave_unprocessed)
    assert calls.count("BatchWriteItem") == 3  # twice for the journal, once for the settings
