"""The scopes that show what she logged: the members of the scope, and no trace of others."""

from datetime import date
from typing import Any, get_args

import pytest

from glowcycle.api.languages import in_language
from glowcycle.person.shares.scopes import Scope
from glowcycle.sharing.sections import SECTIONS
from glowcycle.sharing.sections import records as records_section
from tests.support.shown import drawn, show

DAY: dict[str, Any] = {
    "flow": "heavy",
    "symptoms": ["cramps", "صداع"],
    "pain": 7,
    "temperature": {"celsius": 36.45, "time": "06:40"},
    "mucus": "eggWhite",
    "ovulationTest": "peak",
}
INTIMATE: dict[str, Any] = {
    "sex": "unprotected",
    "pregnancyTest": "faint",
    "medication": ["ibuprofen"],
    "note": "a note",
}
SCORES = {"radiance": 61, "moisture": 55.5, "texture": None, "pores": 40, "darkCircles": 12}


def log(phone, kind, **members):
    answer = phone.post(f"/{kind}", {"date": "2026-02-02", **members})
    assert answer.status_code == 201, answer.content


def test_every_scope_but_the_report_has_a_section_in_the_order_of_the_scopes():
    assert [*SECTIONS] == [scope for scope in get_args(Scope) if scope != "report"]


def test_period_shows_what_belongs_to_it(alice):
    log(alice, "period", **DAY, **INTIMATE, cycleLength=31, startsPeriod=True)
    [day] = show(alice, "period").value
    assert day == {
        "date": "2026-02-02",
        **DAY,
        "temperature": {**DAY["temperature"], "excluded": False},
    }


def test_intimate_shows_what_belongs_to_it(alice):
    log(alice, "period", **DAY, **INTIMATE)
    assert show(alice, "intimate").value == [{"date": "2026-02-02", **INTIMATE}]


@pytest.mark.parametrize(
    ("scope", "other"),
    [
        ("period", {"sex": "protected", "note": "x"}),
        ("period", {"cycleLength": 28}),
        ("intimate", {"flow": "light"}),
    ],
)
def test_a_day_that_says_only_something_else_is_left_out(alice, scope, other):
    log(alice, "period", **other)
    assert show(alice, scope).value == []


def test_the_journal_is_shown_in_two_halves(alice):
    entry = {"mood": "😌", "energy": 70.5, "text": "a text", "tags": ["walk"]}
    at = {"date": "2026-02-02T23:30:00+05:30", "cycleDay": 17}
    assert alice.post("/journal", {**at, **entry}).status_code == 201
    moods = [{"date": "2026-02-02", "mood": "😌", "energy": 70.5}]
    texts = [{"date": "2026-02-02", "text": "a text", "tags": ["walk"]}]
    assert show(alice, "journalMoods").value == moods
    assert show(alice, "journalText").value == texts


def test_an_entry_of_one_half_leaves_no_trace_in_the_other(alice):
    log(alice, "journal", mood="😌")
    log(alice, "journal", text="a text")
    assert len(show(alice, "journalMoods").value) == len(show(alice, "journalText").value) == 1


def test_scores_come_with_who_measured_them(alice):
    log(alice, "skin", metrics=SCORES)
    log(alice, "skin", metrics=dict.fromkeys(SCORES))
    shown = [{"date": "2026-02-02", "metrics": SCORES, "source": "manual"}]
    assert show(alice, "skinScores").value == shown


@pytest.mark.parametrize("scope", ["period", "intimate", "journalMoods", "journalText"])
def test_only_days_of_the_window_are_shown(alice, scope):
    for day in ("2026-01-31", "2026-02-01", "2026-02-03", "2026-02-04"):
        entry = {"mood": "😌", "text": "a text"}
        alice.post("/journal", {"date": day, **entry})
        alice.post("/period", {"date": day, **DAY, **INTIMATE})
    shown = show(alice, scope, first=date(2026, 2, 1), last=date(2026, 2, 3)).value
    assert [each["date"] for each in shown] == ["2026-02-03", "2026-02-01"]


@pytest.mark.parametrize(("bound", "most"), [("MAX_RECORDS", 3), ("MAX_BYTES", 350)])
def test_what_is_cut_off_is_told(alice, monkeypatch, bound, most):
    monkeypatch.setattr(records_section, bound, most)
    for day in range(1, 6):
        alice.post("/journal", {"date": f"2026-02-0{day}", "mood": "😌"})
    shown = show(alice, "journalMoods")
    assert shown.since == date(2026, 2, 4)
    assert [each["date"] for each in shown.value] == ["2026-02-05", "2026-02-04"]
    assert show(alice, "journalText").since == date(2026, 2, 4)


def test_nothing_cut_off_is_not_told(alice):
    log(alice, "period", **DAY)
    assert show(alice, "period").since is None


@pytest.mark.parametrize(
    ("scope", "language", "cells"),
    [
        (
            "period",
            "en",
            ["2 February 2026", "heavy", "7", "cramps, صداع", "36.45 °C", "like egg white", "peak"],
        ),
        ("period", "de", ["2. Februar 2026", "stark", "7", "cramps, صداع", "36,45 °C"]),
        ("intimate", "en", ["2 February 2026", "unprotected", "faintly positive", "ibuprofen"]),
        ("journalMoods", "es", ["2 de febrero de 2026", "😌", "70,5"]),
        ("journalText", "fr", ["2 février 2026", "a text", "walk"]),
        ("skinScores", "en", ["2 February 2026", "61", "55.5", "40", "12", "typed in"]),
    ],
)
def test_the_page_says_it_in_a_table(alice, scope, language, cells):
    log(alice, "period", **DAY, **INTIMATE)
    log(alice, "journal", mood="😌", energy=70.5, text="a text", tags=["walk"])
    log(alice, "skin", metrics=SCORES)
    with in_language(language):
        part = drawn(scope, show(alice, scope))
    [row] = part.rows
    assert [text.replace("\u00a0", " ") for text in row][: len(cells)] == cells
    assert len(part.columns) == len(row)


def test_a_column_without_a_text_is_left_out(alice):
    log(alice, "period", flow="light")
    assert drawn("period", show(alice, "period")).columns == ["Day", "Bleeding"]


def test_an_empty_scope_says_so(alice):
    for scope in ("period", "intimate", "stages", "journalMoods", "journalText", "skinScores"):
        assert drawn(scope, show(alice, scope)).texts == ["Nothing in this time."]


def test_a_phone_that_is_a_day_ahead_has_its_day_shown(alice):
    log(alice, "period", **DAY)
    assert len(show(alice, "period", today=date(2026, 2, 1)).value) == 1
    assert show(alice, "period", today=date(2026, 1, 31)).value == []
