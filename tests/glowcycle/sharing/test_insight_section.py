"""What a share tells of insights: what was found, and never why nothing was."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from glowcycle.api.languages import in_language
from glowcycle.sandbox.people import PEOPLE
from glowcycle.sandbox.seeding import write_history
from tests.support.broken_records import BREAKS
from tests.support.life_stages import add, stage
from tests.support.period_logs import log_period
from tests.support.shown import drawn, show


@pytest.fixture
def today():
    return timezone.now().date()


@pytest.fixture
def diary(alice):
    """Return the phone of a woman with eight cycles, a journal and scans."""
    write_history(replace(PEOPLE["demo"], id=alice.user_id))
    return alice


def test_the_sentences_of_both_answers_are_told(diary, today):
    first = today - timedelta(days=1095)
    texts = show(diary, "insights", first=first, today=today).value
    assert "This rests on 8 complete cycles of yours" in texts[0]
    skin = diary.get("/skin/insights/me").json()["sentences"]
    assert texts[-len(skin) :] == skin


def test_her_tags_are_not_told(diary, today):
    first = today - timedelta(days=1095)
    told = " ".join(show(diary, "insights", first=first, today=today).value)
    tags = {
        tag for entry in diary.get("/journal/user/me").json()["results"] for tag in entry["tags"]
    }
    assert tags
    assert not [tag for tag in tags if tag in told]


def test_they_are_told_in_the_language_of_who_opens_it(diary, today):
    first = today - timedelta(days=1095)
    with in_language("de"):
        shown = show(diary, "insights", first=first, today=today)
        part = drawn("insights", shown)
    assert part.texts[0] == "So sagt es ihr die App:"
    assert "Zyklen" in part.texts[1]


@pytest.mark.parametrize(
    "kind", ["pause", "contraception", "pregnancy", "menopause", "noPeriods", "an unreadable day"]
)
def test_they_are_silent_wherever_the_forecast_is(diary, today, kind):
    first, due = today - timedelta(days=1095), str(today + timedelta(days=270))
    if kind == "an unreadable day":
        BREAKS["altered"](
            diary, f"/period/{diary.get('/period/user/me').json()['results'][0]['date']}"
        )
    else:
        add(diary, stage(kind, str(today), **({"dueDate": due} if kind == "pregnancy" else {})))
    assert show(diary, "forecast", first=first, today=today).value is None
    shown = show(diary, "insights", first=first, today=today)
    assert (shown.value, shown.since) == ([], None)


def test_where_nothing_is_told_nothing_is_cut_off(alice, today, monkeypatch):
    monkeypatch.setattr("glowcycle.report.contents.MAX_RECORDS", 2)
    for days in range(4):
        alice.post("/journal", {"date": str(today - timedelta(days=days)), "mood": "calm"})
    for start in (12, 40, 68):
        log_period(alice, str(today - timedelta(days=start)))
    assert show(alice, "forecast", today=today).value
    shown = show(alice, "insights", first=today - timedelta(days=90), today=today)
    assert (shown.value, shown.since) == ([], None)


@pytest.mark.parametrize("kind", ["pause", "pregnancy", "contraception", None])
def test_too_few_cycles_have_no_reason(alice, kind):
    for start in ("2025-12-07", "2026-01-04", "2026-02-01"):
        log_period(alice, start)
    if kind:
        add(alice, stage(kind, "2026-01-01"))
    shown = show(alice, "insights")
    assert (shown.value, shown.since) == ([], None)
    assert drawn("insights", shown).texts == ["Nothing to tell."]


def test_only_cycles_of_the_window_count(diary, today):
    first = today - timedelta(days=90)
    assert show(diary, "insights", first=first, today=today).value == []
    assert show(diary, "insights", first=today + timedelta(days=1), today=today).value == []
