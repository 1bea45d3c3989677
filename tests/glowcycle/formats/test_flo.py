"""Flo: cycles, events in each of their places, and notes."""

import io
import json
import zipfile

import pytest

from glowcycle.formats.errors import WrongFile
from glowcycle.formats.flo import cycles as flo_cycles
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


def read(**data):
    return read_history(json.dumps({"operationalData": data}).encode())


def cycle(start="2024-01-01", **more):
    return {"period_start_date": f"{start} 00:00:00.0", **more}


def event(category, name="", **more):
    return {"category": category, "subcategory": name, "date": "2024-01-01 00:00:00.0", **more}


@pytest.fixture(scope="module")
def typical():
    return read_history("flo/typical.json")


def test_the_days_of_each_period_bleed_as_strongly_as_she_said(typical):
    assert flows(typical) == {
        "2022-12-13": "heavy",
        "2022-12-14": "medium",
        "2022-12-15": "unspecified",
        "2022-12-27": "spotting",
        "2023-01-10": "unspecified",
        "2023-01-11": "light",
        "2023-02-07": "unspecified",
        "2023-03-06": "unspecified",
        "2023-03-07": "unspecified",
        "2023-03-08": "unspecified",
        "2023-03-09": "unspecified",
        "2024-02-04": "unspecified",
        "2024-02-05": "unspecified",
        "2024-02-06": "unspecified",
    }


def test_a_period_begins_where_flo_says_so(typical):
    starts = [day for day, values in days(typical).items() if values.get("startsPeriod")]
    assert starts == ["2022-12-13", "2023-01-10", "2023-02-07", "2023-03-06", "2024-02-04"]


def test_events_come_to_their_local_day(typical):
    found = days(typical)
    assert found["2022-12-13"]["symptoms"] == ["cramps", "tender breasts"]
    assert found["2022-12-14"]["note"] == "Langer Tag.\nGeschlafen."
    assert found["2022-12-26"] == {
        "mucus": "eggWhite",
        "sex": "unprotected",
        "ovulationTest": "positive",
        "temperature": {"celsius": 36.4},
    }
    assert found["2022-12-27"]["temperature"] == {"celsius": 36.5}
    assert found["2022-12-30"] == {"pregnancyTest": "faint"}
    assert found["2023-01-11"]["medication"] == ["birth control pill"]


def test_moods_and_what_disturbed_become_entries(typical):
    assert others(typical, "journal") == [
        {"date": "2022-12-13", "mood": "very self critical"},
        {"date": "2022-12-13", "mood": "mood swings"},
        {"date": "2022-12-26", "tags": ["high drive"]},
        {"date": "2022-12-27", "tags": ["travel"]},
    ]


def test_all_that_is_not_taken_is_counted_with_its_reason(typical):
    assert not_taken(typical) == {
        ("operationalData.user", None, "no_place"): 1,
        ("operationalData.sessions", None, "no_place"): 2,
        ("cycles", None, "deleted"): 1,
        ("cycles.mood_summary", None, "no_place"): 1,
        ("period_intensity", "0", "unknown"): 1,
        ("period_intensity", "99", "invalid"): 1,
        ("period_end_date", "2023-02-06 00:00:00.0", "invalid"): 1,
        ("period_end_date", "2024-02-09 00:00:00.0", "future"): 1,
        ("pregnant", None, "incomplete"): 1,
        ("Symptom", "ThirdEye", "unknown"): 1,
        ("Symptom", "EverythingFine", "no_place"): 1,
        ("Mood", "Happy", "deleted"): 1,
        ("Ovulation", "OtherMethods", "no_place"): 1,
        ("Weight", None, "no_place"): 1,
        ("Telepathy", "Strong", "unknown"): 1,
        ("Medication", "Pills", "no_place"): 1,
        ("date", "someday", "invalid"): 1,
    }


def test_the_events_of_older_files_stand_elsewhere():
    history = read_history("flo/old_version.json")
    assert days(history) == {
        "2021-05-16": {"flow": "unspecified", "startsPeriod": True, "symptoms": ["back pain"]},
        "2021-05-17": {"flow": "unspecified", "sex": "protected"},
        "2021-05-18": {"flow": "unspecified"},
    }
    assert not_taken(history) == {}


@pytest.mark.parametrize("folder", [None, "operationalData"])
def test_events_may_be_an_array_themselves(folder):
    content = {"pointEventsManualData": [event("Symptom", "Acne")]}
    content = {folder: content} if folder else content
    history = read_history(json.dumps(content).encode())
    assert days(history) == {"2024-01-01": {"symptoms": ["acne"]}}


def test_a_cut_off_file_is_refused_with_its_place():
    with pytest.raises(WrongFile) as caught:
        read_history("flo/damaged.json")
    assert caught.value.extra["column"] == "operationalData.cycles"
    assert caught.value.extra["row"] == "5"


def test_the_zip_of_the_support_is_read():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("res.txt", "cycle 1")
        archive.write(FILES / "flo" / "old_version.json", "flo.json")
    assert len(read_history(file.getvalue()).days) == 3


@pytest.mark.parametrize("name", ["typical", "old_version"])
def test_all_of_it_is_as_a_phone_would_send_it(name):
    assert refused(read_history(f"flo/{name}.json")) == []


