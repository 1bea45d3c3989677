"""Menstrudel: one JSON for each of its exports, and a scale of bleeding that grew twice."""

import json

import pytest

from glowcycle.formats.errors import WrongFile
from glowcycle.formats.history import TooManyRecords
from glowcycle.formats.menstrudel import tables as menstrudel_tables
from tests.support.read_histories import days, not_taken, others, read_history, refused


def read(version=11, **tables):
    return read_history(json.dumps({**tables, "db_version": version}).encode(), name="menstrudel")


def log(flow, **more):
    return {"id": 1, "date": "2025-01-06T00:00:00.000", "flow": flow, **more}


def test_logs_get_their_symptoms():
    history = read_history("menstrudel/typical.json")
    assert history.version == "11"
    assert days(history) == {
        "2025-01-05": {"flow": "spotting"},
        "2025-01-06": {"flow": "heavy", "pain": 8, "symptoms": ["cramps", "back pain"]},
        "2025-01-07": {"flow": "light", "pain": 0},
        "2025-01-09": {"flow": "none", "symptoms": ["kalte füße"]},
        "2025-01-10": {"pain": 10},
    }


def test_all_that_is_not_taken_is_counted_with_its_reason():
    assert not_taken(read_history("menstrudel/typical.json")) == {
        ("painLevel", "9", "unknown"): 1,
        ("flow", "7", "unknown"): 1,
        ("log_symptoms", "acne", "incomplete"): 1,
        ("periods", None, "computed"): 1,
    }


def test_an_older_file_has_the_symptoms_in_its_logs_and_another_scale():
    history = read_history("menstrudel/old_version.json")
    assert days(history) == {
        "2024-01-06": {"flow": "light", "symptoms": ["headache", "mood swings"]},
        "2024-01-07": {"flow": "heavy"},
    }


@pytest.mark.parametrize(
    ("version", "flow"),
    [(4, "medium"), (5, "light"), (6, "spotting"), (20, "spotting"), (-1, "spotting")],
)
def test_the_scale_of_bleeding_depends_on_the_version(version, flow):
    assert days(read(version, period_logs=[log(1)]))["2025-01-06"] == {"flow": flow}


@pytest.mark.parametrize("flow", [-1, 5, True, "2", None, 1.5, [1]])
def test_a_flow_beyond_the_scale_is_counted(flow):
    history = read(period_logs=[log(flow)])
    assert days(history) == {}
    assert [reason for _, _, reason in not_taken(history)] == ["unknown"]


def test_pills_are_medication_and_no_stage():
    history = read_history("menstrudel/pills.json")
    assert days(history) == {
        "2025-01-06": {"medication": ["Maxim"]},
        "2025-01-07": {"medication": ["Maxim"]},
    }
    assert others(history, "stage") == []
    assert not_taken(history) == {
        ("pill_regimen", "Maxim", "incomplete"): 1,
        ("pill_intake", "skipped", "no_place"): 1,
        ("pill_reminder", None, "no_place"): 1,
    }


def test_long_acting_contraceptives_are_named_on_their_day():
    rows = [
        {"date": "2025-05-05T00:00:00.000", "type": "injection", "note": "left arm"},
        {"date": "2025-05-06T00:00:00.000", "type": "spell", "note": None},
    ]
    history = read(larc_logs=rows)
    assert days(history) == {
        "2025-05-05": {"medication": ["contraceptive injection"], "note": "left arm"}
    }
    assert not_taken(history) == {("larc_logs", "spell", "unknown"): 1}


def test_sex_is_taken_where_it_says_whether_it_was_protected():
    rows = [
        {"date_time": "2025-05-05T22:00:00.000", "sex_type": "vaginal", "protection_used": 1},
        {"date": "2025-05-06T22:00:00.000", "protectionUsed": 0, "note": "x"},
        {"date_time": "2025-05-07T22:00:00.000", "protection_used": None},
    ]
    history = read(sexual_activity_logs=rows)
    assert days(history) == {
        "2025-05-05": {"sex": "protected"},
        "2025-05-06": {"sex": "unprotected", "note": "x"},
    }
    assert not_taken(history) == {
        ("sex_type", "vaginal", "no_place"): 1,
        ("sexual_activity_logs", None, "incomplete"): 1,
    }


def test_a_cut_off_file_is_refused_with_its_place():
    with pytest.raises(WrongFile) as caught:
        read_history("menstrudel/damaged.json")
    assert caught.value.extra["column"] == "period_logs"


@pytest.mark.parametrize("name", ["typical", "old_version", "pills"])
def test_all_of_it_is_as_a_phone_would_send_it(name):
    assert refused(read_history(f"menstrudel/{name}.json")) == []


def test_endless_tables_are_too_many_records(monkeypatch):
    monkeypatch.setattr(menstrudel_tables, "MAX_ROWS", 1)
    with pytest.raises(TooManyRecords):
        read(log_symptoms=[{"log_id_fk": 1, "symptom": "acne"}] * 2)


def test_two_logs_of_one_number_leave_the_first():
    history = read(period_logs=[log(2), log(3, date="2025-01-07")])
    assert days(history) == {"2025-01-06": {"flow": "light"}}
    assert not_taken(history) == {("period_logs", "1", "several"): 1}


def test_a_level_that_only_a_newer_scale_has_tells_the_scale():
    logs = [log(4), log(1, id=2, date="2025-01-07")]
    history = read(version=5, period_logs=logs)
    assert [values["flow"] for values in days(history).values()] == ["heavy", "spotting"]
    history = read(version=4, period_logs=[log(3)])
    assert days(history)["2025-01-06"]["flow"] == "heavy"


def test_sex_alone_is_not_called_unprotected():
    alone = {"date_time": "2025-01-06T22:00:00", "participation_type": "solo", "protection_used": 0}
    history = read(sexual_activity_logs=[alone])
    assert days(history) == {}
    assert not_taken(history) == {("participation_type", "solo", "no_place"): 1}


def test_a_period_without_a_logged_day_is_not_lost():
    periods = [
        {"start_date": "2025-01-05", "end_date": "2025-01-06"},
        {"start_date": "2025-02-05", "end_date": "2025-02-06"},
        {"start_date": 1736118000000, "end_date": 1736290800000},
    ]
    history = read(periods=periods, period_logs=[log(3)])
    assert {day: values["flow"] for day, values in days(history).items()} == {
        "2025-01-06": "medium",
        "2025-02-05": "unspecified",
        "2025-02-06": "unspecified",
    }
    assert not_taken(history) == {("periods", None, "computed"): 2}
