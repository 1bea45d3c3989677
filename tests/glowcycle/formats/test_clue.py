"""Clue: measurements.json of today, its zip, and the older backup."""

import io
import json
import zipfile

import pytest

from glowcycle.formats.errors import WrongFile
from glowcycle.formats.history import TooManyRecords
from tests.support.read_histories import (
    FILES,
    days,
    flows,
    not_taken,
    others,
    read_history,
    refused,
)


def read(*records):
    return read_history(json.dumps(records).encode(), name="clue")


def measured(type_, value, day="2025-01-06"):
    return {"type": type_, "date": day, "value": value}


@pytest.fixture(scope="module")
def typical():
    return read_history("clue/typical.json")


def test_bleeding_comes_with_its_strength(typical):
    assert flows(typical) == {
        "2025-01-05": "spotting",
        "2025-01-06": "medium",
        "2025-01-07": "veryHeavy",
        "2025-01-08": "light",
        "2025-01-09": "unspecified",
        "2025-01-20": "spotting",
    }


def test_signs_and_symptoms_come_to_their_day(typical):
    found = days(typical)
    assert found["2025-01-06"] == {
        "flow": "medium",
        "symptoms": ["cramps", "back pain"],
        "temperature": {"celsius": 36.62, "excluded": False},
        "medication": ["birth control pill"],
    }
    assert found["2025-01-12"] == {"pain": 0, "symptoms": ["fatigue"]}
    assert found["2025-01-18"] == {"mucus": "eggWhite"}
    assert found["2025-01-19"] == {
        "ovulationTest": "positive",
        "pregnancyTest": "negative",
        "sex": "protected",
    }
    assert found["2025-01-20"]["temperature"] == {"celsius": 36.6, "excluded": False}
    assert found["2025-01-21"] == {
        "temperature": {"celsius": 38.9, "excluded": True},
        "medication": ["pain killer"],
        "note": "Fever since noon.",
    }


def test_feelings_and_tags_become_entries_of_the_day(typical):
    assert others(typical, "journal") == [
        {"date": "2025-01-08", "mood": "happy"},
        {
            "date": "2025-01-09",
            "mood": "sad",
            "tags": ["brain fog", "sweet craving", "Omas Geburtstag"],
        },
        {"date": "2025-01-09", "mood": "mood swings"},
        {"date": "2025-01-13", "tags": ["energetic"]},
        {"date": "2025-01-19", "tags": ["high sex drive"]},
    ]


def test_an_excluded_cycle_is_a_stage_of_its_days(typical):
    assert others(typical, "stage") == [
        {"kind": "exclusion", "start": "2024-11-02", "end": "2024-12-11", "reason": "other"}
    ]


def test_all_that_is_not_taken_is_counted_with_its_reason(typical):
    assert not_taken(typical) == {
        ("spotting", "red", "no_place"): 2,
        ("birth_control_pill", "missed", "no_place"): 1,
        ("period", "gushing", "unknown"): 1,
        ("energy", "ok", "no_place"): 1,
        ("stool", "normal", "no_place"): 1,
        ("sleep_duration", None, "no_place"): 1,
        ("moon_phase", None, "unknown"): 1,
    }


def test_the_older_backup_is_read_day_by_day():
    history = read_history("clue/old_version.json")
    assert days(history) == {
        "2016-03-06": {"flow": "heavy", "symptoms": ["cramps", "headache"], "note": "first day"},
        "2016-03-07": {"flow": "medium", "temperature": {"celsius": 36.4, "excluded": False}},
        "2016-03-08": {"flow": "spotting", "sex": "unprotected", "mucus": "sticky"},
        "2016-03-09": {"symptoms": ["fever"], "medication": ["birth control pill"]},
    }
    assert others(history, "journal") == [
        {"date": "2016-03-06", "tags": ["back again"]},
        {"date": "2016-03-08", "mood": "sensitive"},
    ]
    assert not_taken(history) == {
        ("settings", None, "no_place"): 1,
        ("collection_method", None, "no_place"): 1,
    }


def test_a_cut_off_file_is_refused_with_its_place():
    with pytest.raises(WrongFile) as caught:
        read_history("clue/damaged.json")
    assert caught.value.extra["seen"] == "an end in the middle"
    assert caught.value.extra["row"] == "8"


def test_the_zip_of_the_app_is_read_and_its_other_files_are_counted():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Clue/profile.json", '{"name": "x"}')
        archive.write(FILES / "clue" / "typical.json", "Clue/measurements.json")
    history = read_history(file.getvalue())
    assert len(history.days) == 10
    assert not_taken(history)["profile.json", None, "no_place"] == 1


