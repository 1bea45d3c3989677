"""Ovumcy: the same days from its JSON and its CSV."""

import json

import pytest

from glowcycle.formats.errors import WrongFile
from tests.support.read_histories import days, not_taken, others, read_history, refused

DAYS = {
    "2026-05-01": {
        "flow": "medium",
        "startsPeriod": True,
        "temperature": {"celsius": 36.51},
        "note": "felt tired all afternoon",
        "symptoms": ["cramps", "mood swings", "tender breasts", "swelling", "Ohrensausen"],
    },
    "2026-05-02": {
        "flow": "unspecified",
        "sex": "protected",
        "pregnancyTest": "negative",
        "ovulationTest": "high",
    },
    "2026-05-14": {
        "flow": "spotting",
        "mucus": "eggWhite",
        "ovulationTest": "peak",
        "temperature": {"celsius": 36.2},
    },
}
ENTRIES = [
    {"date": "2026-05-01", "mood": "😣", "tags": ["stress", "medication change"]},
    {"date": "2026-05-14", "mood": "🤩"},
]


def read(**entry):
    content = {"exported_at": "x", "entries": [{"date": "2026-05-01", **entry}]}
    return read_history(json.dumps(content).encode(), name="ovumcy")


def test_the_json_comes_with_signs_symptoms_and_moods():
    history = read_history("ovumcy/typical.json")
    assert days(history) == DAYS
    assert others(history, "journal") == ENTRIES
    assert not_taken(history) == {
        ("is_uncertain", None, "no_place"): 1,
        ("cervical_mucus", "moist", "no_place"): 1,
        ("ferning", None, "unknown"): 1,
        ("flow", "flood", "unknown"): 1,
        ("bbt", "3.2", "invalid"): 1,
        ("mood_rating", "9", "unknown"): 1,
    }


def test_the_csv_comes_with_the_same():
    history = read_history("ovumcy-csv/typical.csv")
    first = DAYS["2026-05-01"]
    more = {"symptoms": [*first["symptoms"], "Durst"], "note": "=1+1, she said"}
    assert days(history) == DAYS | {"2026-05-01": first | more}
    assert others(history, "journal") == ENTRIES
    assert not_taken(history) == {
        ("is_uncertain", None, "no_place"): 1,
        ("cervical_mucus", "moist", "no_place"): 1,
        ("Acne", "Perhaps", "unknown"): 1,
    }


@pytest.mark.parametrize("path", ["ovumcy/old_version.json", "ovumcy-csv/old_version.csv"])
def test_older_files_know_less(path):
    history = read_history(path)
    assert days(history) == {"2026-02-01": {"flow": "heavy", "symptoms": ["cramps"]}}
    assert not_taken(history) == {}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("ovumcy/damaged.json", {"row": "2", "column": "entries"}),
        ("ovumcy-csv/damaged.csv", {"row": "3", "column": "Mood rating"}),
    ],
)
def test_a_damaged_file_is_refused_with_its_place(path, place):
    with pytest.raises(WrongFile) as caught:
        read_history(path)
    assert {name: caught.value.extra[name] for name in place} == place


@pytest.mark.parametrize(
    "path", ["ovumcy/typical.json", "ovumcy-csv/typical.csv", "ovumcy/old_version.json"]
)
def test_all_of_it_is_as_a_phone_would_send_it(path):
    assert refused(read_history(path)) == []


def test_what_she_left_unset_is_said_of_no_day():
    unset = dict.fromkeys(("flow", "sex_activity", "cervical_mucus", "pregnancy_test"), "none")
    history = read(**unset, period=False, mood_rating=0, bbt=0, symptoms={"acne": False})
    assert days(history) == {}
    assert not_taken(history) == {}


def test_a_start_without_bleeding_still_starts_a_period():
    assert days(read(cycle_start=True)) == {"2026-05-01": {"startsPeriod": True}}


@pytest.mark.parametrize("name", ["flow", "mood_rating", "bbt", "cervical_mucus", "lh_test"])
@pytest.mark.parametrize("value", [[1], {"a": 1}, "?", 99999, True])
def test_strange_values_are_counted_one_by_one(name, value):
    history = read(**{name: value})
    assert days(history) == {}
    assert [what for what, _, _ in not_taken(history)] == [name]


def test_a_symptom_that_is_neither_true_nor_false_is_counted():
    history = read(symptoms={"cramps": True, "headache": 1, "acne": None})
    assert days(history) == {"2026-05-01": {"symptoms": ["cramps"]}}
    assert not_taken(history) == {("symptoms", "headache", "unknown"): 1}
