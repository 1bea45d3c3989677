"""The phone of docs/sync.md: a crash at each step, waiting operations, and photos."""

import inspect
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine

from glowcycle.errors import AnalysisUnavailable
from tests.support.bad_gateway import Line, Reply, answering, every_time, lost, problem
from tests.support.offline_phone import DAY, NEW, busy, device_of, shows
from tests.support.phone_habits import Habits
from tests.support.phone_store import go_on
from tests.support.photo_bucket import picture
from tests.support.sync_phone import Device


def test_each_step_of_the_phone_names_a_heading_of_the_page():
    page = Path("docs/sync.md").read_text("utf-8")
    headings = set(re.findall(r"^##+ (.+)$", page, re.MULTILINE))
    steps = [step for step in vars(Device).values() if inspect.isfunction(step)]
    named = {re.split(r"[:,]", step.__doc__ or "")[0] for step in steps if step.__doc__}
    assert named - {Device.__init__.__doc__} <= headings


class Crash(Exception):
    """The phone stops."""


def unavailable(**_):
    raise AnalysisUnavailable


def crashes(device, steps):
    """Let the device crash after this number of steps of a sync, and sync again.

    Return False if the sync has fewer steps.
    """
    left = [steps]

    def reach(_place):
        left[0] -= 1
        if left[0] == 0:
            raise Crash

    device.store.reach = reach
    try:
        device.sync()
    except Crash:
        device.store = device.store.after_crash()
    device.store.reach = go_on
    device.sync()
    return left[0] <= 0


@pytest.mark.one_engine
@pytest.mark.parametrize("habits", [NEW, Habits(replaces=False)], ids=["new", "old"])
def test_a_crash_at_any_step_loses_and_doubles_nothing(alice, habits):
    """Each time one step later, until no step is left."""
    for steps in range(1, 40):
        device = device_of(alice, habits)
        device.sync()
        names = busy(device)
        is_last = not crashes(device, steps)
        assert (device.store.outbox, device.store.told) == ([], [])
        server = shows(alice)
        assert device.store.records() == server
        assert {key[1] for key in server} == {DAY, *names}
        assert server["journal", names[0]]["version"] == 2
        assert server["journal", names[0]]["energy"] == 2
        assert server["period", DAY]["flow"] == "heavy"
        for name in names:
            alice.delete(f"/journal/{name}")
        alice.delete(f"/period/{DAY}")
        if is_last:
            return
    pytest.fail("The sync takes more steps than the test interrupts.")


@pytest.mark.one_engine
@pytest.mark.parametrize("limit", [1, 1000])
def test_a_crash_at_any_step_misses_no_change_of_another_device(alice, limit):
    """The changes are older than those that the server repeats."""
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        other, device = device_of(alice), device_of(alice, replace(NEW, limit=limit))
        device.sync()
        for steps in range(1, 40):
            for number in range(2):
                other.note("create", "journal", str(uuid4()), date=DAY, energy=number)
            other.send()
            clock.shift(timedelta(seconds=90))
            if not crashes(device, steps):
                return
            assert device.store.records() == shows(alice)
    pytest.fail("The sync takes more steps than the test interrupts.")


def test_operations_that_wait_stop_no_later_ones_of_other_records(alice, settings):
    device = device_of(alice, Habits(batch=1))
    old, new = str(uuid4()), str(uuid4())
    device.note("create", "journal", old, date=DAY)
    device.sync()
    settings.WRITE_BUDGETS = {**settings.WRITE_BUDGETS, "writes": 1}
    device.note("create", "journal", new, date=DAY)
    device.note("change", "journal", new, energy=3)
    device.note("delete", "journal", old)
    device.sync()
    assert [operation["action"] for operation in device.store.outbox] == ["create", "change"]
    assert shows(alice) == {}
    settings.WRITE_BUDGETS = {**settings.WRITE_BUDGETS, "writes": 100}
    device.sync()
    assert shows(alice)["journal", new]["energy"] == 3


