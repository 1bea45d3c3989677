"""A record that an import brings is stored once, and never in place of one of hers."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from glowcycle.encryption import cipher
from glowcycle.formats.registry import formats
from glowcycle.storage.origin import OriginMap
from journal.models import JournalEntry
from tests.support.broken_records import SEALS
from tests.support.brought_records import DAY, OneImport, address_of, new_key
from tests.support.faults import store_faults
from tests.support.record_samples import KINDS, every_kind
from tests.support.sealed_items import raw

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
METADATA = {"version": 1, "date": date(2026, 3, 1), "created_at": NOON, "updated_at": NOON}


@every_kind
def test_a_new_record_is_stored_with_its_origin(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    assert brought.add(kind.name, key, kind.body) == "made"
    record = alice.get(address_of(kind, key)).json()
    assert record.items() >= kind.body.items()
    assert (record["version"], record["origin"]) == (1, brought.origin)


@every_kind
@pytest.mark.calm  # it counts attempts
def test_a_new_record_costs_one_call(alice, kind):
    with store_faults() as attempted:
        OneImport(alice).add(kind.name, new_key(kind), kind.body)
    rule = ["Query"] if kind.name == "stage" else []  # of what may go together
    assert [each for each in attempted if each != "GetItem"] == [*rule, "PutItem"]
    assert attempted.count("GetItem") <= 1  # her keys


@every_kind
def test_her_own_records_have_no_origin(alice, kind):
    address = kind.write(alice).headers["Location"]
    assert alice.get(address).json()["origin"] is None
    for body in (alice.put(address, kind.body), alice.patch(address, kind.change)):
        assert body.json()["origin"] is None


@every_kind
def test_every_later_write_keeps_the_origin(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    address = address_of(kind, key)
    # A phone may send an answer back, and its origin is ignored.
    back = {**alice.get(address).json(), **kind.change, "origin": None}
    for answer in (alice.put(address, back), alice.patch(address, {**kind.change, "origin": None})):
        assert (answer.status_code, answer.json()["origin"]) == (200, brought.origin)


@every_kind
def test_the_store_does_not_tell_where_a_record_came_from(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    brought.add(kind.name, key, kind.body)
    item = raw(alice, address_of(kind, key))[1]
    own = alice.post(kind.path, kind.on("2026-01-01")).headers["Location"]
    hers = raw(alice, own)[1]
    assert item.keys() == hers.keys()
    assert brought.id not in repr(item)


def test_the_size_of_a_record_does_not_tell_the_app(alice):
    apps = {each.app for each in formats().values()}
    for length in range(cipher.BLOCK_BYTES):
        sizes = set()
        for app in apps:
            entry = JournalEntry(alice.user_id, str(uuid4()), text="x" * length, **METADATA)
            entry.origin = OriginMap(app=app, import_id=str(uuid4()))
            entry.serialize(null_check=False)
            sizes.add(entry.sealed_bytes)
        assert len(sizes) == 1, length


@every_kind
def test_a_repeated_call_recognises_its_own_write(alice, kind):
    brought, key = OneImport(alice), new_key(kind)
    address = address_of(kind, key)
    assert [brought.add(kind.name, key, kind.body) for _ in range(3)] == ["made"] * 3
    assert alice.get(address).json()["version"] == 1
    alice.patch(address, kind.change)
    assert brought.add(kind.name, key, kind.body) == "made"
    assert brought.add(kind.name, key, kind.body, seen=brought.read(kind.name, key)) == "made"
    changed = alice.get(address).json()
    assert changed.items() >= kind.change.items()
    alice.delete(address)
    assert brought.add(kind.name, key, kind.body) == "made"
    assert alice.get(address).status_code == 404


@every_kind
@pytest.mark.parametrize("looks_first", [True, False])
def test_a_record_of_hers_stays(alice, kind, looks_first):
    address = kind.write(alice).headers["Location"]
    key, before = address.rpartition("/")[2], alice.get(address).content
    brought = OneImport(alice)
    seen = brought.read(kind.name, key) if looks_first else None
    assert brought.add(kind.name, key, kind.body, seen=seen) == "same"
    other = {**kind.body, **kind.change}
    if other != kind.body and kind.name != "skin":
        assert brought.add(kind.name, key, other, seen=seen) == "present"
    assert alice.get(address).content == before


@every_kind
@pytest.mark.parametrize("looks_first", [True, False])
def test_what_she_deleted_stays_deleted(alice, kind, looks_first):
    address = kind.write(alice).headers["Location"]
    alice.delete(address)
    key = address.rpartition("/")[2]
    brought = OneImport(alice)
    seen = brought.read(kind.name, key) if looks_first else None
    assert brought.add(kind.name, key, kind.body, seen=seen) == "deleted"
    assert alice.get(address).status_code == 404


def test_an_unreadable_record_of_hers_stays(alice):
    address = KINDS[0].write(alice).headers["Location"]
    SEALS["altered"](alice, address)
    key = address.rpartition("/")[2]
    assert OneImport(alice).add("journal", key, KINDS[0].body) == "present"
    assert alice.get(address).status_code == 409


def test_a_phone_that_brings_the_same_entry_finds_it(alice):
    [journal] = (kind for kind in KINDS if kind.name == "journal")
    key = str(uuid4())
    OneImport(alice).add("journal", key, journal.body)
    again = alice.post("/journal", {**journal.body, "entryId": key})
    assert (again.status_code, again.json()["version"]) == (201, 1)
    assert alice.post("/journal", {**journal.body, "entryId": key, "energy": 1}).status_code == 409


def test_no_request_key_of_a_phone_makes_a_write_of_an_import(alice):
    brought = OneImport(alice)
    brought.add("period", DAY, {"flow": "light"})
    for key in ("import", f"import {brought.id}"):
        change = alice.patch(f"/period/{DAY}", {"flow": "heavy"}, headers={"Idempotency-Key": key})
        assert change.status_code == 200
    assert brought.take_back("period", DAY) == "kept"
