"""A retention choice is enforced on all stored records, in bounded calls that can be repeated."""

from datetime import timedelta

import pytest
from django.conf import settings

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.person.retention import services
from journal.models import JournalEntry
from tests.support import faults
from tests.support.export_zips import DAY, answered_records, keep_photo
from tests.support.faults import store_faults
from tests.support.retention_choices import DAYS, FOREVER, choose, expiry_of, write_entry
from tests.support.sync_phone import Device


def write_by_old_choice(alice):
    """Return the address of a record written by a process that does not know the choice yet."""
    remembered = dict(keyring._cache)
    assert alice.put("/me/retention", DAYS).status_code == 202
    keyring._cache.update(remembered)
    address = write_entry(alice)
    assert expiry_of(alice, address) is None
    return address


def test_second_round_catches_a_write_that_followed_the_old_choice(alice, clock):
    write_entry(alice)
    address = write_by_old_choice(alice)
    keyring.forget()
    choose(alice, clock, journal=30)
    assert expiry_of(alice, address) is not None


def test_choice_is_applied_only_when_no_old_write_can_arrive(alice, clock):
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
    assert set(calls) == {"GetItem"}  # a repeated request only reads


def test_one_call_does_a_bounded_share(alice, clock, monkeypatch):
    monkeypatch.setattr(services, "MAX_CHANGES", 3)
    addresses = [write_entry(alice) for _ in range(10)]
    counts = []
    for _ in range(4):
        assert alice.put("/me/retention", DAYS).status_code == 202
        counts.append(sum(expiry_of(alice, address) is not None for address in addresses))
    assert counts == [3, 6, 9, 10]
    assert choose(alice, clock, journal=30)


def test_device_drops_records_that_expired_while_it_was_offline(alice, clock):
    device = Device(alice)
    write_entry(alice)
    device.sync()
    assert len(device.store.records()) == 1
    choose(alice, clock, journal=30)
    clock.shift(timedelta(days=40))
    entry_id = next(iter(device.store.base))[1]
    JournalEntry(alice.user_id, entry_id).delete()  # as the store does, without a tombstone
    choose(alice, clock)  # even though she keeps everything now
    write_entry(alice)
    device.sync()
    assert len(device.store.records()) == 1
    assert device.store.records().keys() == {
        ("journal", key) for key in answered_records(alice)["journal"]
    }


def test_concurrent_change_keeps_the_expiry(alice, clock):
    address = write_entry(alice)

    def meanwhile(deliver):
        read = deliver()
        choose(alice, clock, journal=30)
        return read

    with store_faults(meanwhile, operation="GetItem"):
        assert alice.patch(address, {"text": "changed"}).status_code == 200
    assert expiry_of(alice, address) is not None


def test_day_logged_again_during_deletion_is_kept(alice, clock):
    day, again = {"date": DAY, "flow": "light"}, {"date": DAY, "flow": "heavy"}
    alice.post("/period", day)
    clock.shift(timedelta(days=40))

    def meanwhile(deliver):
        read = deliver()
        assert alice.delete(f"/period/{DAY}").status_code == 204
        assert alice.post("/period", again).status_code == 201
        return read

    with store_faults(faults.none, meanwhile, operation="Query"):  # the period query is the second
        choose(alice, clock, period=30)
    assert alice.get(f"/period/{DAY}").json()["flow"] == "heavy"
    clock.shift(timedelta(days=31))
    assert alice.get(f"/period/{DAY}").status_code == 404


def test_day_logged_again_meanwhile_expires_by_its_new_time(alice, clock):
    alice.post("/period", {"date": DAY, "flow": "light"})
    clock.shift(timedelta(days=20))

    def meanwhile(deliver):
        read = deliver()
        alice.delete(f"/period/{DAY}")
        alice.post("/period", {"date": DAY, "flow": "heavy"})
        return read

    with store_faults(faults.none, meanwhile, operation="Query"):
        assert alice.put("/me/retention", {**FOREVER, "period": 30}).status_code == 202
    clock.shift(timedelta(days=29))
    assert alice.get(f"/period/{DAY}").json()["flow"] == "heavy"


def test_key_rotation_keeps_the_choice(alice, clock):
    choose(alice, clock, journal=30)
    keyring.rotate(user_id=alice.user_id)
    assert expiry_of(alice, write_entry(alice)) is not None


@pytest.mark.one_engine
@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
def test_repeat_completes_after_an_interruption_at_any_call(alice, clock, fault, monkeypatch):
    monkeypatch.setattr(services, "MAX_CHANGES", 2)
    kept = [write_entry(alice) for _ in range(3)]
    terms = [30, 90]
    for index in range(80):
        term = terms[index % 2]  # another choice each time, so that each run has all the work
        with store_faults(*[faults.none] * index, fault, fault) as calls:
            for _ in range(20):
                answer = alice.put("/me/retention", {**FOREVER, "journal": term})
                if answer.status_code != 202:
                    break
                clock.shift(timedelta(seconds=int(answer.headers["Retry-After"])))
        assert answer.status_code in (200, 503)
        choose(alice, clock, journal=term)
        entry = alice.get(kept[0]).json()
        made = JournalEntry.get(alice.user_id, entry["entryId"]).created_at
        for address in kept:
            assert abs(expiry_of(alice, address) - made - timedelta(days=term)) < timedelta(
                seconds=2
            )
        if len(calls) <= index:
            break
    else:
        raise AssertionError("the choice makes more calls than the test interrupts")
    assert index > 5


def days_of_photo(phone, scan_id):
    key = f"kept/{phone.user_id}/{scan_id}"
    [*tags] = clients.s3().get_object_tagging(Bucket=settings.S3_BUCKET_NAME, Key=key)["TagSet"]
    return [int(tag["Value"]) for tag in tags]


@pytest.mark.parametrize("term", [{}, {"skin": 90}])
def test_photo_of_a_scan_changed_meanwhile_gets_the_expiry(alice, clock, term):
    """The change sets the expiry of the record, but not of the photo."""
    scan = keep_photo(alice, 100)
    choose(alice, clock, skin=30)

    def meanwhile(deliver):
        assert alice.patch(f"/skin/{scan}", {"cycleDay": 3}).status_code == 200
        return deliver()

    with store_faults(meanwhile, operation="Query"):
        choose(alice, clock, **term)
    assert days_of_photo(alice, scan) == [*term.values()]


@pytest.mark.usefixtures("no_waiting")
def test_repeat_sets_a_photo_expiry_that_failed(alice, clock):
    scan = keep_photo(alice, 100)
    with store_faults(faults.unreachable, faults.unreachable, client=clients.s3()):
        assert alice.put("/me/retention", {**FOREVER, "skin": 30}).status_code == 503
    choose(alice, clock, skin=30)
    assert days_of_photo(alice, scan) == [30]


@pytest.mark.usefixtures("no_waiting")
def test_wait_begins_when_the_choice_is_noted(alice, clock):
    write_entry(alice)
    with store_faults(faults.failing, faults.failing, operation="UpdateItem"):
        assert alice.put("/me/retention", DAYS).status_code == 503
    clock.shift(services.SETTLE)
    keyring.forget()
    write_entry(alice)
    address = write_by_old_choice(alice)
    choose(alice, clock, journal=30)
    assert expiry_of(alice, address) is not None
