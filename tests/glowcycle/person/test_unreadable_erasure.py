"""Erasure removes what nobody can read: it reads keys alone."""

from glowcycle.encryption import keyring
from tests.support.broken_records import BREAKS, break_photo, every_break, lose_key
from tests.support.erasures import erase
from tests.support.export_zips import keep_photo
from tests.support.sealed_items import write
from tests.support.stored_life import left


def test_every_unreadable_record_and_photo_is_removed_and_counted(alice):
    records = dict.fromkeys(("journal", "period", "skin", "stage"), 0)
    for kind, how in every_break():
        if how == "moved" or (kind == "period" and records[kind] > 20):
            continue  # the first needs a tombstone, and February has few days
        BREAKS[how](alice, write(alice, kind))
        records[kind] += not how.startswith("deletedAt")
    for _ in range(2):
        break_photo(alice, keep_photo(alice, 500))
        records["skin"] += 1
    receipt = erase(alice)
    assert left(alice.user_id) == []
    assert {kind: receipt["removed"][kind] for kind in records} == records
    assert receipt["removed"]["photos"] == 2


def test_a_person_whose_keys_are_lost_is_erased(alice):
    write(alice, "journal")
    keyring.rotate(user_id=alice.user_id)
    write(alice, "period")
    for number in (0, 1):
        lose_key(alice.user_id, number)
    assert erase(alice)["removed"]["journal"] == 1
    assert left(alice.user_id) == []
    assert alice.get("/sync").status_code == 410
