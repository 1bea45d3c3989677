"""An import fills only what is empty in a day of hers, and empties it again."""

import pytest

from glowcycle.errors import InvalidFields
from tests.support.brought_records import OneImport

DAY = "2026-03-01"
PATH = f"/period/{DAY}"
THEIRS = {
    "flow": "heavy",
    "symptoms": ["cramps"],
    "ovulationTest": "negative",
    "pain": 4,
    "medication": ["theirs"],
    "note": "theirs",
    "temperature": {"celsius": 36.5, "time": None, "excluded": False},
}


def content(phone):
    """Return what the day holds, without its times and states."""
    kept = phone.get(PATH).json()
    return {n: kept[n] for n in kept.keys() - {"updatedAt", "version", "etag"}}


def test_only_what_is_empty_is_filled(alice):
    alice.post("/period", {"date": DAY, "flow": "light", "note": "", "pain": 0})
    filled = OneImport(alice).fill(DAY, THEIRS)
    assert sorted(filled) == ["medication", "note", "ovulation_test", "symptoms", "temperature"]
    day = alice.get(PATH).json()
    assert day.items() >= {**THEIRS, "flow": "light", "pain": 0, "origin": None}.items()


def test_a_repeated_call_says_the_same_and_writes_nothing(alice):
    alice.post("/period", {"date": DAY, "flow": "light"})
    brought = OneImport(alice)
    first = brought.fill(DAY, THEIRS)
    assert brought.fill(DAY, THEIRS) == first
    assert alice.get(PATH).json()["version"] == 2
    changed = alice.patch(PATH, {"note": None, "flow": "none"})
    assert brought.fill(DAY, THEIRS) == first
    assert alice.get(PATH).content == changed.content


def test_a_day_that_has_all_of_it_is_not_written(alice):
    alice.post("/period", {"date": DAY, "flow": "light", "note": "hers"})
    brought = OneImport(alice)
    assert brought.fill(DAY, {"flow": "heavy", "note": "theirs"}) == []
    assert alice.get(PATH).json()["version"] == 1
    assert brought.take_back("period", DAY) == "absent"


@pytest.mark.parametrize("begin", ["none", "deleted"])
def test_a_day_that_is_not_there_is_not_filled(alice, begin):
    if begin == "deleted":
        alice.post("/period", {"date": DAY})
        alice.delete(PATH)
    assert OneImport(alice).fill(DAY, THEIRS) == []
    assert alice.get(PATH).status_code == 404


def test_a_state_that_a_rule_refuses_is_not_stored(alice):
    def refuse(_record):
        raise InvalidFields({})

    before = alice.post("/period", {"date": DAY, "startsPeriod": True}).json()
    with pytest.raises(InvalidFields):
        OneImport(alice).fill(DAY, {"flow": "none"}, check=refuse)
    assert alice.get(PATH).json() == before


@pytest.mark.parametrize(
    ("hers", "filled"),
    [
        ({"flow": "light"}, []),
        ({"flow": "spotting"}, []),
        ({"flow": "none"}, []),
        ({"note": "hers"}, ["flow", "starts_period"]),
        ({"startsPeriod": False}, ["flow"]),
    ],
)
def test_where_she_logged_bleeding_no_file_says_that_a_period_begins(alice, hers, filled):
    alice.post("/period", {"date": DAY, **hers})
    told = OneImport(alice).fill(DAY, {"flow": "heavy", "startsPeriod": True})
    assert sorted(told) == filled
    assert alice.get(PATH).json().items() >= hers.items()


@pytest.mark.parametrize(
    "hers",
    [{}, {"flow": "light"}, {"note": "", "medication": [], "symptoms": []}, {"note": "hers"}],
)
def test_undone_the_day_is_as_it_was(alice, hers):
    alice.post("/period", {"date": DAY, **hers})
    before, brought = content(alice), OneImport(alice)
    brought.fill(DAY, THEIRS)
    assert content(alice) != before
    assert [brought.take_back("period", DAY) for _ in range(3)] == ["emptied"] * 3
    assert content(alice) == before
    assert alice.get(PATH).json()["version"] == 3


def test_what_she_changed_since_stays_filled(alice):
    alice.post("/period", {"date": DAY, "flow": "light"})
    brought = OneImport(alice)
    brought.fill(DAY, THEIRS)
    changed = alice.patch(PATH, {"pain": 1})
    assert brought.take_back("period", DAY) == "kept"
    assert alice.get(PATH).content == changed.content


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_imports_that_filled_a_day_are_undone_in_either_order(alice, order):
    alice.post("/period", {"date": DAY, "flow": "light"})
    before = content(alice)
    imports = [OneImport(alice, app="One"), OneImport(alice, app="Other")]
    imports[0].fill(DAY, {"note": "one"})
    imports[1].fill(DAY, THEIRS)
    for index in order:
        assert imports[index].take_back("period", DAY) == "emptied"
    assert content(alice) == before
    for each in imports:
        assert each.take_back("period", DAY) == "emptied"


def test_a_day_that_one_import_made_and_another_filled_goes_with_both(alice):
    for order in ((0, 1), (1, 0)):
        imports = [OneImport(alice, app="One"), OneImport(alice, app="Other")]
        assert imports[0].add("period", DAY, {"flow": "light", "pain": 1}) == "made"
        assert imports[1].add("period", DAY, THEIRS) == "present"
        imports[1].fill(DAY, THEIRS)
        told = [imports[index].take_back("period", DAY) for index in order]
        assert told == (["emptied", "removed"])
        assert alice.get(PATH).status_code == 404


def test_what_another_import_filled_stays_as_its_own(alice):
    made, filled, third = (OneImport(alice, app=app) for app in ("One", "Other", "Third"))
    made.add("period", DAY, {"flow": "light", "medication": ["one"]})
    filled.fill(DAY, {"note": "other"})
    third.fill(DAY, {"pain": 2})
    assert made.take_back("period", DAY) == "emptied"
    day = alice.get(PATH).json()
    left = {"flow": None, "symptoms": [], "medication": None, "note": "other", "pain": 2}
    assert day.items() >= {**left, "origin": filled.origin}.items()
    assert filled.take_back("period", DAY) == "emptied"
    day = alice.get(PATH).json()
    assert day.items() >= {**left, "note": None, "origin": third.origin}.items()
    assert third.take_back("period", DAY) == "removed"
    assert [each.take_back("period", DAY) for each in (made, filled)] == ["emptied", "emptied"]
