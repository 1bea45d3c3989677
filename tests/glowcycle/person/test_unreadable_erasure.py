"""Erasure removes what nobody can read: it reads keys alone."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from glowcycle.encryption import keyring
from tests.support.broken_records import BREAKS, break_photo, every_break, lose_key
from tests.support.export_zips import keep_photo
from tests.support.sealed_items import write
from tests.support.stored_life import left


def erased(phone):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(50):
            answer = phone.delete("/me")
            if answer.status_code == 200:
                return answer.json()
            assert answer.status_code == 202, answer.content
            clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
    raise AssertionError("the erasure does not end")


def test_every_unreadable_record_and_photo_is_removed_and_counted(alice):
    records = dict.fromkeys(("journal", "period", "skin"), 0)
    for kind, how in every_break():
        if how == "moved" or (kind == "period" and records[kind] > 20):
            continue  # the first needs a tombstone, and February has few days
        BREAKS[how](alice, write(alice, kind))
        records[kind] += not how.startswith("deletedAt")
    for _ in range(2):
        break_photo(alice, keep_photo(alice, 500))
        records["skin"] += 1
    receipt = erased(alice)
    assert left(alice.user_id) == []
    assert {kind: receipt["removed"][kind] for kind in records} == records
    assert receipt["removed"]["photos"] == 2


def test_a_person_whose_keys_are_lost_is_erased(alice):
    write(alice, "journal")
    keyring.rotate(user_id=alice.user_id)
    write(alice, "period")
    for number in (0, 1):
        lose_key(alice.user_id, number)
    assert erased(alice)["removed"]["journal"] == 1
    assert left(alice.user_id) == []
    assert alice.get("/sync").status_code == 410
