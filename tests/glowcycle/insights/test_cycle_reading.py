"""What is read of the period log for an answer: her cycles, and the days with symptoms and pain."""

from datetime import date, timedelta

import pytest

from glowcycle.aws import request_context
from glowcycle.errors import Unavailable
from glowcycle.insights.cycle_reading import cycles_of_contents, read_cycles
from glowcycle.records import record_kinds
from period.log_reading import LogBudget
from tests.support.broken_records import BREAKS, named
from tests.support.faults import store_faults, throttled
from tests.support.life_stages import add, stage
from tests.support.long_history import every_day, four_of_28, log_of, long_history

TODAY = date(2026, 5, 20)
FIRST = date(2026, 1, 1)
STARTS = [date(2026, 1, 5) + timedelta(days=29 * number) for number in range(5)]
LOG = [
    {"date": str(start + timedelta(days=day)), "flow": "medium", "symptoms": [], "pain": 4 - day}
    for start in STARTS
    for day in range(4)
]
CRAMPS = {"date": "2026-02-20", "symptoms": ["cramps", "headache"]}
# Symptoms of the most characters that a day may have.
LONGEST = [f"{number:02}" + "\U0001f600" * 62 for number in range(50)]


@pytest.fixture
def logged(alice):
    for day in (*LOG, CRAMPS):
        assert alice.post("/period", day).status_code == 201
    return alice


def read(phone, first=FIRST, last=TODAY, today=TODAY):
    with request_context.act_for_user(phone.user_id):
        return read_cycles(user_id=phone.user_id, first=first, last=last, today=today)


def test_it_reads_her_cycles_and_the_days_that_she_logged(logged):
    reading = read(logged)
    assert [cycle.start for cycle in reading.cycles.complete] == STARTS[:4]
    assert len(reading.days) == len(LOG) + 1
    assert [day.date for day in reading.days] == sorted(day.date for day in reading.days)
    pains = {day.date: day.pain for day in reading.days}
    assert [pains[STARTS[1] + timedelta(days=day)] for day in range(4)] == [4, 3, 2, 1]
    [cramps] = [day for day in reading.days if day.symptoms]
    assert (cramps.date, cramps.symptoms, cramps.pain) == (
        date(2026, 2, 20),
        ("cramps", "headache"),
        None,
    )
    assert (reading.since, reading.unreadable) == (FIRST, [])


def test_days_and_cycles_outside_of_the_range_are_not_in_it(logged):
    reading = read(logged, first=STARTS[1], last=STARTS[3] - timedelta(days=1))
    assert [cycle.start for cycle in reading.cycles.complete] == STARTS[1:3]
    assert {day.date for day in reading.days} <= {
        STARTS[1] + timedelta(days=day) for day in range(58)
    }


def test_it_takes_two_queries_and_one_read(logged):
    with store_faults() as calls:
        read(logged)
    assert sorted(calls) == ["GetItem", "Query", "Query"]


def test_a_throttled_store_is_told(logged):
    with store_faults(*[throttled] * 9), pytest.raises(Unavailable):
        read(logged)


def test_her_stages_and_her_profile_count(logged):
    add(logged, stage("exclusion", "2026-02-10", "2026-02-12"))
    logged.put("/me/profile", {"lutealLength": 8})
    reading = read(logged)
    assert [left.reason for left in reading.cycles.left_out] == ["excluded"]
    assert {cycle.length - cycle.ovulation for cycle in reading.cycles.complete} == {10}


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(logged):
    BREAKS["altered"](logged, "/period/2026-02-20")
    reading = read(logged)
    assert len(reading.cycles.complete) == 4
    assert [record.key for record in reading.unreadable] == [named("/period/2026-02-20")["id"]]


def test_an_export_has_the_same_answer_as_the_store(logged):
    add(logged, stage("exclusion", "2026-02-10", "2026-02-12"))
    logged.put("/me/profile", {"lutealLength": 8})
    kinds = record_kinds()
    contents = {
        "period": [kinds["period"].serializer.read(day) for day in (CRAMPS, *LOG)],
        "stage": [
            kinds["stage"].serializer.read(stage("exclusion", "2026-02-10", "2026-02-12")),
            {"stage_kind": "ofLater", "start": "2026-01-01"},
        ],
    }
    profile = {"luteal_length": 8}
    found = cycles_of_contents(contents, profile=profile, first=FIRST, last=TODAY, today=TODAY)
    assert found == read(logged)


@pytest.mark.parametrize("symptoms", [["cramps"], LONGEST], ids=["short", "longest"])
def test_three_years_of_days_are_read_within_the_bounds_of_one_answer(alice, symptoms):
    days = every_day(TODAY, first=TODAY - timedelta(days=1300))
    log = log_of(alice.user_id, days, flow=four_of_28, symptoms=symptoms)
    first = TODAY - timedelta(days=1095)
    with long_history(log):
        reading = read(alice, first=first)
    assert log.reads.records <= 1095 + 31
    assert log.reads.bytes <= LogBudget().bytes + 2 * 1024 * 1024
    assert log.reads.calls <= 12
    assert len(reading.days) == (TODAY - reading.since).days + 1
    assert all(cycle.start >= reading.since for cycle in reading.cycles.complete)
    assert {cycle.length for cycle in reading.cycles.complete} == {28}
    if symptoms == LONGEST:
        assert first < reading.since < TODAY - timedelta(days=100)
    else:
        assert reading.since == first
