"""The front page: true for everybody who may see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from glowcycle.sentences import percent
from glowcycle.web.humanize import humanize
from tests.support.broken_records import BREAKS
from tests.support.faults import store_faults, unreachable
from tests.support.markup import ParsedPage


def front(browser):
    page = browser.get("/")
    assert page.status_code == 200
    return page.content.decode()


def log_periods(alice, *, days_ago):
    """Log periods 28 days apart, the last one of which began that long ago."""
    for cycle in range(4):
        day = timezone.now().date() - timedelta(days=days_ago + 28 * cycle)
        alice.post("/period", {"date": str(day), "flow": "medium"})


def forecast(alice):
    return alice.get(f"/period/predictions/{alice.user_id}").json()


def test_it_says_her_day_and_her_next_period(signed_in, alice):
    log_periods(alice, days_ago=9)
    page, answer = front(signed_in), forecast(alice)
    assert "<h1>Day 10 of your cycle</h1>" in page
    phase = answer["currentCycle"]["phase"]
    share = percent(phase["probability"])
    assert f"Phase: {phase['name']}, with a probability of {share}." in page
    next_period = humanize(answer["nextPeriod"])
    assert f"Next period: {next_period}. Probability of this range: 80\u00a0%." in page
    assert "Such a range held for 3 of 3 past periods." in page
    assert f'<a href="/period/predictions/{alice.user_id}">Predictions</a>' in page


def test_it_leads_to_what_she_may_log_and_to_every_page(signed_in, alice):
    page = front(signed_in)
    links = ParsedPage(page).links
    assert {"/period", "/journal", "/skin", "/skin/analyze"} <= {*links}
    sections = [page.index(f"<h2>{name}</h2>") for name in ("Data", "Privacy", "For testers")]
    assert sections == sorted(sections)
    other = ParsedPage(signed_in.get("/sync").content.decode()).links
    for path in ("/me/export", "/docs", "/schema", "/sync", "/health"):
        assert links.count(path) == other.count(path) == 1


def test_an_empty_log_has_no_day_and_says_how_to_begin(signed_in):
    page = front(signed_in)
    assert "<h1>No cycle yet</h1>" in page
    assert "Log the first day of your period" in page
    assert "No date for the next period." in page
    assert "Day 1" not in page


def test_a_late_period_is_late(signed_in, alice):
    log_periods(alice, days_ago=40)
    late = forecast(alice)["late"]
    assert late
    assert late["text"] in front(signed_in)


def test_it_is_her_day_only_and_of_no_query(signed_in, alice):
    log_periods(alice, days_ago=9)
    page = signed_in.get("/?today=2020-01-01&nonsense=1")
    assert "Day 10 of your cycle" in page.content.decode()


def test_while_her_data_is_only_stored_nothing_is_computed(signed_in, alice):
    log_periods(alice, days_ago=9)
    alice.put("/me/restriction", {"restricted": True})
    page = front(signed_in)
    assert "You have restricted your data" in page
    assert '<a href="/me/restriction">See your choice</a>' in page
    assert "<h1>Predictions</h1>" in page
    assert "<h1>Day" not in page


@pytest.mark.parametrize("required", [True, False])
def test_without_the_consent_it_says_that_nothing_is_stored(signed_in, alice, settings, required):
    settings.COLLECTION_CONSENT_REQUIRED = required
    page = front(signed_in)
    said = "<p>Nothing that you log is stored before you consent to that.</p>" in page
    assert said is required
    assert page.count("<h1>") == 1


def test_days_that_cannot_be_read_are_named(signed_in, alice):
    log_periods(alice, days_ago=9)
    assert "cannot be read any more" not in front(signed_in)
    day = timezone.now().date() - timedelta(days=9)
    BREAKS["altered"](alice, f"/period/{day}")
    assert "Some of your records cannot be read any more, so this may be wrong." in front(signed_in)


@pytest.mark.calm
def test_a_store_that_is_away_is_no_empty_log(signed_in, alice):
    log_periods(alice, days_ago=9)
    with store_faults(*[unreachable] * 60):
        page = front(signed_in)
    assert "No cycle yet" not in page
    assert 'class="problem' in page


def test_a_visitor_signs_in_and_a_program_finds_nothing(browser, alice, nobody):
    assert "<h1>Sign in</h1>" in front(browser)
    assert alice.get("/").status_code == 404
    assert nobody.get("/").status_code == 404
