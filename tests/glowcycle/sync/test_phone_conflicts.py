"""The phone of docs/sync.md: conflicts end, deletions are taken back, and all devices agree."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from journal.models import JournalEntry
from tests.support.bad_gateway import Reply, answering
from tests.support.offline_phone import DAY, NEW, device_of, shows
from tests.support.phone_habits import KINDS, Habits
from tests.support.sync_operations import BODIES, every_kind, name_of

every_habit = pytest.mark.parametrize("habits", [NEW, Habits()], ids=["minimal", "whole"])


@pytest.fixture
def two(alice):
    """Two devices of one person; the second asks as one of last year, but for all kinds."""
    return device_of(alice), device_of(alice, Habits(limit=100, kinds=KINDS))


def both_know(two, kind, record):
    """Let the first device create a record, and both know it; return its name."""
    name = name_of(kind)
    two[0].note("create", kind, name, **record)
    for device in two:
        device.sync()
    return name


def settle(alice, *devices):
    """Sync each device twice; all have to show what the server has. Return that."""
    for device in (*devices, *devices):
        device.sync()
    server = shows(alice)
    for device in devices:
        assert device.store.outbox == []
        assert device.store.records() == server
    return server


def test_changes_of_other_fields_both_stay(alice, two):
    name = both_know(two, "journal", {"date": DAY, "energy": 1})
    two[0].note("change", "journal", name, energy=2)
    two[1].note("change", "journal", name, text="hers")
    server = settle(alice, *two)
    assert (server["journal", name]["energy"], server["journal", name]["text"]) == (2, "hers")
    assert "conflict" in two[1].statuses


@every_kind
def test_of_changes_of_one_field_that_which_came_last_stays(alice, two, kind):
    first, then = BODIES[kind]
    name = both_know(two, kind, first)
    [field] = then
    two[1].note("change", kind, name, **then)
    two[0].note("change", kind, name, **{field: first.get(field)})
    server = settle(alice, *two)
    assert server[kind, name][field] == then[field]


def test_a_day_that_both_logged_is_that_of_the_one_that_came_last(alice, two):
    two[0].note("create", "period", DAY, flow="light", symptoms=["one"])
    two[1].note("create", "period", DAY, flow="heavy")
    server = settle(alice, *two)
    assert (server["period", DAY]["flow"], server["period", DAY]["symptoms"]) == ("heavy", [])


@every_kind
def test_a_deletion_wins_over_a_change_and_she_is_told(alice, two, kind):
    name = both_know(two, kind, BODIES[kind][0])
    two[0].note("delete", kind, name)
    two[1].note("change", kind, name, **BODIES[kind][1])
    assert settle(alice, *two) == {}
    assert [told["action"] for told in two[1].store.told] == ["change"]


@every_kind
@pytest.mark.parametrize("is_synced", [True, False], ids=["later", "at once"])
def test_a_deletion_is_taken_back(alice, two, kind, is_synced):
    name = both_know(two, kind, BODIES[kind][0])
    before = two[0].store.sees((kind, name))
    two[0].note("delete", kind, name)
    if is_synced:
        settle(alice, *two)
    two[0].note("create", kind, name, **before)
    server = settle(alice, *two)
    assert {field: server[kind, name][field] for field in BODIES[kind][0]} == BODIES[kind][0]
    assert two[0].store.told == []


@every_kind
def test_a_deletion_that_both_did_is_taken_back_by_one(alice, two, kind):
    name = both_know(two, kind, BODIES[kind][0])
    for device in two:
        device.note("delete", kind, name)
    two[1].note("create", kind, name, **BODIES[kind][0])
    assert settle(alice, *two).keys() == {(kind, name)}


@every_habit
@pytest.mark.parametrize("batch", [1, 100])
def test_her_own_operations_on_one_record_never_conflict(alice, habits, batch):
    device = device_of(alice, replace(habits, batch=batch))
    name = str(uuid4())
    device.note("create", "journal", name, date=DAY)
    device.sync()
    for energy in (1, 2):
        device.note("change", "journal", name, energy=energy)
    device.note("delete", "journal", name)
    device.note("create", "journal", name, date=DAY, energy=3)
    device.note("change", "journal", name, text="hers")
    device.sync()
    assert device.statuses == ["applied"] * 6
    assert shows(alice)["journal", name]["version"] == 6


@every_habit
def test_a_day_that_she_wrote_anew_comes_back_although_another_deleted_it(alice, habits):
    devices = device_of(alice, habits), device_of(alice, habits)
    both_know(devices, "period", {"flow": "light"})
    devices[1].note("create", "period", DAY, flow="heavy")
    devices[0].note("delete", "period", DAY)
    server = settle(alice, *devices)
    assert server["period", DAY]["flow"] == "heavy"
    assert devices[1].store.told == []


@every_habit
@every_kind
def test_a_deletion_that_comes_again_hides_nothing_that_came_later(alice, habits, kind):
    devices = device_of(alice, habits), device_of(alice, habits)
    name = both_know(devices, kind, BODIES[kind][0])
    devices[0].note("delete", kind, name)
    alice.post("/sync", {"operations": devices[0].store.outbox})  # and the answer is lost
    devices[1].sync()
    devices[1].note("create", kind, name, **BODIES[kind][0])
    devices[1].sync()
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        for _ in range(2):  # so that the server does not repeat the change
            devices[0].take()
            clock.shift(timedelta(seconds=90))
        assert settle(alice, *devices).keys() == {(kind, name)}


@every_habit
def test_a_deletion_of_what_the_server_has_forgotten_stays_a_deletion(alice, habits):
    device, name = device_of(alice, habits), str(uuid4())
    device.note("create", "journal", name, date=DAY)
    device.sync()
    JournalEntry(alice.user_id, name).delete()  # as the store does with expired tombstones
    device.note("delete", "journal", name)
    device.send()
    assert device.store.sees(("journal", name)) is None
    device.note("create", "journal", name, date=DAY, energy=5)
    assert settle(alice, device)["journal", name]["energy"] == 5


@every_habit
def test_the_phone_goes_on_from_what_it_sent_before_it_takes_anything(alice, habits):
    device, name = device_of(alice, habits), str(uuid4()).upper()
    device.note("create", "journal", name, date=DAY, energy=1)
    device.send()
    for energy in (2, 3):
        device.note("change", "journal", name, energy=energy)
        device.send()
        assert device.store.sees(("journal", name.lower()))["energy"] == energy
    device.note("delete", "journal", name)
    device.send()
    device.note("create", "journal", name, date=DAY, energy=4)
    device.send()
    assert device.statuses == ["applied"] * 5
    device.sync()
    assert device.store.records() == shows(alice)
    assert shows(alice)["journal", name.lower()]["energy"] == 4


def test_an_old_answer_of_a_proxy_hides_nothing_that_came_later(alice, two):
    name = both_know(two, "journal", {"date": DAY, "energy": 1})
    kept = alice.get("/sync").content
    two[0].note("change", "journal", name, energy=2)
    two[0].sync()
    two[0].phone.trouble = answering(Reply(200, kept))
    two[0].take()
    assert two[0].store.sees(("journal", name))["energy"] == 2


@every_habit
def test_a_conflict_and_what_waited_for_it_end_in_one_sync(alice, habits):
    devices = device_of(alice, habits), device_of(alice, habits)
    name = both_know(devices, "journal", {"date": DAY, "energy": 1})
    alice.patch(f"/journal/{name}", {"text": "another's"})
    for energy in (2, 3, 4):
        devices[0].note("change", "journal", name, energy=energy)
    devices[0].send()
    assert devices[0].store.outbox == []
    assert devices[0].statuses[-6:] == ["conflict", "error", "error", *["applied"] * 3]


def test_what_is_sent_instead_has_a_new_name_and_the_state_of_the_server(alice, two):
    name = both_know(two, "journal", {"date": DAY, "energy": 1})
    seen = alice.patch(f"/journal/{name}", {"text": "another's"}).json()["etag"]
    two[0].note("change", "journal", name, energy=2)
    [sent] = batch = [*two[0].store.outbox]
    results = alice.post("/sync", {"operations": batch}).json()["results"]
    assert two[0].look_at(batch, results) == set()
    [again] = two[0].store.outbox
    assert again == {**sent, "operationId": again["operationId"], "ifMatch": seen}
    assert again["operationId"] != sent["operationId"]


@every_habit
@every_kind
def test_what_she_did_offline_to_a_new_record_shows_before_it_is_taken(alice, habits, kind):
    device, name, (first, then) = device_of(alice, habits), name_of(kind), BODIES[kind]
    device.note("create", kind, name, **first)
    device.note("change", kind, name, **then)
    device.send()
    assert device.store.sees((kind, name)).items() >= then.items()
    device.note("delete", kind, name)
    device.send()
    assert device.statuses == ["applied"] * 3
