"""The cycle day in the answers of journal entries and scans."""

import pytest

from tests.support.faults import store_faults
from tests.support.period_logs import log_period


def entry_on(phone, day, **extra):
    return phone.post("/journal", {"date": day, **extra}).json()


def test_the_first_day_of_menses_is_day_one(alice):
    log_period(alice, "2026-03-01")
    assert [entry_on(alice, f"2026-03-{day:02}")["cycleDay"] for day in (1, 2, 20)] == [1, 2, 20]


def test_before_the_first_period_the_phones_cycle_day_is_answered(alice):
    log_period(alice, "2026-03-10")
    assert entry_on(alice, "2026-03-09")["cycleDay"] is None
    assert entry_on(alice, "2026-03-09", cycleDay=26)["cycleDay"] == 26


def test_the_period_log_overrules_the_phones_cycle_day(alice):
    log_period(alice, "2026-03-01")
    assert entry_on(alice, "2026-03-03", cycleDay=17)["cycleDay"] == 3


def test_a_forgotten_period_corrects_every_entry_at_once(alice):
    log_period(alice, "2026-02-01")
    entry = entry_on(alice, "2026-03-05")
    assert entry["cycleDay"] == 33
    log_period(alice, "2026-03-01")
    assert alice.get(f"/journal/{entry['entryId']}").json()["cycleDay"] == 5
    listed = alice.get(f"/journal/user/{alice.user_id}").json()["results"]
    assert [entry["cycleDay"] for entry in listed] == [5]


def test_deleting_the_period_restores_the_phones_cycle_day(alice):
    log_period(alice, "2026-03-01", days=1)
    entry = entry_on(alice, "2026-03-05", cycleDay=9)
    alice.delete("/period/2026-03-01")
    assert alice.get(f"/journal/{entry['entryId']}").json()["cycleDay"] == 9


def test_a_change_of_text_never_stores_the_derived_day(alice):
    log_period(alice, "2026-03-01", days=1)
    entry = entry_on(alice, "2026-03-05", cycleDay=9)
    assert alice.patch(f"/journal/{entry['entryId']}", {"text": "new"}).json()["cycleDay"] == 5
    alice.delete("/period/2026-03-01")
    assert alice.get(f"/journal/{entry['entryId']}").json()["cycleDay"] == 9


def test_a_time_counts_as_her_local_day(alice):
    log_period(alice, "2026-03-01")
    assert entry_on(alice, "2026-03-02T23:30:00-11:00")["cycleDay"] == 2


@pytest.mark.parametrize(("day", "expected"), [("2026-06-28", 120), ("2026-06-29", None)])
def test_after_120_days_without_a_period_there_is_no_cycle_day(alice, day, expected):
    log_period(alice, "2026-03-01")
    assert entry_on(alice, day)["cycleDay"] == expected


def test_scans_have_a_cycle_day_too(alice):
    log_period(alice, "2026-03-01")
    scan = alice.post("/skin", {"date": "2026-03-04", "metrics": {"pores": 50}}).json()
    assert scan["cycleDay"] == 4
    assert alice.get(f"/skin/{scan['scanId']}").json()["cycleDay"] == 4


def test_a_page_of_entries_costs_one_query_of_the_period_log_and_one_of_stages(alice):
    log_period(alice, "2026-03-01")
    for day in range(1, 12):
        entry_on(alice, f"2026-03-{day:02}")
    with store_faults() as calls:
        page = alice.get(f"/journal/user/{alice.user_id}").json()
    assert [entry["cycleDay"] for entry in page["results"]] == list(range(11, 0, -1))
    assert calls == ["Query"] * 3


def test_an_empty_page_reads_neither_log_nor_stages(alice):
    with store_faults() as calls:
        alice.get(f"/journal/user/{alice.user_id}")
    assert calls == ["Query"]
