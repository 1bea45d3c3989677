"""Her choice comes to hold for all records there are: bounded, resumable, and never half."""

from datetime import timedelta

import pytest
from django.conf import settings

from glowcycle.aws import clients
from glowcycle.encryption import keyring
from glowcycle.person.retention import services
from journal.models import JournalEntry
from tests.support import faults
from tests.support.export_zips import DAY, answered, keep_photo
from tests.support.faults import store_faults
from tests.support.retention_choices import DAYS, FOREVER, choose, due, write
from tests.support.sync_phone import Device


def write_unaware(alice):
    """Return the address of what a process wrote that did not know of her choice yet."""
    remembered = dict(keyring._cache)
    assert alice.put("/me/retention", DAYS).status_code == 202
    keyring._cache.update(remembered)
    address = write(alice)
    assert due(alice, address) is None
    return address


def test_a_write_of_a_process_that_did_not_know_yet_is_seen_to(alice, clock):
    write(alice)
    address = write_unaware(alice)
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
    monkeypatch.setattr(services, "MAX_CHANGES", 3)
    addresses = [write(alice) for _ in range(10)]
    seen = []
    for _ in range(4):
        assert alice.put("/me/retention", DAYS).status_code == 202
        seen.append(sum(due(alice, address) is not None for address in addresses))
    assert seen == [3, 6, 9, 10]
    assert choose(alice, clock, journal=30)


def test_a_device_that_was_away_drops_what_went_meanwhile(alice, clock):
    device = Device(alice)
    write(alice)
    device.sync()
    assert len(device.records()) == 1
    choose(alice, clock, journal=30)
    clock.shift(timedelta(days=40))
    entry_id = next(iter(device.base))[1]
    JournalEntry(alice.user_id, entry_id).delete()  # as the engine does, without a tombstone
    choose(alice, clock)  # nor does it matter that she keeps everything by now
    write(alice)
    device.sync()
    assert len(device.records()) == 1
    assert device.records().keys() == {("journal", key) for key in answered(alice)["journal"]}


def test_a_change_that_is_under_way_does_not_undo_it(alice, clock):
    address = write(alice)

    def meanwhile(deliver):
        read = deliver()
        choose(alice, clock, journal=30)
        return read

    with store_faults(meanwhile, operation="GetItem"):
        assert alice.patch(address, {"text": "changed"}).status_code == 200
    assert due(alice, address) is not None


def test_a_day_that_is_logged_anew_while_old_ones_go_stays(alice, clock):
    day, anew = {"date": DAY, "flow": "light"}, {"date": DAY, "flow": "heavy"}
    alice.post("/period", day)
    clock.shift(timedelta(days=40))

    def meanwhile(deliver):
        read = deliver()
        assert alice.delete(f"/period/{DAY}").status_code == 204
        assert alice.post("/period", anew).status_code == 201
        return read

    with store_faults(faults.none, meanwhile, operation="Query"):  # that of the period, after one
        choose(alice, clock, period=30)
    assert alice.get(f"/period/{DAY}").json()["flow"] == "heavy"
    clock.shift(timedelta(days=31))
    assert alice.get(f"/period/{DAY}").status_code == 404


def test_a_day_that_is_logged_anew_meanwhile_goes_when_the_new_log_should(alice, clock):
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


def test_rotating_her_key_changes_nothing_of_it(alice, clock):
    choose(alice, clock, journal=30)
    keyring.rotate(user_id=alice.user_id)
    assert due(alice, write(alice)) is not None


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("fault", [faults.unreachable, faults.lost])
def test_interrupted_at_any_call_it_is_completed_by_a_repeat(alice, clock, fault, monkeypatch):
    monkeypatch.setattr(services, "MAX_CHANGES", 2)
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
        made = JournalEntry.get(alice.user_id, entry["entryId"]).created_at
        for address in kept:
            assert abs(due(alice, address) - made - timedelta(days=term)) < timedelta(seconds=2)
        if len(calls) <= place:
            break
    else:
        raise AssertionError("it makes more calls than were interrupted")
    assert place > 5


def days_of_photo(phone, scan_id):
    key = f"kept/{phone.user_id}/{scan_id}"
    [*tags] = clients.s3().get_object_tagging(Bucket=settings.S3_BUCKET_NAME, Key=key)["TagSet"]
    return [int(tag["Value"]) for tag in tags]


@pytest.mark.parametrize("term", [{}, {"skin": 90}])
def test_the_photo_of_a_scan_that_is_changed_meanwhile_goes_with_it(alice, clock, term):
    """The change has told the record already, and not the bucket."""
    scan = keep_photo(alice, 100)
    choose(alice, clock, skin=30)

    def meanwhile(deliver):
        assert alice.patch(f"/skin/{scan}", {"cycleDay": 3}).status_code == 200
        return deliver()

    with store_faults(meanwhile, operation="Query"):
        choose(alice, clock, **term)
    assert days_of_photo(alice, scan) == [*term.values()]


@pytest.mark.usefixtures("no_waiting")
def test_a_photo_that_could_not_be_told_is_told_by_a_repeat(alice, clock):
    scan = keep_photo(alice, 100)
    with store_faults(faults.unreachable, faults.unreachable, client=clients.s3()):
        assert alice.put("/me/retention", {**FOREVER, "skin": 30}).status_code == 503
    choose(alice, clock, skin=30)
    assert days_of_photo(alice, scan) == [30]


@pytest.mark.usefixtures("no_waiting")
def test_the_wait_begins_when_the_processes_can_know(alice, clock):
    write(alice)
    with store_faults(faults.failing, faults.failing, operation="UpdateItem"):
        assert alice.put("/me/retention", DAYS).status_code == 503
    clock.shift(services.SETTLE)
    keyring.forget()
    write(alice)
    address = write_unaware(alice)
    choose(alice, clock, journal=30)
    assert due(alice, address) is not None
