"""Bearable: one row for each reading of a mood, a symptom, a medicine, and much more."""

import csv
import io
import time

import pytest

from glowcycle.formats import history as history_module
from glowcycle.formats.apps import bearable
from glowcycle.formats.errors import WrongFile
from tests.support.read_histories import FILES, not_taken, read, read_file, recognizing, values

COLUMNS = ("date", "weekday", "time of day", "category", "rating/amount", "detail", "notes")


def table(*readings):
    """Return a file of these readings: (category, rating, detail, notes)."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for category, rating, detail, notes in readings:
        writer.writerow(["22nd Jan 2026", "Thursday", "", category, rating, detail, notes])
    return text.getvalue()


def entries(*readings):
    found = values(read("bearable", table(*readings)), "journal")
    return [{name: each[name] for name in each if name != "date"} for each in found]


def skipped(*readings):
    return not_taken(read("bearable", table(*readings)))


def test_a_typical_file():
    history = read_file("bearable", "typical.csv")
    day = "2026-01-22"
    assert values(history, "period") == [
        {
            "date": day,
            "symptoms": ["headache", "back pain"],
            "medication": ["Ibuprofen 400 mg", "Vitamin D 1"],
        }
    ]
    assert values(history, "journal") == [
        {
            "date": day,
            "mood": "7/10",
            "tags": ["Calm", "Hopeful"],
            "text": 'Long walk, "finally"',
        },
        {"date": day, "mood": "4/10"},
        {"date": day, "text": "after the bus", "tags": ["back pain"]},
        {"date": day, "tags": ["☕ Caffeine - A lot", "Quiet day"]},
        {"date": day, "text": "Soup from a friend"},
        {"date": day, "energy": 60},
    ]
    assert not_taken(history) == {
        ("time of day", None, "incomplete"): 6,
        ("time of day", None, "no_place"): 4,
        ("Symptom: rating/amount", None, "no_place"): 3,
        ("Symptom", "nausea", "no_place"): 1,
        ("Sleep", None, "no_place"): 1,
        ("Sleep quality", None, "no_place"): 1,
        ("Health measurements", "Step count (steps)", "no_place"): 1,
        ("Period", "Medium", "unknown"): 1,
    }
    assert list(history.questions) == ["mood:7/10", "mood:4/10"]


def test_a_file_of_2020():
    history = read_file("bearable", "old_version.csv")
    assert values(history, "journal") == [
        {"date": "2020-09-01", "mood": "6/10", "tags": ["Meh", "Anxious"]},
        {"date": "2020-09-01", "tags": ["Sedentary", "With family"]},
        {"date": "2020-09-02", "tags": ["Caffeine"]},
    ]
    assert values(history, "period") == [{"date": "2020-09-02", "symptoms": ["stress"]}]
    assert not_taken(history)["Energy", "3", "incomplete"] == 1


def test_a_damaged_file_names_the_row():
    with pytest.raises(WrongFile) as caught:
        read_file("bearable", "damaged.csv")
    assert caught.value.extra["row"] == "3"


@pytest.mark.parametrize(
    ("rating", "reason"),
    [("0", "unknown"), ("11", "unknown"), ("high", "unknown"), ("", "incomplete")],
)
def test_a_rating_outside_its_scale_is_counted_and_the_rest_is_taken(rating, reason):
    for category in ("Mood", "Energy"):
        reading = (category, rating, "Tired", "so-so")
        assert entries(reading) == [{"tags": ["Tired"], "text": "so-so"}]
        assert skipped(reading) == {(category, rating or None, reason): 1}


def test_energy_is_taken_only_where_the_file_proves_its_scale():
    low, high = ("Energy", "5", "", "slow"), ("Energy", "5.5", "", "")
    assert entries(low, high) == [{"energy": 50, "text": "slow"}, {"energy": 55}]
    assert entries(low) == [{"text": "slow"}]
    assert skipped(low) == {("Energy", "5", "incomplete"): 1}


def test_the_same_factors_in_another_part_of_the_day_are_counted():
    morning = table(("Factors", "", "Home | Work", "")).replace('"Thursday",""', '"Thursday","am"')
    evening = morning.splitlines()[1].replace('"am"', '"pm"')
    history = read("bearable", morning + evening)
    assert [each["tags"] for each in values(history, "journal")] == [["Home", "Work"]]
    assert not_taken(history)["Factors", None, "repeated"] == 1


def test_a_hostile_file_of_energies_is_bounded(monkeypatch):
    monkeypatch.setattr(bearable, "MAX_RECORDS", 3)
    with pytest.raises(history_module.TooManyRecords):
        read("bearable", table(*[("Energy", "5", "", "")] * 5))


def test_a_factor_of_her_cycle_is_not_guessed_to_be_bleeding():
    found = skipped(("Menstrual cycle", "", "Heavy", ""), ("My period", "3", "", ""))
    assert found == {("Menstrual cycle", "Heavy", "unknown"): 1, ("My period", "3", "unknown"): 1}


def test_a_reading_without_its_category_is_counted():
    assert skipped(("", "3", "x", "")) == {("category", None, "incomplete"): 1}


def test_her_words_on_what_is_not_taken_stay():
    assert entries(("Bowel movements", "4", "Type 4", "after lunch")) == [
        {"text": "after lunch", "tags": ["Bowel movements"]}
    ]


@pytest.mark.parametrize(
    ("rating", "detail", "medicine"),
    [
        ("1.5", "Cariprazine (mg)", "Cariprazine 1.5 mg"),
        ("", "Iron", "Iron"),
        ("2", "Drops (left) (ml)", "Drops (left) (ml) 2"),
    ],
)
def test_a_medicine_has_its_dose(rating, detail, medicine):
    (day,) = values(read("bearable", table(("Meds/Supplements", rating, detail, ""))), "period")
    assert day["medication"] == [medicine]


def test_a_symptom_without_a_name_and_one_too_many_are_counted():
    many = [("Symptom", "", f"pain {number}", "") for number in range(52)]
    assert skipped(("Symptom", "", "", ""), *many, many[0]) == {
        ("Symptom", None, "incomplete"): 1,
        ("Symptom", "pain 50", "too_long"): 1,
        ("Symptom", "pain 51", "too_long"): 1,
    }


@pytest.mark.parametrize("date", ["31st Feb 2026", "0th Jan 2026"])
def test_a_day_that_does_not_exist_is_counted(date):
    history = read("bearable", table(("Mood", "7", "", "")).replace("22nd Jan 2026", date))
    assert not_taken(history) == {("date", date, "invalid"): 1}


@pytest.mark.parametrize(
    "date", ["22/01/2026", "22nd Ja 2026", "22nd Jan 26", "Jan 2026", "1737500"]
)
def test_a_date_of_another_form_is_refused(date):
    with pytest.raises(WrongFile) as caught:
        read("bearable", table(("Mood", "7", "", "")).replace("22nd Jan 2026", date))
    assert caught.value.extra == {
        "expected": "a date like 22nd Jan 2022",
        "seen": f"“{date}”",
        "row": "2",
        "column": "date",
    }


@pytest.mark.parametrize("file", ["typical.csv", "old_version.csv", "damaged.csv"])
def test_its_files_are_recognized(file):
    assert recognizing((FILES / "bearable" / file).read_bytes()) == ["bearable"]


def test_a_detail_of_many_spaces_is_read_in_time():
    """Once it took a minute: each space was tried as the beginning of a severity."""
    detail = "ache" + " " * 120_000 + "x"
    began = time.process_time()
    assert skipped(*[("Symptom", "", detail, "")] * 10) == {
        ("Symptom", detail[:64], "too_long"): 10
    }
    assert time.process_time() - began < 5
