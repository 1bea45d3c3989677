"""Erasing ends by itself once it was begun: the command works off what has no receipt."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from glowcycle.aws import clients, request_context
from glowcycle.encryption import keyring
from glowcycle.errors import Unavailable
from glowcycle.person.erasure import begun, receipts, services
from glowcycle.person.management.commands import finish_erasures
from tests.support import faults
from tests.support.faults import store_faults
from tests.support.people import someone
from tests.support.photo_bucket import upload
from tests.support.stored_life import left

ENTRY = {"date": "2026-03-01", "text": "hers"}
LATER = services.SETTLE + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock():
    """A clock that stands still until a test shifts it, and no erasure of another test."""
    with request_context.act_as_operator():
        for noted in begun.first(limit=1000):
            begun.forget(user_id=noted.item)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield clock


def run():
    out = io.StringIO()
    call_command("finish_erasures", stdout=out)
    return out.getvalue().strip()


def noted_ids():
    return [noted.item for noted in begun.first(limit=1000)]


def begin(phone):
    """Send one DELETE, as an app that is closed then; return the receipt id."""
    phone.post("/journal", ENTRY)
    upload(phone, b"x")
    answer = phone.delete("/me")
    assert answer.status_code == 202
    return answer.json()["receiptId"]


def test_an_erasure_ends_without_another_request(alice, nobody, clock):
    receipt_id = begin(alice)
    assert noted_ids() == [alice.user_id]
    assert run() == "Erasures: 1 pending."
    clock.shift(LATER)
    assert run() == "Erasures: 1 finished."
    receipt = nobody.get(f"/me/receipts/{receipt_id}").json()
    assert receipt["removed"]["journal"] == 1
    assert left(alice.user_id) == []
    assert noted_ids() == []
    assert run() == "Erasures: none."
    assert alice.delete("/me").json() == receipt
    assert noted_ids() == []


def test_what_arrives_late_is_removed_before_the_receipt(alice, clock):
    begin(alice)
    clients.s3().put_object(
        Bucket="glowcycle-test-photos", Key=f"uploads/{alice.user_id}/late", Body=b"x"
    )
    clock.shift(LATER)
    run()
    assert left(alice.user_id) == []


def test_a_large_erasure_ends_in_one_run(alice, clock, monkeypatch):
    monkeypatch.setattr(services, "MAX_PAGES", 1)
    monkeypatch.setattr(services, "PAGE_SIZE", 2)
    for _ in range(9):
        alice.post("/journal", ENTRY)
    begin(alice)
    clock.shift(LATER)
    assert run() == "Erasures: 1 finished."
    assert left(alice.user_id) == []


def test_a_run_ends_in_time_and_the_next_ones_continue(clock, monkeypatch):
    phones = [someone() for _ in range(4)]
    for phone in phones:
        begin(phone)
    clock.shift(LATER)
    monkeypatch.setattr(finish_erasures, "SECONDS", -1.0)
    assert run() == "Erasures: 4 left."
    monkeypatch.setattr(finish_erasures, "SECONDS", 15.0)
    assert run() == "Erasures: 4 finished."
    assert [left(phone.user_id) for phone in phones] == [[]] * 4


def test_an_erasure_of_before_the_update_is_noted_by_her_next_request(alice, clock):
    begin(alice)
    begun.forget(user_id=alice.user_id)  # earlier versions noted nothing
    assert run() == "Erasures: none."
    alice.delete("/me")
    clock.shift(LATER)
    assert run() == "Erasures: 1 finished."


@pytest.mark.usefixtures("no_waiting")
def test_an_erasure_that_did_not_begin_is_not_begun_by_the_command(alice, clock):
    """She got 503 and her keys are whole: she may have thought better of it."""
    address = alice.post("/journal", ENTRY).headers["Location"]
    with store_faults(faults.none, faults.unreachable, faults.unreachable) as calls:
        assert alice.delete("/me").status_code == 503
    assert calls == ["PutItem"] * 3
    assert run() == "Erasures: 1 not begun."
    assert noted_ids() == [alice.user_id]
    clock.shift(begun.NOTE_LIFE)
    assert run() == "Erasures: 1 not begun."
    assert noted_ids() == []
    assert alice.get(f"/journal/user/{alice.user_id}").json()["results"]
    assert alice.get(address).status_code == 200


def test_a_note_that_is_renewed_meanwhile_stays(alice, clock):
    begun.note(user_id=alice.user_id)
    [old] = begun.first(limit=9)
    clock.shift(begun.NOTE_LIFE)
    begun.note(user_id=alice.user_id)
    begun.forget_unless_renewed(old)
    assert noted_ids() == [alice.user_id]


@pytest.mark.one_engine
@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
@pytest.mark.parametrize("client", [clients.dynamodb, clients.s3])
def test_the_next_run_completes_after_an_interruption_at_any_call(fault, client, clock):
    for index in range(60):
        phone = someone()
        receipt_id = begin(phone)
        clock.shift(LATER)
        plan = [faults.none] * index + [fault, fault]
        with store_faults(*plan, client=client()) as calls, suppress(CommandError):
            run()
        assert "failed" not in run()
        assert receipts.get(receipt_id)["removed"]["journal"] == 1
        assert (left(phone.user_id), noted_ids()) == ([], [])
        if len(calls) <= index:  # the fault did not occur: the run made fewer calls
            break
    else:
        raise AssertionError("the run makes more calls than the test interrupts")
    assert index >= 4


@pytest.mark.one_engine
@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
def test_a_request_interrupted_at_any_call_is_finished_if_it_destroyed_the_keys(fault, clock):
    for index in range(40):
        phone = someone()
        phone.post("/journal", ENTRY)
        plan = [faults.none] * index + [fault, fault]
        with store_faults(*plan) as calls:
            phone.delete("/me")
        clock.shift(LATER)
        is_begun = keyring.load(user_id=phone.user_id).destroyed_at is not None
        run()
        assert (left(phone.user_id) == []) == is_begun
        if len(calls) <= index:
            break
        begun.forget(user_id=phone.user_id)
    assert index > 5


def test_two_runs_at_once_finish_each_erasure_once(clock):
    phones = [someone() for _ in range(3)]
    receipt_ids = [begin(phone) for phone in phones]
    clock.shift(LATER)
    together = threading.Barrier(3)

    def run_together(_):
        together.wait()
        return run()

    with ThreadPoolExecutor(3) as pool:
        outputs = list(pool.map(run_together, range(3)))
    assert not any("failed" in output for output in outputs)
    run()
    for phone, receipt_id in zip(phones, receipt_ids, strict=True):
        assert receipts.get(receipt_id)["removed"]["journal"] == 1
        assert left(phone.user_id) == []
    assert noted_ids() == []


def test_one_that_fails_keeps_no_other_from_its_end_and_is_reported(clock, monkeypatch, log):
    broken, phones = someone(), [someone() for _ in range(3)]
    for phone in (broken, *phones):
        begin(phone)
    clock.shift(LATER)
    finish = finish_erasures.finish

    def fail(noted, **options):
        if noted.item == broken.user_id:
            raise ValueError(f"about {noted.item}")
        return finish(noted, **options)

    monkeypatch.setattr(finish_erasures, "finish", fail)
    with pytest.raises(CommandError, match="the log says where"):
        run()
    assert noted_ids() == [broken.user_id]
    assert "ValueError" in log()
    assert broken.user_id not in log()


def test_a_busy_store_is_no_failure(alice, clock, monkeypatch):
    begin(alice)

    def refuse(*_, **__):
        raise Unavailable("busy")

    monkeypatch.setattr(finish_erasures, "finish", refuse)
    assert run() == "Erasures: 1 interrupted."


def test_the_command_reaches_no_other_person(alice, stranger, clock):
    """Each step has the context of that person, as her own request has."""
    begin(alice)
    clock.shift(LATER)
    address = stranger.post("/journal", ENTRY).headers["Location"]
    seen = []
    events = clients.dynamodb().meta.events

    def note_context(**_):
        seen.append(request_context.current())

    events.register("provide-client-params.dynamodb", note_context)
    try:
        run()
    finally:
        events.unregister("provide-client-params.dynamodb", note_context)
    assert seen
    assert not any(context.is_operator for context in seen)
    assert stranger.get(address).status_code == 200


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_no_address_leads_to_the_erasures_begun(alice, nobody, method):
    for phone in (alice, nobody):
        for path in ("/me/erasures", "/erasures/begun", f"/me/receipts/{begun.PARTITION}"):
            answer = getattr(phone, method)(path, *([{}] if method == "post" else []))
            assert answer.status_code in (401, 404, 405)
