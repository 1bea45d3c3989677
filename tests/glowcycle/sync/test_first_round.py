"""GET /sync without a cursor: all records, newest day first, and then what changed meanwhile."""

import random
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
import time_machine
from django.core import signing

from glowcycle.records import FIRST_KINDS, record_kinds
from glowcycle.sandbox.identity import issue_token
from glowcycle.sync.changes import CURSOR_LIFE, SETTLE
from tests.support.addresses import at
from tests.support.broken_records import BREAKS, named
from tests.support.faults import store_faults
from tests.support.last_years_phone import LastYearsPhone
from tests.support.retention_choices import choose
from tests.support.sealed_items import plant, raw
from tests.support.sync_operations import BODIES

DATES = ["2026-02-27", "2026-02-28T23:30:00-08:00", "2026-03-01", "2026-03-02T10:00:00.5Z"]
DATED = pytest.mark.parametrize("kind", ["journal", "skin"])


def create(phone, kind, date, **more):
    """Store a record of that date; return its address."""
    date = date[:10] if kind == "period" else date
    answer = phone.post(at(kind), {**BODIES[kind][0], "date": date, **more})
    assert answer.status_code == 201, answer.content
    return answer.headers["Location"]


def some_of_each(phone):
    return [create(phone, kind, date) for date in DATES for kind in FIRST_KINDS]


def pages(phone, limit=100, cursor=None):
    """Yield the pages of a round."""
    query = f"/sync?limit={limit}"
    while True:
        answer = phone.get(f"{query}&cursor={cursor}" if cursor else query)
        assert answer.status_code == 200, answer.content
        page = answer.json()
        yield page
        if not page["hasMore"]:
            return
        cursor = page["next"]


def signed_in_again(phone):
    token = issue_token(user_id=phone.user_id, lifetime=timedelta(hours=1))
    return type(phone)(phone.user_id, token)


def told(page):
    return [{"kind": change["kind"], "id": change["id"]} for change in page["changes"]]


def stored(phone):
    """Return every record of hers as the lists answer it, by kind and id."""
    found = {}
    for kind in FIRST_KINDS:
        for record in phone.get(f"{at(kind)}/user/{phone.user_id}?limit=100").json()["results"]:
            found[kind, record[record_kinds()[kind].key]] = {**record, "cycleDay": None}
    return found


