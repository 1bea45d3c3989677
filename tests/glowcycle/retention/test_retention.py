"""Records are kept for as long as she wants, by kind; what is past that is gone everywhere."""

from datetime import timedelta

import pytest
from django.conf import settings

from glowcycle import keyring
from glowcycle.aws import clients
from glowcycle.person.retention import services
from journal.models import JournalEntry
from skin.models import SkinScan
from tests import faults
from tests.faults import store_faults
from tests.glowcycle.export.zips import DAY, METRICS, answered, exported, keep_photo, unpacked
from tests.glowcycle.person.life import objects
from tests.sync_phone import Device

FOREVER = {"journal": None, "period": None, "skin": None}
DAYS = {**FOREVER, "journal": 30}


def choose(phone, clock, **days):
    """Repeat the request as it says until it holds for all records."""
    for _ in range(60):
        answer = phone.put("/me/retention", {**FOREVER, **days})
        if answer.status_code == 200:
            return answer.json()
        assert answer.status_code in (202, 503), answer.content
        clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
    raise AssertionError("no end")


def write(phone, **record):
    answer = phone.post("/journal", {"date": DAY, **record})
    assert answer.status_code == 201
    return answer.headers["Location"]


def due(phone, address):
    return JournalEntry.get(phone.person_id, address.rpartition("/")[2]).expires_at


def test_at_first_everything_is_kept(alice, clock):
    address = write(alice)
    assert alice.get("/me/retention").json() == {**FOREVER, "appliedAt": None}
    clock.shift(timedelta(days=3000))
    assert alice.get(address).status_code == 200
    assert due(alice, address) is None


def test_what_is_written_from_then_on_goes_so_long_after_it_was_made(alice, clock):
    choose(alice, clock, journal=30)
    address = write(alice, date="2020-01-01")  # whatever day it is about
    clock.shift(timedelta(days=29))
    alice.patch(address, {"energy": 5})  # nor does a change keep it longer
    clock.shift(timedelta(hours=23))
    assert alice.get(address).status_code == 200
    clock.shift(timedelta(hours=1))
    assert alice.get(address).status_code == 404


def test_what_is_there_already_goes_at_its_time_too(alice, clock):
    address = write(alice)
    clock.shift(timedelta(days=10))
    told = choose(alice, clock, journal=30)
    assert told == {**DAYS, "appliedAt": told["appliedAt"]}
    assert alice.get("/me/retention").json() == told
    assert alice.get(address).status_code == 200
    clock.shift(timedelta(days=20))
    assert alice.get(address).status_code == 404


def test_what_is_too_old_already_is_deleted_and_leaves_a_tombstone(alice, clock):
    address = write(alice, text="canary")
    clock.shift(timedelta(days=31))
    choose(alice, clock, journal=30)
    stored = JournalEntry.get(alice.person_id, address.rpartition("/")[2])
    assert stored.deleted_at is not None
    assert stored.sealed is None


def test_it_is_for_each_kind_by_itself(alice, clock):
    entry = write(alice)
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


def test_what_is_past_its_time_is_gone_everywhere_though_the_engine_still_has_it(alice, clock):
    choose(alice, clock, journal=30, period=30)
    address = write(alice, text="canary", tags=["x"])
    alice.post("/period", {"date": DAY, "flow": "light"})
    clock.shift(timedelta(days=30))
    assert JournalEntry.get(alice.person_id, address.rpartition("/")[2])  # the engine's leisure
    assert answered(alice) == {"journal": {}, "period": {}, "skin": {}}
    assert alice.get(f"/journal/user/{alice.person_id}?tag=x").json()["results"] == []
    assert alice.get(f"/period/cycles/{alice.person_id}").json()["results"] == []
    assert b"canary" not in alice.get(f"/journal/user/{alice.person_id}?format=csv").content
    assert alice.patch(address, {"energy": 5}).status_code == 404
    assert exported(unpacked(alice.get("/me/export").content)) == answered(alice)
    told = alice.get("/sync").json()["changes"]
    assert all(change["deleted"] and change["record"] is None for change in told)
    assert alice.delete(address).status_code == 204


def test_a_day_that_is_gone_can_be_logged_anew_and_is_kept_anew(alice, clock):
    choose(alice, clock, period=30)
    alice.post("/period", {"date": DAY, "flow": "light"})
    clock.shift(timedelta(days=30))
    again = alice.post("/period", {"date": DAY, "flow": "heavy"})
    assert again.status_code == 201
    clock.shift(timedelta(days=29))
    assert alice.get(f"/period/{DAY}").json() == again.json()


def test_withdrawn_everything_that_is_still_there_is_kept(alice, clock):
    choose(alice, clock, journal=30)
    old = write(alice)
    clock.shift(timedelta(days=20))
    young = write(alice)
    clock.shift(timedelta(days=15))
    choose(alice, clock)
    assert due(alice, young) is None
    clock.shift(timedelta(days=3000))
    assert [alice.get(path).status_code for path in (old, young)] == [404, 200]


def test_longer_or_shorter_holds_for_all_that_is_there(alice, clock):
    address = write(alice)
    choose(alice, clock, journal=30)
    choose(alice, clock, journal=365)
    clock.shift(timedelta(days=100))
    assert alice.get(address).status_code == 200
    choose(alice, clock, journal=90)
    assert alice.get(address).status_code == 404


