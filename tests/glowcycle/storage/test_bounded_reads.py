"""Records between two days, newest first, within the bounds of one answer."""

from datetime import date

import pytest

from glowcycle.aws import request_context
from glowcycle.storage.bounded_reads import MAX_BYTES, MAX_RECORDS, read_newest
from journal.models import ENTRIES
from skin.models import SCANS
from tests.support.broken_records import BREAKS
from tests.support.long_history import every_day, journal_of, long_history, scans_of

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 5)


@pytest.fixture
def scans(alice):
    """Store two scans a day from 28 February to 6 March; return the days."""
    days = ["2026-02-28", *(f"2026-03-0{day}" for day in range(1, 7))]
    for day in days:
        for pores in (1, 2):
            alice.post("/skin", {"date": day, "metrics": {"pores": pores}})
    return days


def read(phone, **bounds):
    with request_context.act_for_user(phone.user_id):
        return read_newest(SCANS, user_id=phone.user_id, first=FIRST, last=LAST, **bounds)


def days_of(found):
    return [scan.date for scan in found.found]


def test_all_records_of_these_days_are_read_newest_first(alice, stranger, scans):
    stranger.post("/skin", {"date": "2026-03-03", "metrics": {"pores": 9}})
    found = read(alice)
    assert days_of(found) == [day for day in reversed(scans[1:6]) for _ in range(2)]
    assert (found.since, found.unreadable) == (FIRST, [])


def test_a_day_that_is_not_read_whole_is_left_out(alice, scans):
    found = read(alice, most=5)
    assert days_of(found) == ["2026-03-05", "2026-03-05", "2026-03-04", "2026-03-04"]
    assert found.since == date(2026, 3, 4)


def test_the_bytes_of_the_content_are_bounded_too(alice, scans):
    found = read(alice, most_bytes=1)
    assert (days_of(found), found.since) == (["2026-03-05"], LAST)


def test_a_deleted_record_is_none_of_hers(alice):
    address = alice.post("/skin", {"date": "2026-03-02", "metrics": {"pores": 1}}).json()["scanId"]
    alice.delete(f"/skin/{address}")
    assert days_of(read(alice)) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_record_that_cannot_be_read_is_named(alice, name):
    alice.post("/skin", {"date": "2026-03-03", "metrics": {"pores": 1}})
    broken = alice.post("/skin", {"date": "2026-03-02", "metrics": {"pores": 2}}).json()["scanId"]
    BREAKS[name](alice, f"/skin/{broken}")
    found = read(alice)
    assert days_of(found) == ["2026-03-03"]
    assert [scan.key for scan in found.unreadable] == [broken]


def test_no_days_are_no_read(alice):
    with request_context.act_for_user(alice.user_id):
        found = read_newest(SCANS, user_id=alice.user_id, first=LAST, last=FIRST)
    assert found.found == []


def test_a_long_history_is_read_within_the_bounds(alice):
    days = every_day(LAST, first=date(2010, 1, 1))
    scans = scans_of(alice.user_id, days)
    entries = journal_of(alice.user_id, days, text="é" * 20_000)
    with long_history(scans, entries), request_context.act_for_user(alice.user_id):
        found = read_newest(SCANS, user_id=alice.user_id, first=days[0], last=LAST)
        texts = read_newest(ENTRIES, user_id=alice.user_id, first=days[0], last=LAST)
    assert len(found.found) == MAX_RECORDS - 1
    assert found.since == found.found[-1].day
    assert entries.reads.bytes <= MAX_BYTES + 1024 * 1024
    assert texts.since == texts.found[-1].day > date(2025, 1, 1)
