"""Records of each kind are kept as long as she chooses, and are gone everywhere after that."""

from datetime import timedelta

import pytest
from django.conf import settings

from glowcycle.aws import clients
from glowcycle.person.retention.choices import find
from glowcycle.records import record_kinds
from journal.models import JournalEntry
from skin.models import SkinScan
from tests.support.export_zips import (
    DAY,
    METRICS,
    answered_records,
    exported_records,
    keep_photo,
    unpack,
)
from tests.support.retention_choices import DAYS, FOREVER, choose, expiry_of, write_entry
from tests.support.stored_life import objects


def test_all_records_are_kept_by_default(alice, clock):
    address = write_entry(alice)
    assert alice.get("/me/retention").json() == {**FOREVER, "appliedAt": None}
    clock.shift(timedelta(days=3000))
    assert alice.get(address).status_code == 200
    assert expiry_of(alice, address) is None


def test_a_phone_that_does_not_know_a_kind_leaves_its_days(alice, clock):
    of_last_year = {"journal": 30, "period": None, "skin": None}
    assert choose(alice, clock, stage=90)["stage"] == 90
    assert alice.put("/me/retention", of_last_year).json()["stage"] == 90
    assert find(user_id=alice.user_id).days == {"journal": 30, "stage": 90}
    assert choose(alice, clock, stage=None)["stage"] is None


def test_new_record_expires_after_its_creation(alice, clock):
    choose(alice, clock, journal=30)
    address = write_entry(alice, date="2020-01-01")  # the date of the entry does not count
    clock.shift(timedelta(days=29))
    alice.patch(address, {"energy": 5})  # a change does not extend it
    clock.shift(timedelta(hours=23))
    assert alice.get(address).status_code == 200
    clock.shift(timedelta(hours=1))
    assert alice.get(address).status_code == 404


def test_existing_record_expires_after_its_creation(alice, clock):
    alice.post("/period", {"date": DAY, "flow": "light"})
    addresses = (write_entry(alice), f"/period/{DAY}")
    clock.shift(timedelta(days=10))
    chosen = choose(alice, clock, journal=30, period=30)
    assert chosen == {**DAYS, "period": 30, "appliedAt": chosen["appliedAt"]}
    assert alice.get("/me/retention").json() == chosen
    assert [alice.get(address).status_code for address in addresses] == [200, 200]
    clock.shift(timedelta(days=20))
    assert [alice.get(address).status_code for address in addresses] == [404, 404]


def test_record_that_is_too_old_leaves_a_tombstone(alice, clock):
    address = write_entry(alice, text="canary")
    clock.shift(timedelta(days=31))
    choose(alice, clock, journal=30)
    stored = JournalEntry.get(alice.user_id, address.rpartition("/")[2])
    assert stored.deleted_at is not None
    assert stored.sealed is None


def test_records_gone_by_an_earlier_choice_stay_gone(alice, clock):
    choose(alice, clock, journal=30)
    clock.shift(timedelta(days=40))
    before = alice.get("/sync").json()["goneBefore"]["journal"]
    choose(alice, clock, journal=365)
    assert alice.get("/sync").json()["goneBefore"]["journal"] >= before


def test_answer_can_be_sent_back_unchanged(alice, clock):
    chosen = choose(alice, clock, journal=30)
    answer = alice.put("/me/retention", alice.get("/me/retention").json())
    assert (answer.status_code, answer.json()) == (200, chosen)


def test_each_kind_has_its_own_days(alice, clock):
    entry = write_entry(alice)
    alice.post("/period", {"date": DAY, "flow": "light"})
    scan = alice.post("/skin", {"date": DAY, "metrics": METRICS}).headers["Location"]
    choose(alice, clock, journal=30, skin=90)
    clock.shift(timedelta(days=31))
    assert [alice.get(path).status_code for path in (entry, f"/period/{DAY}", scan)] == [
        404,
        200,
        200,
    ]
    clock.shift(timedelta(days=60))
    assert [alice.get(path).status_code for path in (f"/period/{DAY}", scan)] == [200, 404]