def test_a_photo_goes_with_its_scan(alice, clock):
    young, old = keep_photo(alice, 100), keep_photo(alice, 100)
    SkinScan.get(alice.person_id, old)
    choose(alice, clock, skin=90)
    key = f"kept/{alice.person_id}/{young}"
    bucket = {"Bucket": settings.S3_BUCKET_NAME, "Key": key}
    assert clients.s3().get_object_tagging(**bucket)["TagSet"] == [{"Key": "days", "Value": "90"}]
    clock.shift(timedelta(days=90))
    assert alice.get(f"/skin/{young}/photo").status_code == 404
    choose(alice, clock, skin=30)
    assert not [name for name in objects(alice.person_id) if name.startswith("kept/")]


def test_a_photo_is_kept_again_when_its_scan_is(alice, clock):
    scan = keep_photo(alice, 100)
    choose(alice, clock, skin=90)
    choose(alice, clock)
    bucket = {"Bucket": settings.S3_BUCKET_NAME, "Key": f"kept/{alice.person_id}/{scan}"}
    assert clients.s3().get_object_tagging(**bucket)["TagSet"] == []


def test_a_photo_that_is_kept_later_goes_with_its_scan_too(alice, clock, face):
    from tests.photos_stage import send

    choose(alice, clock, skin=30)
    scan = send(alice, face, keepPhoto="true").json()
    bucket = {"Bucket": settings.S3_BUCKET_NAME, "Key": f"kept/{alice.person_id}/{scan['scanId']}"}
    assert clients.s3().get_object_tagging(**bucket)["TagSet"] == [{"Key": "days", "Value": "30"}]


def test_a_write_of_a_process_that_did_not_know_yet_is_seen_to(alice, clock):
    write(alice)
    remembered = dict(keyring._remembered)
    assert alice.put("/me/retention", DAYS).status_code == 202
    keyring._remembered.update(remembered)
    address = write(alice)
    assert due(alice, address) is None
    keyring.forget()
    choose(alice, clock, journal=30)
    assert due(alice, address) is not None


def test_it_holds_for_all_only_when_no_write_can_be_on_its_way(alice, clock):
    first = alice.put("/me/retention", DAYS)
    assert (first.status_code, first.json()["appliedAt"]) == (202, None)
    wait = int(first.headers["Retry-After"])
    assert wait == services.SETTLE.total_seconds()
    clock.shift(timedelta(seconds=wait - 1))
    assert alice.put("/me/retention", DAYS).status_code == 202
    clock.shift(timedelta(seconds=1))
    assert alice.put("/me/retention", DAYS).status_code == 200
    with store_faults() as calls:
        assert alice.put("/me/retention", DAYS).status_code == 200
    assert set(calls) == {"GetItem"}  # again is fine, and costs next to nothing


def test_one_call_is_bounded_however_much_there_is(alice, clock, monkeypatch):
    monkeypatch.setattr(services, "MOST_CHANGED", 3)
    addresses = [write(alice) for _ in range(10)]
    seen = []
    for _ in range(4):
        assert alice.put("/me/retention", DAYS).status_code == 202
        seen.append(sum(due(alice, address) is not None for address in addresses))
    assert seen == [3, 6, 9, 10]
    assert choose(alice, clock, journal=30)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"journal": 30},
        {**FOREVER, "journal": 31},
        {**FOREVER, "journal": "30"},
        {**FOREVER, "journal": True},
        {**FOREVER, "journal": 0},
        {**FOREVER, "journal": 30.0},
        {**FOREVER, "photos": 30},
    ],
)
def test_any_other_choice_is_refused(alice, body):
    assert alice.put("/me/retention", body).status_code == 400
    assert alice.get("/me/retention").json() == {**FOREVER, "appliedAt": None}


def test_a_device_that_was_away_drops_what_went_meanwhile(alice, clock):
    device = Device(alice)
    write(alice)
    device.sync()
    assert len(device.records()) == 1
    choose(alice, clock, journal=30)
    clock.shift(timedelta(days=40))
    entry_id = next(iter(device.base))[1]
    JournalEntry(alice.person_id, entry_id).delete()  # as the engine does, without a tombstone
    choose(alice, clock)  # nor does it matter that she keeps everything by now
    write(alice)
    device.sync()
    assert len(device.records()) == 1
    assert device.records().keys() == {("journal", key) for key in answered(alice)["journal"]}


def test_rotating_her_key_changes_nothing_of_it(alice, clock):
    choose(alice, clock, journal=30)
    keyring.rotate(person_id=alice.person_id)
    assert due(alice, write(alice)) is not None


@pytest.fixture
def no_waiting(monkeypatch):
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _seconds: None)


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
def test_interrupted_at_any_call_it_is_completed_by_a_repeat(alice, clock, fault, monkeypatch):
    monkeypatch.setattr(services, "MOST_CHANGED", 2)
    kept = [write(alice) for _ in range(3)]
    terms = [30, 90]
    for place in range(80):
        term = terms[place % 2]  # another choice each time, and so all to be done anew
        with store_faults(*[faults.none] * place, fault, fault) as calls:
            for _ in range(20):
                answer = alice.put("/me/retention", {**FOREVER, "journal": term})
                if answer.status_code != 202:
                    break
                clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
        assert answer.status_code in (200, 503)
        choose(alice, clock, journal=term)
        entry = alice.get(kept[0]).json()
        made = JournalEntry.get(alice.person_id, entry["entryId"]).created_at
        for address in kept:
            assert abs(due(alice, address) - made - timedelta(days=term)) < timedelta(seconds=2)
        if len(calls) <= place:
            break
    else:
        raise AssertionError("it makes more calls than were interrupted")
    assert place > 5