@pytest.mark.parametrize("limit", [1, 2, 3, 11, 12, 13, 1000])
def test_the_newest_day_comes_first_with_any_page_size(alice, limit):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        for date in random.Random(limit).sample(DATES, 4):
            for kind in FIRST_KINDS:
                create(alice, kind, date)
        clock.shift(2 * SETTLE)
        listed = list(pages(alice, limit))
    sizes = [len(page["changes"]) for page in listed]
    whole = [size for size in sizes if size]
    assert whole == ([11, 1] if limit == 11 else [min(limit, 12)] * max(12 // limit, 1))
    # One page of what changed since the round started; and another where the engine stops at the
    # limit, and does not look whether it was the end.
    assert sizes.count(0) in ((1, 2) if limit < 12 else (0,))
    days = [change["record"]["date"][:10] for page in listed for change in page["changes"]]
    assert days == sorted((date[:10] for date in DATES for _ in FIRST_KINDS), reverse=True)


def test_a_round_of_one_page_is_one_trip_without_what_is_gone(alice):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        choose(alice, clock, journal=30)
        create(alice, "journal", DATES[0])
        clock.shift(timedelta(days=30, seconds=1))
        alice = signed_in_again(alice)
        kept = [create(alice, kind, "2026-03-01") for kind in FIRST_KINDS]
        for kind in FIRST_KINDS:
            assert alice.delete(create(alice, kind, "2026-03-02")).status_code == 204
        [page] = pages(alice)
    assert sorted(map(str, told(page))) == sorted(str(named(address)) for address in kept)


@pytest.mark.parametrize("kind", FIRST_KINDS)
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_phone_has_all_that_is_stored_when_the_round_ends(alice, kind, turns):
    """Between two pages, records move across the place where the round stands, or change."""
    addresses = [create(alice, kind, f"2026-02-{day:02}") for day in range(1, 11)]
    device = LastYearsPhone(alice, limit=3)
    for _ in range(turns):
        assert device.take()
    for unread, read in ((0, 9), (1, 8)):
        alice.patch(addresses[unread], BODIES[kind][1])
        alice.patch(addresses[read], BODIES[kind][1])
        if kind != "period":
            alice.patch(addresses[unread], {"date": "2026-02-20"})
            alice.patch(addresses[read], {"date": "2026-01-20"})
    for gone in (1, 2, 7, 8):
        assert alice.delete(addresses[gone]).status_code == 204
    create(alice, kind, "2026-02-25")
    create(alice, kind, "2026-01-25")
    device.round()
    assert device.records() == stored(alice)


@pytest.mark.parametrize("seed", range(4))
def test_no_life_of_a_person_leads_a_phone_astray(alice, seed):
    """A phone of last year begins again and again while she writes, at random."""
    chance = random.Random(seed)
    device, addresses = LastYearsPhone(alice, limit=chance.choice([1, 2, 4])), []
    days = [f"2026-0{month}-{day:02}" for month in range(1, 9) for day in (1, 15)]
    chance.shuffle(days)
    for _ in range(16):
        addresses.append(create(alice, chance.choice(FIRST_KINDS), days.pop()))
        victim = chance.choice(addresses)
        if chance.random() < 0.3:
            addresses.remove(victim)
            assert alice.delete(victim).status_code == 204
        elif "period" not in victim:
            alice.patch(victim, {"date": f"2026-0{chance.randrange(1, 10)}-11"})
        if chance.random() < 0.1:
            device.begin_again()
        if not device.take():
            assert device.records() == stored(alice)
    device.round()
    assert device.records() == stored(alice)


def test_a_slow_write_of_before_the_round_is_in_it_or_in_the_next(alice):
    """The write carries a time before the round, and is visible only after the first page."""
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        some_of_each(alice)
        late, device = datetime.now(UTC), LastYearsPhone(alice, limit=3)
        clock.shift(timedelta(seconds=59))
        device.take()
        with mock.patch("glowcycle.storage.revisions.timezone.now", return_value=late):
            create(alice, "journal", "2026-03-05")
        clock.shift(timedelta(minutes=10))
        device.round()
    assert device.records() == stored(alice)


@DATED
@pytest.mark.parametrize("limit", [1, 4, 100])
def test_a_record_that_the_index_by_date_lost_is_told_or_named(alice, kind, limit):
    addresses = [create(alice, kind, date) for date in DATES]
    gone = create(alice, kind, DATES[0])
    alice.delete(gone)
    BREAKS["altered"](alice, addresses[1])
    for address in addresses[:3]:
        table, item = raw(alice, address)
        del item["dateOrder"]
        plant(table, item)
    listed = list(pages(alice, limit))
    readable = [str(each) for page in listed for each in told(page)]
    unreadable = [str(each) for page in listed for each in page["unreadable"]]
    assert set(readable) - {str(named(gone))} == {str(named(addresses[n])) for n in (0, 2, 3)}
    assert set(unreadable) == {str(named(addresses[1]))}


def test_a_page_reads_each_source_once_and_none_that_has_ended(alice):
    for number in range(6):
        create(alice, "journal", f"2026-03-0{number + 1}")
    create(alice, "skin", "2026-03-09")
    with store_faults() as attempted:
        first = alice.get("/sync?limit=2").json()
    assert attempted == ["Query"] * 5 + ["GetItem"]
    with store_faults() as attempted:
        alice.get(f"/sync?limit=2&cursor={first['next']}")
    assert attempted == ["Query", "GetItem"]


def test_the_cursor_of_a_first_round_is_none_to_an_earlier_release(alice):
    some_of_each(alice)
    listed = list(pages(alice, 6))
    salt = f"sync {alice.user_id}"
    with pytest.raises(signing.BadSignature):
        signing.loads(listed[0]["next"], salt=salt)
    for page in listed[1:]:
        assert len(signing.loads(page["next"], salt=salt)) == 3


@pytest.mark.parametrize("offset", ["+0000", "+00:00"])
def test_a_first_round_that_an_earlier_release_began_goes_on_by_change(alice, offset):
    """Its cursor has the time and key of the last change of each kind, and no start."""
    now = datetime.now(UTC)
    addresses = some_of_each(alice)
    alice.delete(addresses[5])
    at = {address: raw(alice, address)[1]["updatedAt"]["S"] for address in addresses}
    journal = next(each for each in addresses if "journal" in each)
    position = [at[journal].replace("+0000", offset), named(journal)["id"]]
    salt = f"sync {alice.user_id}"
    old = signing.dumps([None, now.isoformat(), {"journal": position}], salt=salt)
    changes = [change for page in pages(alice, 3, old) for change in page["changes"]]
    assert [str(named(each)) for each in sorted(addresses, key=at.get) if each != journal] == [
        str({"kind": change["kind"], "id": change["id"]}) for change in changes
    ]
    assert [change["deleted"] for change in changes].count(True) == 1


def test_a_first_round_that_stops_for_half_a_year_begins_again(alice):
    some_of_each(alice)
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        page = alice.get("/sync?limit=2").json()
        clock.shift(CURSOR_LIFE + timedelta(seconds=1))
        answer = signed_in_again(alice).get(f"/sync?limit=2&cursor={page['next']}")
    assert (answer.status_code, answer.json()["code"]) == (410, "cursor_expired")
