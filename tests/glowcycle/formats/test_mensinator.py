"""Mensinator: tables that point at each other, every value a text."""

import json

import pytest

from glowcycle.formats.apps import mensinator
from glowcycle.formats.errors import WrongFile
from glowcycle.formats.history import TooManyRecords
from tests.support.read_histories import days, not_taken, read_history, refused


def read(**tables):
    return read_history(json.dumps({"periods": [], **tables}).encode(), name="mensinator")


def test_days_get_their_flow_and_symptoms_from_the_other_tables():
    history = read_history("mensinator/typical.json")
    assert days(history) == {
        "2025-01-06": {"flow": "heavy", "symptoms": ["cramps"]},
        "2025-01-07": {"flow": "light"},
        "2025-01-08": {"flow": "unspecified"},
        "2025-01-20": {"symptoms": ["Heißhunger auf Salziges"]},
    }


def test_all_that_is_not_taken_is_counted_with_its_reason():
    assert not_taken(read_history("mensinator/typical.json")) == {
        ("date", "never", "invalid"): 1,
        ("symptom_date", "77", "incomplete"): 1,
        ("ovulations", None, "no_place"): 1,
        ("app_settings", None, "no_place"): 1,
    }


def test_an_older_file_has_fewer_tables_in_another_order():
    history = read_history("mensinator/old_version.json")
    assert days(history) == {"2024-05-01": {"flow": "medium"}}
    assert not_taken(history) == {}


def test_a_cut_off_file_is_refused_with_its_place():
    with pytest.raises(WrongFile) as caught:
        read_history("mensinator/damaged.json")
    assert caught.value.extra["column"] == "periods"
    assert caught.value.extra["row"] == "3"


@pytest.mark.parametrize("name", ["typical", "old_version"])
def test_all_of_it_is_as_a_phone_would_send_it(name):
    assert refused(read_history(f"mensinator/{name}.json")) == []


def test_spotting_on_a_day_of_a_period_takes_nothing_from_it():
    history = read(
        periods=[{"date": "2025-01-06", "period_id": "1"}],
        symptoms=[{"id": "1", "symptom_name": "Spotting"}],
        symptom_date=[{"symptom_date": "2025-01-06", "symptom_id": "1"}],
    )
    assert days(history) == {"2025-01-06": {"flow": "unspecified"}}


def test_rows_that_are_no_objects_are_refused():
    with pytest.raises(WrongFile) as caught:
        read(symptoms=[{"id": "1"}, "x"])
    assert caught.value.extra["row"] == "2"


def test_endless_tables_are_too_many_records(monkeypatch):
    monkeypatch.setattr(mensinator, "MAX_SYMPTOM_DAYS", 1)
    rows = [{"symptom_date": "2025-01-06", "symptom_id": "1"}] * 2
    with pytest.raises(TooManyRecords):
        read(symptom_date=rows)
    monkeypatch.setattr(mensinator, "MAX_SYMPTOMS", 1)
    with pytest.raises(TooManyRecords):
        read(symptoms=[{"id": "1"}, {"id": "2"}])
