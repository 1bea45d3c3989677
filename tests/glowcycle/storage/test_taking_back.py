"""A record that an import made goes with it, unless she has changed it since."""

import pytest

from glowcycle.storage.revisions import EARLIER_WRITES
from tests.support.broken_records import SEALS
from tests.support.brought_records import DAY, OneImport, address_of, new_key
from tests.support.record_samples import every_kind
from tests.support.sealed_items import raw
from tests.support.sync_operations import operation, send

PATH = f"/period/{DAY}"
FLOW = {"flow": "light"}


@every_kind
def test_what_the_import_made_is_removed(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    assert [brought.take_back(kind.name, key) for _ in range(3)] == ["removed"] * 3
    assert alice.get(address_of(kind, key)).status_code == 404
    tombstone = raw(alice, address_of(kind, key))[1]
    assert (tombstone["version"], tombstone["undone"]) == ({"N": "2"}, {"BOOL": True})
    assert tombstone.keys().isdisjoint({"sealed", "dateOrder"})


@every_kind
def test_what_she_changed_since_stays(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    alice.patch(address_of(kind, key), kind.change)
    before = alice.get(address_of(kind, key)).content
    assert brought.take_back(kind.name, key) == "kept"
    assert alice.get(address_of(kind, key)).content == before


@every_kind
def test_what_she_changed_and_changed_back_stays_hers(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    for _ in range(EARLIER_WRITES + 5):  # the import's own write is forgotten by then
        alice.patch(address_of(kind, key), kind.change)
        alice.put(address_of(kind, key), kind.body)
    assert brought.take_back(kind.name, key) == "kept"


@every_kind
def test_what_she_deleted_stays_deleted(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    alice.delete(address_of(kind, key))
    assert brought.take_back(kind.name, key) == "absent"
    assert OneImport(alice).add(kind.name, key, kind.body) == "deleted"


@every_kind
def test_what_was_undone_may_come_back(alice, kind):
    first, second, key = OneImport(alice), OneImport(alice), new_key(kind)
    first.add(kind.name, key, kind.body)
    first.take_back(kind.name, key)
    assert second.add(kind.name, key, kind.body) == "made"
    record = alice.get(address_of(kind, key)).json()
    assert (record["version"], record["origin"]) == (3, second.origin)
    # Late calls of the first import change nothing.
    assert first.add(kind.name, key, kind.body) == "made"
    assert first.take_back(kind.name, key) == "removed"
    assert alice.get(address_of(kind, key)).json() == record
    assert second.take_back(kind.name, key) == "removed"


@every_kind
def test_a_late_call_brings_nothing_back(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    brought.take_back(kind.name, key)
    assert brought.add(kind.name, key, kind.body) == "made"
    assert alice.get(address_of(kind, key)).status_code == 404


@every_kind
def test_what_she_deletes_after_the_undo_stays_deleted(alice, kind):
    """A phone that was offline deletes what the undo has removed meanwhile."""
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    etag = alice.get(address_of(kind, key)).json()["etag"]
    brought.take_back(kind.name, key)
    deletion = operation(kind.name, "delete", key, ifMatch=etag)
    assert [send(alice, deletion)[0]["status"] for _ in range(2)] == ["applied", "applied"]
    assert OneImport(alice).add(kind.name, key, kind.body) == "deleted"
    assert brought.take_back(kind.name, key) == "removed"


def test_what_she_logged_again_after_the_undo_is_hers(alice):
    brought = OneImport(alice)
    brought.add("period", DAY, FLOW)
    brought.take_back("period", DAY)
    hers = alice.post("/period", {"date": DAY, **FLOW})
    assert (hers.status_code, hers.json()["origin"]) == (201, None)
    assert brought.take_back("period", DAY) == "removed"
    assert OneImport(alice).add("period", DAY, FLOW) == "same"
    assert alice.get(PATH).json() == hers.json()


def test_what_she_logged_again_after_her_deletion_is_hers(alice):
    brought = OneImport(alice)
    brought.add("period", DAY, FLOW)
    alice.delete(PATH)
    hers = alice.post("/period", {"date": DAY, **FLOW}).json()
    assert brought.take_back("period", DAY) == "absent"
    assert alice.get(PATH).json() == hers


def test_the_undo_of_an_import_that_did_nothing_changes_nothing(alice):
    hers = alice.post("/period", {"date": DAY, **FLOW}).json()
    other, brought = OneImport(alice), OneImport(alice)
    assert brought.take_back("period", "2026-03-02") == "absent"
    assert brought.add("period", DAY, FLOW) == "same"
    assert [each.take_back("period", DAY) for each in (brought, other)] == ["absent", "absent"]
    assert alice.get(PATH).json() == hers


def test_what_another_import_made_stays(alice):
    first, second = OneImport(alice), OneImport(alice)
    first.add("period", DAY, FLOW)
    assert second.add("period", DAY, FLOW) == "same"
    assert second.take_back("period", DAY) == "absent"
    assert alice.get(PATH).json()["origin"] == first.origin
    assert first.take_back("period", DAY) == "removed"


@every_kind
def test_an_unreadable_record_goes_if_she_has_not_changed_it(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    SEALS["altered"](alice, address_of(kind, key))
    assert brought.take_back(kind.name, key) == "removed"


@every_kind
def test_an_unreadable_record_that_she_changed_stays(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    alice.patch(address_of(kind, key), kind.change)
    SEALS["altered"](alice, address_of(kind, key))
    assert brought.take_back(kind.name, key) == "kept"
    assert alice.get(address_of(kind, key)).status_code == 409


@every_kind
def test_a_phone_hears_of_the_record_and_of_its_removal(alice, kind):
    start = alice.get(f"/sync?kinds={kind.name}").json()["next"]
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    [told] = alice.get(f"/sync?kinds={kind.name}&cursor={start}").json()["changes"]
    assert told["record"]["origin"] == brought.origin
    brought.take_back(kind.name, key)
    [told] = alice.get(f"/sync?kinds={kind.name}&cursor={start}").json()["changes"]
    assert (told["id"], told["deleted"], told["version"]) == (key, True, 2)


@pytest.mark.parametrize("name", ["add", "take_back"])
def test_another_person_is_never_met(alice, stranger, name):
    theirs = OneImport(stranger)
    theirs.add("period", DAY, FLOW)
    before = stranger.get(PATH).json()
    hers = OneImport(alice)
    hers.id = theirs.id
    told = hers.add("period", DAY, FLOW) if name == "add" else hers.take_back("period", DAY)
    assert told == ("made" if name == "add" else "absent")
    assert stranger.get(PATH).json() == before
