"""Records are encrypted in their tables and can only be decrypted in their own place."""

import copy
import json
from uuid import uuid4

import pytest

from glowcycle.encryption import keyring
from glowcycle.infrastructure.tables import record_models
from glowcycle.storage.revisions import HALF_ID
from journal.models import JournalEntry
from tests.support.addresses import at
from tests.support.broken_records import named
from tests.support.sealed_items import BODIES, body_of, plant, raw, write

READABLE = {
    "userId",
    "entryId",
    "scanId",
    "stageId",
    "date",
    "dateOrder",
    "createdAt",
    "updatedAt",
    "version",
    "writeId",
    "earlierWrites",
    "sealed",
}


CHANGES = {
    "journal": {"date": "2026-03-02"},
    "period": {"flow": "heavy"},
    "skin": {"date": "2026-03-02"},
    "stage": {"end": "2026-03-02"},
}


def assert_refused(phone, address, log):
    """Assert that no read returns the record and that the log has the error."""
    kind, key = named(address).values()
    before = log()
    answers = [
        phone.get(address),
        phone.patch(address, CHANGES[kind]),
    ]
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (409, "unreadable")
        assert b"canary" not in answer.content
    listed = phone.get(f"{at(kind)}/user/{phone.user_id}")
    assert {"kind": kind, "id": key} in listed.json()["unreadable"]
    assert key not in str(listed.json()["results"])
    new_lines = log().removeprefix(before)
    errors = [line for line in map(json.loads, new_lines.splitlines()) if line["level"] == "ERROR"]
    assert {(line["message"], line["kind"]) for line in errors} == {("broken seal", kind)}
    assert "canary" not in new_lines
    assert phone.user_id not in new_lines
    assert key not in new_lines


@pytest.mark.parametrize("kind", BODIES)
def test_no_content_is_readable_in_the_table(alice, kind):
    _, item = raw(alice, write(alice, kind))
    assert item.keys() <= READABLE
    stored = repr(item)
    for said in ("canary", "spotting", "positive", "radiance", "mood", "exclusion"):
        assert said not in stored


def test_her_first_key_cannot_check_a_guess_of_a_later_write(alice):
    keyring.rotate(user_id=alice.user_id)
    address = alice.post("/journal", {"date": "2026-02-01", "mood": "m"}).headers["Location"]
    record = JournalEntry.get(alice.user_id, address.rpartition("/")[2])
    assert record.digest() == record.created_as  # made with the first key
    assert record.created_as not in repr(raw(alice, address))
    said = set()
    for key in ("known", "to-her-phone-alone"):
        alice.patch(address, {"mood": "n"}, Idempotency_Key=key)
        said.add(raw(alice, address)[1]["writeId"]["S"][HALF_ID:])
    assert len(said) == 2


@pytest.mark.parametrize("kind", BODIES)
def test_a_record_reads_as_it_was_written(alice, kind):
    address = write(alice, kind)
    found = alice.get(address).json()
    for name, said in BODIES[kind].items():
        assert found[name] == said
    assert alice.get(f"{at(kind)}/user/{alice.user_id}").json()["results"] == [found]


@pytest.mark.parametrize("kind", BODIES)
def test_content_moved_from_another_record_is_refused(alice, log, kind):
    first, second = write(alice, kind), write(alice, kind)
    table, item = raw(alice, first)
    plant(table, {**item, "sealed": raw(alice, second)[1]["sealed"]})
    assert_refused(alice, first, log)


@pytest.mark.parametrize("kind", BODIES)
def test_content_moved_from_another_person_is_refused(alice, stranger, log, kind):
    own, foreign = write(alice, kind), write(stranger, kind)
    table, item = raw(alice, own)
    plant(table, {**item, "sealed": raw(stranger, foreign)[1]["sealed"]})
    assert_refused(alice, own, log)


@pytest.mark.parametrize("kind", BODIES)
def test_a_record_copied_from_another_person_is_refused(alice, stranger, log, kind):
    foreign = write(stranger, kind)
    table, item = raw(stranger, foreign)
    plant(table, {**item, "userId": {"S": alice.user_id}})
    assert_refused(alice, foreign, log)


@pytest.mark.parametrize("kind", BODIES)
def test_restored_earlier_content_is_refused(alice, log, kind):
    address = write(alice, kind)
    _, before = copy.deepcopy(raw(alice, address))
    assert alice.patch(address, CHANGES[kind]).status_code == 200
    table, item = raw(alice, address)
    plant(table, {**item, "sealed": before["sealed"]})
    assert_refused(alice, address, log)


def test_content_of_another_kind_is_refused(alice, log):
    scan_id = str(uuid4())
    entry = alice.post("/journal", {"date": "2026-02-01", "entryId": scan_id, "text": "canary"})
    scan = alice.post("/skin", {**body_of("skin", "2026-02-01"), "scanId": scan_id})
    for one, other in ((entry, scan), (scan, entry)):
        [table, item], [_, foreign] = (
            raw(alice, each.headers["Location"]) for each in (one, other)
        )
        plant(table, {**item, "sealed": foreign["sealed"]})
        assert_refused(alice, one.headers["Location"], log)
        plant(table, item)


@pytest.mark.parametrize("kind", BODIES)
def test_a_record_with_missing_or_truncated_ciphertext_is_refused(alice, log, kind):
    address = write(alice, kind)
    table, item = raw(alice, address)
    for seal in (None, {"B": b""}, {"B": b"\x01"}, {"B": item["sealed"]["B"][:20]}, {"S": "x"}):
        rest = {name: value for name, value in item.items() if name != "sealed"}
        plant(table, rest if seal is None else {**rest, "sealed": seal})
        assert_refused(alice, address, log)


def test_plain_content_next_to_the_ciphertext_is_ignored(alice):
    address = alice.post("/journal", {"date": "2026-02-01"}).headers["Location"]
    table, item = raw(alice, address)
    plant(table, {**item, "text": {"S": "planted"}, "energy": {"N": "99"}})
    found = alice.get(address).json()
    assert (found["text"], found["energy"]) == (None, None)


def test_a_tombstone_holds_no_content(alice):
    for kind in BODIES:
        address = write(alice, kind)
        assert alice.delete(address).status_code == 204
        _, item = raw(alice, address)
        assert "sealed" not in item
        assert item.keys() <= READABLE | {"deletedAt", "expiresAt"}


def test_equal_content_has_different_ciphertexts(alice, stranger):
    looks = set()
    for phone in (alice, alice, stranger):
        address = phone.post("/journal", {"date": "2026-02-01", "mood": "😌"}).headers["Location"]
        looks.add(raw(phone, address)[1]["sealed"]["B"])
    assert len(looks) == 3


def test_every_content_attribute_is_encrypted():
    for model in record_models():
        names = (*model.CONTENT, *model.ADDED_CONTENT, *model.SEALED)
        declared = {model.attribute(name).attr_name for name in names}
        kept = {each.attr_name for each in model.get_attributes().values()} - declared
        deleted = {"deletedAt", "expiresAt", "undone"}
        assert kept <= READABLE | deleted | {"measuredAt", "photo", "photoId"}