def test_expired_record_is_gone_everywhere_before_the_store_deletes_it(alice, clock):
    cursor = alice.get("/sync").json()["next"]
    choose(alice, clock, journal=30, period=30)
    address = write_entry(alice, text="canary", tags=["x"])
    alice.post("/period", {"date": DAY, "flow": "light"})
    clock.shift(timedelta(days=30))
    assert JournalEntry.get(
        alice.user_id, address.rpartition("/")[2]
    )  # the store has not deleted it yet
    assert answered_records(alice) == {kind: {} for kind in record_kinds()}
    assert alice.get(f"/journal/user/{alice.user_id}?tag=x").json()["results"] == []
    assert alice.get(f"/period/cycles/{alice.user_id}").json()["results"] == []
    assert b"canary" not in alice.get(f"/journal/user/{alice.user_id}?format=csv").content
    assert alice.patch(address, {"energy": 5}).status_code == 404
    assert exported_records(unpack(alice.get("/me/export").content)) == answered_records(alice)
    assert alice.get("/sync").json()["changes"] == []
    changes = alice.get(f"/sync?cursor={cursor}").json()["changes"]
    assert {(change["deleted"], change["record"]) for change in changes} == {(True, None)}
    assert alice.delete(address).status_code == 204


def test_expired_day_can_be_logged_again(alice, clock):
    choose(alice, clock, period=30)
    alice.post("/period", {"date": DAY, "flow": "light"})
    clock.shift(timedelta(days=30))
    again = alice.post("/period", {"date": DAY, "flow": "heavy"})
    assert again.status_code == 201
    clock.shift(timedelta(days=29))
    assert alice.get(f"/period/{DAY}").json() == again.json()


def test_choosing_never_keeps_all_remaining_records(alice, clock):
    choose(alice, clock, journal=30)
    old = write_entry(alice)
    clock.shift(timedelta(days=20))
    young = write_entry(alice)
    clock.shift(timedelta(days=15))
    choose(alice, clock)
    assert expiry_of(alice, young) is None
    clock.shift(timedelta(days=3000))
    assert [alice.get(path).status_code for path in (old, young)] == [404, 200]


def test_new_days_hold_for_existing_records(alice, clock):
    address = write_entry(alice)
    choose(alice, clock, journal=30)
    choose(alice, clock, journal=365)
    clock.shift(timedelta(days=100))
    assert alice.get(address).status_code == 200
    choose(alice, clock, journal=90)
    assert alice.get(address).status_code == 404


def test_photo_expires_with_its_scan(alice, clock):
    young, old = keep_photo(alice, 100), keep_photo(alice, 100)
    SkinScan.get(alice.user_id, old)
    choose(alice, clock, skin=90)
    key = f"kept/{alice.user_id}/{young}"
    bucket = {"Bucket": settings.S3_BUCKET_NAME, "Key": key}
    assert clients.s3().get_object_tagging(**bucket)["TagSet"] == [{"Key": "days", "Value": "90"}]
    clock.shift(timedelta(days=90))
    assert alice.get(f"/skin/{young}/photo").status_code == 404
    choose(alice, clock, skin=30)
    assert not [name for name in objects(alice.user_id) if name.startswith("kept/")]


def test_photo_is_kept_again_with_its_scan(alice, clock):
    scan = keep_photo(alice, 100)
    choose(alice, clock, skin=90)
    choose(alice, clock)
    bucket = {"Bucket": settings.S3_BUCKET_NAME, "Key": f"kept/{alice.user_id}/{scan}"}
    assert clients.s3().get_object_tagging(**bucket)["TagSet"] == []


def test_photo_kept_after_the_choice_expires_with_its_scan(alice, clock, face):
    from tests.support.photo_bucket import send

    choose(alice, clock, skin=30)
    scan = send(alice, face, keepPhoto="true").json()
    bucket = {"Bucket": settings.S3_BUCKET_NAME, "Key": f"kept/{alice.user_id}/{scan['scanId']}"}
    assert clients.s3().get_object_tagging(**bucket)["TagSet"] == [{"Key": "days", "Value": "30"}]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"journal": 30},
        {**FOREVER, "journal": 31},
        {**FOREVER, "journal": "30"},
        {**FOREVER, "journal": True},
        {**FOREVER, "journal": 0},
        {**FOREVER, "journal": 30.5},
        {**FOREVER, "photos": 30},
    ],
)
def test_invalid_choice_is_400(alice, body):
    assert alice.put("/me/retention", body).status_code == 400
    assert alice.get("/me/retention").json() == {**FOREVER, "appliedAt": None}
