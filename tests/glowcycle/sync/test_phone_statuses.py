"""The phone of docs/sync.md: what it does on each HTTP status."""

import json
from uuid import uuid4

import pytest

from tests.support.bad_gateway import TROUBLES, Line, Reply, answering, every_time, problem
from tests.support.offline_phone import DAY, busy, device_of, shows
from tests.support.phone_requests import Erased, NoAnswer, Refused, SignedOut


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.__name__)
def test_the_same_request_is_sent_again_until_it_is_answered(alice, trouble):
    device = device_of(alice)
    [first, *_] = busy(device)
    for work in (device.send, device.take):
        device.phone.trouble = trouble
        work()
    assert device.store.outbox == []
    assert device.store.records() == shows(alice)
    assert shows(alice)["journal", first]["version"] == 2
    assert all(pause >= 1 for pause in device.pauses)
    assert len(device.pauses) == 2


def test_pauses_grow_and_last_at_least_as_long_as_the_service_says(alice, monkeypatch):
    device = device_of(alice)
    busy(device)
    device.patience = 12
    replies = [problem(503, "unavailable", **{"Retry-After": "9"}), *[Reply(429)] * 20]
    monkeypatch.setattr(Line, "trouble", every_time(answering(*replies)), raising=False)
    before = device.store.saved
    with pytest.raises(NoAnswer):
        device.sync()
    assert device.pauses[0] == 9
    assert device.pauses[1:] == sorted(device.pauses[1:])
    assert max(device.pauses) == 300
    assert device.store.saved == before


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (problem(401, "authentication_failed"), SignedOut),
        (Reply(401), SignedOut),
        (problem(403, "insufficient_scope"), Refused),
        (problem(403, "gateway_refused"), Refused),
        (Reply(403, b"<html>"), Refused),
        (problem(400, "bad_request"), Refused),
        (Reply(404), Refused),
        (problem(500, "internal_error"), Refused),
        (Reply(410), Refused),
    ],
)
@pytest.mark.parametrize("is_sent", [True, False])
def test_any_other_status_ends_the_sync_and_keeps_everything(alice, reply, error, is_sent):
    device = device_of(alice)
    device.sync()
    if is_sent:
        busy(device)
    before = device.store.saved
    device.phone.trouble = answering(reply)
    with pytest.raises(error):
        device.sync()
    assert device.store.saved == before
    device.sync()
    assert device.store.records() == shows(alice)


@pytest.mark.parametrize("is_sent", [True, False])
def test_an_erased_person_leaves_nothing_on_the_phone(alice, is_sent):
    device = device_of(alice)
    device.sync()
    if is_sent:
        busy(device)
    device.store.note_photo(b"x", scan_id=str(uuid4()), day=DAY, keep=False)
    device.phone.trouble = answering(problem(410, "erased"))
    with pytest.raises(Erased):
        device.sync()
    saved = json.loads(device.store.saved)
    assert [name for name, value in saved.items() if value] == []


@pytest.mark.parametrize("poison", ["\ud800", "x" * 300_000], ids=["400", "413"])
@pytest.mark.parametrize("before", [0, 1, 6])
def test_one_operation_that_spoils_the_request_stops_no_other(alice, poison, before):
    device = device_of(alice)
    good = [str(uuid4()) for _ in range(7)]
    for number, name in enumerate(good):
        if number == before:
            device.note("create", "journal", str(uuid4()), date=DAY, text=poison)
        device.note("create", "journal", name, date=DAY)
    device.sync()
    assert device.store.outbox == []
    assert [told["record"]["text"] for told in device.store.told] == [poison]
    assert {name for _, name in shows(alice)} == {*good}
    assert device.store.records() == shows(alice)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_gateway_that_lets_little_pass_gets_less(alice, most):
    device = device_of(alice)
    names = busy(device)
    device.phone.most = most
    device.sync()
    assert {name for _, name in shows(alice)} == {DAY, *names}
    assert device.store.told == []


@pytest.mark.parametrize("reply", [None, problem(410, "cursor_expired")], ids=["400", "410"])
def test_a_cursor_that_is_no_longer_good_begins_a_first_round(alice, reply):
    device, other = device_of(alice), device_of(alice)
    names = busy(device)
    device.sync()
    other.sync()
    other.note("delete", "journal", names[0])
    other.sync()
    if reply is None:
        device.store.cursor = "of another secret"
    else:
        device.phone.trouble = answering(reply)
    device.sync()
    assert ("journal", names[0]) not in device.store.base
    assert device.store.records() == shows(alice)