def test_a_status_of_a_later_year_keeps_the_operation(alice):
    device = device_of(alice)
    name = str(uuid4())
    device.note("create", "journal", name, date=DAY)
    results = [{"operationId": device.store.outbox[0]["operationId"], "status": "pending"}]
    for body in ({"results": results}, {"results": []}):
        device.phone.trouble = answering(Reply(200, json.dumps(body).encode()))
        device.send()
        assert len(device.store.outbox) == 1
    device.sync()
    assert {key[1] for key in shows(alice)} == {name}


@pytest.mark.parametrize(
    ("replies", "is_sent_again", "is_told"),
    [
        ([problem(429, "daily_limit")], "photo", False),
        ([problem(403, "consent_required")], "photo", False),
        ([Reply(504)], "photo", False),
        ([Reply(503, b'{"photoId": "5b5a4a4e-0000-4000-8000-000000000001"}')], "photoId", False),
        (
            [Reply(502, b'{"photoId": "5b5a4a4e-0000-4000-8000-000000000001"}'), Reply(404)],
            "photo",
            False,
        ),
        (
            [
                Reply(503, b'{"photoId": "5b5a4a4e-0000-4000-8000-000000000001"}'),
                problem(422, "unreadable_photo"),
            ],
            "photo",
            False,
        ),
        ([problem(422, "poor_photo")], None, True),
        ([problem(409, "id_taken")], None, False),
        ([Reply(413)], None, True),
    ],
)
def test_a_photo_taken_offline_waits_until_it_is_measured(alice, replies, is_sent_again, is_told):
    device = device_of(alice)
    device.store.note_photo(picture(), scan_id=str(uuid4()), day=DAY, keep=True)
    for reply in replies:
        device.phone.trouble = answering(reply)
        device.send_photos()
    [sent_again] = [
        "photoId" if photo["photoId"] else "photo" for photo in device.store.photos
    ] or [None]
    assert (sent_again, bool(device.store.told)) == (is_sent_again, is_told)


@pytest.mark.parametrize(
    ("reply", "sent"), [(problem(403, "consent_required"), 1), (Reply(429), 1), (Reply(504), 3)]
)
def test_photos_that_would_all_be_refused_are_not_sent(alice, monkeypatch, reply, sent):
    device, answers = device_of(alice), []
    for _ in range(3):
        device.store.note_photo(picture(), scan_id=str(uuid4()), day=DAY, keep=False)

    def refuse(_deliver):
        answers.append(reply)
        return reply

    monkeypatch.setattr(Line, "trouble", every_time(refuse), raising=False)
    device.send_photos()
    assert (len(answers), len(device.store.photos)) == (sent, 3)


def test_a_photo_whose_scan_comes_first_is_not_sent_again(alice, face):
    device, name = device_of(alice), str(uuid4())
    device.store.note_photo(face, scan_id=name, day=DAY, keep=False)
    device.phone.trouble = lost
    device.send_photos()
    device.take()
    assert (device.store.photos, device.store.told) == ([], [])
    assert device.store.records() == shows(alice)


def test_a_photo_becomes_a_scan_although_the_answer_was_lost(alice, face):
    device = device_of(alice)
    name = str(uuid4())
    device.store.note_photo(face, scan_id=name, day=DAY, keep=True)
    device.phone.trouble = lost
    device.send_photos()
    assert len(device.store.photos) == 1
    device.sync()
    assert device.store.photos == []
    assert shows(alice)["skin", name]["hasPhoto"]
    assert device.store.records() == shows(alice)


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_photo_that_waits_on_the_server_is_not_sent_again(alice, face, monkeypatch, is_kept):
    device, name = device_of(alice), str(uuid4())
    device.store.note_photo(face, scan_id=name, day=DAY, keep=is_kept)
    with monkeypatch.context() as busy_hour:
        busy_hour.setattr("skin.analyzer.measure", unavailable)
        device.sync()
    [waiting] = device.store.photos
    assert waiting["photoId"]
    waiting["photo"] = ""  # the server has it
    device.sync()
    assert (device.store.photos, device.store.told) == ([], [])
    assert shows(alice)["skin", name]["hasPhoto"] is is_kept
    assert device.store.records() == shows(alice)