@pytest.mark.parametrize("name", ["typical", "old_version"])
def test_all_of_it_is_as_a_phone_would_send_it(name):
    assert refused(read_history(f"clue/{name}.json")) == []


@pytest.mark.parametrize("value", [{"option": "heavy"}, [{"option": "heavy"}], "heavy", ["heavy"]])
def test_a_value_may_be_written_in_several_ways(value):
    assert days(read(measured("period", value)))["2025-01-06"] == {"flow": "heavy"}


def test_bleeding_of_unknown_strength_is_unspecified():
    assert days(read(measured("period", {})))["2025-01-06"] == {"flow": "unspecified"}


def test_a_period_counts_more_than_spotting_of_that_day():
    history = read(measured("period", {"option": "light"}), measured("spotting", []))
    assert days(history)["2025-01-06"] == {"flow": "light"}


def test_two_tests_that_differ_leave_the_first():
    options = [{"option": "ovulation_negative"}, {"option": "ovulation_positive"}]
    history = read(measured("tests", options))
    assert days(history)["2025-01-06"] == {"ovulationTest": "negative"}
    assert not_taken(history) == {("tests", "positive", "several"): 1}


@pytest.mark.parametrize(
    ("value", "told", "reason"),
    [
        ({"celsius": 3.1}, "3.1", "invalid"),
        ({"celsius": None}, None, "incomplete"),
        ({}, None, "incomplete"),
        ("warm", "warm", "invalid"),
        ([36.6], None, "invalid"),
    ],
)
def test_no_temperature_is_made_up(value, told, reason):
    history = read(measured("bbt", value))
    assert days(history) == {}
    assert not_taken(history) == {("bbt", told, reason): 1}


def test_a_temperature_may_stand_in_an_array_or_as_a_text():
    history = read(
        measured("bbt", [{"celsius": 36.5, "excluded": True}]),
        measured("bbt", {"temperature": "36.62"}, "2025-01-07"),
    )
    assert [values["temperature"] for values in days(history).values()] == [
        {"celsius": 36.5, "excluded": True},
        {"celsius": 36.62, "excluded": False},
    ]


def test_a_day_without_a_period_is_no_bleeding():
    history = read(measured("period", {"option": "none"}), measured("period", True, "2025-01-07"))
    assert days(history) == {"2025-01-06": {"flow": "none"}, "2025-01-07": {"flow": "unspecified"}}
    assert not_taken(history) == {}


def test_a_day_of_the_older_backup_may_exclude_its_cycle():
    backup = {"data": [{"day": "2016-06-22T00:00:00Z", "period": "heavy", "excludeCycle": True}]}
    history = read_history(json.dumps(backup).encode())
    assert [stage["start"] for stage in others(history, "stage")] == ["2016-06-22"]
    assert not_taken(history) == {}


def test_a_zip_may_hold_the_measurements_under_another_name():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.write(FILES / "clue" / "typical.json", "my clue.json")
    assert not_taken(read_history(file.getvalue())) == not_taken(read_history("clue/typical.json"))


def test_a_day_of_an_excluded_cycle_becomes_a_stage_of_that_day():
    record = measured("period", {"option": "light"}) | {"excludeCycle": True}
    next_day = measured("period", {"option": "light"}, "2025-01-07") | {"excludeCycle": True}
    assert others(read(record, next_day), "stage") == [
        {"kind": "exclusion", "start": "2025-01-06", "end": "2025-01-07", "reason": "other"}
    ]


def test_a_measurement_without_a_day_is_counted():
    history = read({"type": "period", "value": {"option": "light"}}, measured("pain", []))
    assert not_taken(history) == {("date", None, "invalid"): 1, ("pain", None, "incomplete"): 1}


def test_more_than_fifty_of_a_kind_on_a_day_are_counted():
    options = [{"option": f"pill {number}"} for number in range(60)]
    history = read(measured("medication", options), measured("tags", options))
    assert len(days(history)["2025-01-06"]["medication"]) == 50
    assert len(others(history, "journal")[0]["tags"]) == 50
    assert sum(not_taken(history).values()) == 20


def test_endless_exclusions_are_too_many_records():
    with pytest.raises(TooManyRecords):
        read(*[measured("excluded_cycle", {}) for _ in range(10_001)])


def test_each_tag_that_is_too_long_is_counted():
    history = read(measured("tags", [{"option": "x" * 65}, {"option": "y" * 65}]))
    assert others(history, "journal") == []
    assert sum(not_taken(history).values()) == 2