def test_a_pregnancy_that_goes_on_is_a_stage():
    last = cycle("2024-03-01", pregnant=True, pregnant_due_date="2024-12-06 00:00:00.0")
    history = read(cycles=[last, cycle("2024-02-01")])
    assert others(history, "stage") == [
        {"kind": "pregnancy", "start": "2024-03-01", "dueDate": "2024-12-06"}
    ]


def test_a_pregnancy_of_the_past_is_a_stage_only_with_its_end():
    due = {"pregnant": True, "pregnant_due_date": "2024-01-10"}
    ended = cycle("2023-04-05", pregnant_end_date="2024-01-08", **due)
    history = read(cycles=[ended, cycle("2024-03-01")])
    assert [stage["end"] for stage in others(history, "stage")] == ["2024-01-08"]
    history = read(cycles=[cycle("2023-04-05", **due), cycle("2024-03-01")])
    assert others(history, "stage") == []
    assert not_taken(history)["pregnant", None, "incomplete"] == 1


def test_the_start_of_a_pregnancy_alone_is_no_bleeding():
    history = read(cycles=[cycle(pregnant=True)])
    assert days(history) == {}
    assert not_taken(history)["period_start_date", None, "incomplete"] == 1


@pytest.mark.parametrize(
    "intensity", ["[1]", "{", "", 7, {"-1": 1}, {"²": 1}, {"9" * 5000: 1}, {"0": {}}, '{"0": null}']
)
def test_a_strange_intensity_adds_no_strength(intensity):
    history = read(cycles=[cycle(period_intensity=intensity)])
    assert days(history)["2024-01-01"]["flow"] == "unspecified"


def test_a_period_of_years_is_a_mistake_in_the_file():
    history = read(cycles=[cycle("1901-01-01", period_end_date="2024-01-01 00:00:00.0")])
    assert [*days(history)] == ["1901-01-01"]
    assert ("period_end_date", "2024-01-01 00:00:00.0", "invalid") in not_taken(history)


def test_a_day_at_the_end_of_all_days_is_taken_no_further():
    history = read(cycles=[cycle("9999-12-31", period_intensity={"1": 2})])
    assert [*days(history)] == ["9999-12-31"]


def test_the_bleeding_that_some_files_hold_as_events_is_taken():
    events = [event("Period", value=3), event("Period", value=9)]
    history = read(point_events_manual_v2=events)
    assert days(history) == {"2024-01-01": {"flow": "heavy"}}
    assert not_taken(history) == {("Period", None, "unknown"): 1}


def test_endless_cycles_are_too_many_records(monkeypatch):
    monkeypatch.setattr(flo_cycles, "MAX_CYCLES", 2)
    with pytest.raises(TooManyRecords):
        read(cycles=[cycle(), cycle(), cycle()])


@pytest.mark.parametrize("intensity", ["{", "[1]", 7])
def test_an_intensity_that_cannot_be_read_is_counted(intensity):
    history = read(cycles=[cycle(period_intensity=intensity)])
    assert not_taken(history) == {("period_intensity", None, "invalid"): 1}


def test_a_strength_behind_the_end_of_the_period_is_left_over():
    period = cycle(period_end_date="2024-01-02", period_intensity={"1": 2, "4": 3})
    history = read(cycles=[period])
    assert [*days(history)] == ["2024-01-01", "2024-01-02"]
    assert not_taken(history) == {("period_intensity", "4", "invalid"): 1}


def test_marks_may_be_texts():
    due = {"pregnant": "True", "pregnant_due_date": "2024-12-06"}
    gone = event("Mood", "Happy", deleted="true")
    history = read(cycles=[cycle("2024-03-01", **due)], point_events_manual_v2=[gone])
    assert [stage["dueDate"] for stage in others(history, "stage")] == ["2024-12-06"]
    assert others(history, "journal") == []


def test_a_part_of_which_she_has_nothing_may_be_null():
    history = read(cycles=[cycle()], notes=None, point_events_manual_v2=None)
    assert [*days(history)] == ["2024-01-01"]
    assert not_taken(history) == {}


def test_the_file_may_be_alone_in_a_zip():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("__MACOSX/._flo.json", b"")
        archive.write(FILES / "flo" / "old_version.json", "flo.json")
    assert len(read_history(file.getvalue()).days) == 3


def test_a_tag_says_what_is_low_and_nothing_is_no_tag():
    events = [event("SexDrive", "Low"), event("Sex", "HighSexDrive"), event("Sport", "None")]
    history = read(point_events_manual_v2=events)
    assert [entry["tags"] for entry in others(history, "journal")] == [
        ["low sex drive", "high sex drive"]
    ]
    assert not_taken(history) == {("Sport", "None", "no_place"): 1}


def test_a_temperature_may_be_a_text_and_a_wrong_one_is_told():
    events = [
        event("Bbt", properties='{"value": "36.4"}'),
        event("Bbt", date="2024-01-02", properties={"value": 3}),
    ]
    history = read(point_events_manual_v2=events)
    assert days(history) == {"2024-01-01": {"temperature": {"celsius": 36.4}}}
    assert not_taken(history) == {("Bbt", "3", "invalid"): 1}
