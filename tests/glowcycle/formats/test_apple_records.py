"""Single records of Apple Health: days, spans, starts, and values that cannot be right."""

import io

import pytest

from glowcycle.formats import health_signs
from glowcycle.formats.apps import apple_health
from glowcycle.formats.history import TooManyRecords
from tests.support.apple_records import flow, read_records, record, starting
from tests.support.large_files import apple_health as large_file
from tests.support.read_histories import days, not_taken, read_history


def test_keeps_the_day_of_its_own_offset():
    history = read_records(
        flow("2", start="2026-01-06 23:59:00 -0800"), flow("2", start="2026-01-08 00:01:00 +1400")
    )

    assert set(days(history)) == {"2026-01-06", "2026-01-08"}


def test_leaves_out_a_span_that_nobody_bleeds():
    history = read_records(flow("2", end="2026-12-31 08:00:00 +0100"))

    assert not history.days
    assert not_taken(history) == {("HKCategoryTypeIdentifierMenstrualFlow", "2", "invalid"): 1}


def test_lets_a_period_start_once_where_each_day_is_called_a_start():
    history = read_records(*(starting(f"2026-01-0{day}") for day in (6, 7, 8)))

    starts = [day for day, values in days(history).items() if "startsPeriod" in values]
    assert starts == ["2026-01-06"]
    assert not_taken(history) == {("HKCategoryTypeIdentifierMenstrualFlow", "start", "several"): 2}


def test_starts_no_period_on_a_day_without_flow():
    history = read_records(flow("5", metadata=[("HKMenstrualCycleStart", "1")]))

    assert days(history) == {"2026-01-06": {"flow": "none"}}
    assert not_taken(history) == {("HKCategoryTypeIdentifierMenstrualFlow", "start", "invalid"): 1}


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "36,6", "1e3", "", "9" * 400])
def test_counts_a_temperature_that_is_no_number(value):
    history = read_records(
        record("HKQuantityTypeIdentifierBasalBodyTemperature", value, unit="degC")
    )

    assert not history.days
    assert [each.reason for each in history.not_taken] == ["invalid"]


@pytest.mark.parametrize("start", ["", "yesterday", "2026-02-30 08:00:00 +0100", "2026-01-06"])
def test_counts_a_record_without_a_time(start):
    history = read_history(
        f'<HealthData><Record type="HKCategoryTypeIdentifierMenstrualFlow" startDate="{start}" '
        'value="2"/></HealthData>'.encode()
    )

    assert not history.days
    assert sum(each.count for each in history.not_taken) == 1


def test_bounds_the_number_of_types(monkeypatch):
    monkeypatch.setattr(apple_health, "MAX_TYPES", 10)
    history = read_records(*(record(f"Type{number}") for number in range(50)))

    assert len(history.not_taken) == 11
    assert sum(each.count for each in history.not_taken) == 50


def test_reads_a_large_file():
    file = io.BytesIO()
    large_file.write(file, size=2_000_000, menstrual=500)

    history = read_history(file.getvalue())

    assert len(history.days) == 500
    assert sum(each.count for each in history.not_taken) > 4_000


def test_bounds_the_records_of_her_cycle(monkeypatch):
    monkeypatch.setattr(health_signs, "MAX_SAMPLES", 100)

    with pytest.raises(TooManyRecords):
        read_records(*[flow("unheard of")] * 101)
    with pytest.raises(TooManyRecords):
        read_records(*[flow("2", end="2026-02-20 08:00:00 +0100")] * 3)
