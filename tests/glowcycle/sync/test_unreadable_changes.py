"""Sync goes on without a record that cannot be read, never calls it deleted, and lets it go."""

from uuid import uuid4

import pytest

from tests.support.broken_records import BREAKS, CANARIES, breaks_in_turn, named
from tests.support.phone_habits import Habits
from tests.support.sealed_items import BODIES, body_of, write
from tests.support.sync_phone import Device

each_kind = pytest.mark.parametrize("kind", BODIES)
pytestmark = pytest.mark.one_engine

KINDS = ",".join(BODIES)

PART = {
    "journal": {"energy": 5},
    "period": {"flow": "light"},
    "skin": {"date": "2026-02-02"},
    "stage": {"end": "2026-03-02"},
}


def device_of(phone):
    """Return a new device of the person that knows every kind."""
    return Device(phone, Habits(kinds=tuple(BODIES)))


def taken(phone, limit=100, cursor=""):
    """Return the keys of all changes of a round, and of all records that cannot be read."""
    changes, unreadable = [], []
    for _ in range(60):
        answer = phone.get(f"/sync?kinds={KINDS}&limit={limit}{cursor}")
        assert answer.status_code == 200, answer.content
        page = answer.json()
        changes += [{"kind": each["kind"], "id": each["id"]} for each in page["changes"]]
        unreadable += page["unreadable"]
        cursor = f"&cursor={page['next']}"
        if not page["hasMore"]:
            return changes, unreadable, cursor
    pytest.fail("The round does not end.")


def send(phone, address, action, **record):
    """Send one operation; return its result, and the records that the answer cannot read."""
    place = named(address)
    operation = {"operationId": str(uuid4()), "action": action, "record": record, **place}
    answer = phone.post("/sync", {"operations": [operation]})
    assert answer.status_code == 200, answer.content
    assert not any(canary in answer.content for canary in CANARIES)
    return answer.json()["results"][0], answer.json()["unreadable"]


@pytest.mark.parametrize(("kind", "how"), breaks_in_turn(0))
def test_changes_go_on_without_it(alice, kind, how):
    addresses = [write(alice, each) for each in ("journal", "period", "skin", kind, kind)]
    BREAKS[how](alice, addresses[3])
    for limit in (100, 1, 2):
        changes, unreadable, _ = taken(alice, limit)
        good = {str(named(each)) for n, each in enumerate(addresses) if n != 3}
        assert good <= {str(each) for each in changes}
        assert named(addresses[3]) not in changes
        assert named(addresses[3]) in unreadable


@each_kind
def test_a_round_ends_behind_many_times_that_are_none(alice, kind):
    cursor = taken(alice)[2]
    addresses = [write(alice, kind) for _ in range(7)]
    for address in addresses[2:]:
        BREAKS["updatedAt that is no time"](alice, address)
    changes, unreadable, cursor = taken(alice, 2, cursor)
    assert [each["id"] for each in changes] == [named(each)["id"] for each in addresses[:2]]
    assert {each["id"] for each in unreadable} == {named(each)["id"] for each in addresses[2:]}
    assert alice.get(f"/sync?kinds={KINDS}{cursor}").json()["hasMore"] is False


@pytest.mark.parametrize(("kind", "how"), breaks_in_turn(1))
def test_a_part_of_it_is_a_conflict_and_a_delete_applies(alice, kind, how):
    address = write(alice, kind)
    cursor = taken(alice)[2]
    BREAKS[how](alice, address)
    body = body_of(kind, named(address)["id"] if kind == "period" else "2026-02-02")
    for action, record in (("change", PART[kind]), ("create", body)):
        result, unreadable = send(alice, address, action, **record)
        assert (result["status"], result["change"], result["etag"]) == ("conflict", None, None)
        assert result["problem"]["code"] == "unreadable"
        assert unreadable == [named(address)]
    result, unreadable = send(alice, address, "delete")
    assert (result["status"], result["change"]["deleted"], unreadable) == ("applied", True, [])
    changes, unreadable, _ = taken(alice, cursor=cursor)
    assert (named(address) in changes, unreadable) == (True, [])
    assert taken(alice)[:2] == ([], [])
    assert send(alice, address, "delete")[0]["status"] == "applied"


@pytest.mark.parametrize(("kind", "how"), breaks_in_turn(2))
def test_the_copy_of_a_phone_replaces_it(alice, kind, how):
    address = write(alice, kind)
    device = device_of(alice)
    device.sync()
    good = device.store.base[kind, named(address)["id"]]["record"]
    BREAKS[how](alice, address)
    device.store.cursor = None  # since a change of the store alone is no change since a cursor
    device.sync()  # it learns of the broken record
    assert device.store.sees((kind, named(address)["id"]))
    device.sync()  # and sends its own copy
    assert device.store.outbox == []
    for name in BODIES[kind]:
        assert alice.get(address).json()[name] == good[name]
    assert taken(alice)[1] == []


@each_kind
def test_a_phone_that_begins_again_keeps_its_copy(alice, kind):
    address = write(alice, kind)
    device = device_of(alice)
    device.sync()
    BREAKS["altered"](alice, address)
    device.store.cursor = None
    while device.take_page():
        pass
    assert device.store.sees((kind, named(address)["id"]))
    device.sync()
    assert alice.get(address).status_code == 200


@each_kind
def test_a_change_made_offline_is_sent_with_the_whole_record(alice, kind):
    address = write(alice, kind)
    device = device_of(alice)
    device.sync()
    change = {**PART, "skin": {"cycleDay": 3}}[kind]
    device.note("change", *named(address).values(), **change)
    BREAKS["altered"](alice, address)
    device.sync()
    found = alice.get(address).json()
    assert found.items() >= change.items()
    assert device.store.outbox == []


def test_a_copy_that_is_not_whole_is_sent_once_and_she_is_told(alice):
    """A release of the app that knew fewer fields left it."""
    address = write(alice, "journal")
    device = device_of(alice)
    device.sync()
    del device.store.base["journal", named(address)["id"]]["record"]["tags"]
    device.note("change", *named(address).values(), energy=5)
    BREAKS["altered"](alice, address)
    device.send()
    [told] = device.store.told
    assert (told["record"]["energy"], told["problem"]["code"]) == (5, "unreadable")
    assert device.store.outbox == []


@each_kind
def test_a_record_that_she_writes_anew_replaces_it(alice, kind):
    """The phone has no copy, but a whole record."""
    address = write(alice, kind)
    device = device_of(alice)
    body = body_of(kind, named(address)["id"] if kind == "period" else "2026-02-02")
    device.note("create", *named(address).values(), **body)
    BREAKS["altered"](alice, address)
    device.sync()
    assert (device.store.outbox, device.store.told) == ([], [])
    assert alice.get(address).json().items() >= body.items()
    device.sync()
    assert device.store.records().keys() == {(kind, named(address)["id"])}


def test_other_operations_of_the_request_apply(alice):
    bad, good = write(alice, "journal"), write(alice, "period")
    BREAKS["altered"](alice, bad)
    operations = [
        {"operationId": "1", **named(bad), "action": "change", "record": {"energy": 5}},
        {"operationId": "2", **named(bad), "action": "change", "record": {"energy": 6}},
        {"operationId": "3", **named(good), "action": "change", "record": {"flow": "heavy"}},
    ]
    answer = alice.post("/sync", {"operations": operations}).json()
    assert [each["status"] for each in answer["results"]] == ["conflict", "error", "applied"]
    assert answer["unreadable"] == [named(bad)]
