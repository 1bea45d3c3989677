"""A day that the requests of a sandbox travel to: it moves her day, never the server's clock."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from glowcycle.api.today import TRAVEL_COOKIE

TODAY = datetime.now(UTC).date()
LATER = TODAY + timedelta(days=40)


@pytest.fixture
def traveller(alice):
    """Return Alice's phone, whose requests travel by the cookie as a copied curl command does."""
    with alice.saying(cookie=f"{TRAVEL_COOKIE}={LATER}"):
        yield alice


def log(phone, day):
    assert phone.post("/period", {"date": str(day), "flow": "heavy"}).status_code == 201


def test_forecast_and_cycles_stand_on_that_day(traveller):
    for days in (10, 40, 68):
        log(traveller, LATER - timedelta(days=days))
    forecast = traveller.get(f"/period/predictions/{traveller.user_id}").json()
    assert forecast["asOf"] == str(LATER)
    assert forecast["currentCycle"]["day"] == 11
    assert traveller.get(f"/period/cycles/{traveller.user_id}").json()["asOf"] == str(LATER)


def test_an_entry_of_that_day_has_its_cycle_day_and_the_real_times(traveller):
    log(traveller, LATER - timedelta(days=4))
    entry = traveller.post("/journal", {"date": str(LATER), "energy": 5}).json()
    assert (entry["date"], entry["cycleDay"]) == (str(LATER), 5)
    for name in ("createdAt", "updatedAt"):
        assert entry[name][:10] == str(datetime.now(UTC).date())


def test_the_day_after_it_is_the_last_that_may_be_logged(traveller):
    for days, status in ((1, 201), (2, 400)):
        day = {"date": str(LATER + timedelta(days=days)), "flow": "light"}
        assert traveller.post("/period", day).status_code == status


def test_a_day_in_the_past_moves_the_limit_too(alice):
    with alice.saying(cookie=f"{TRAVEL_COOKIE}=2020-02-29"):
        assert alice.post("/journal", {"date": "2020-03-01", "energy": 5}).status_code == 201
        assert alice.post("/journal", {"date": "2020-03-02", "energy": 5}).status_code == 400


@pytest.mark.parametrize("day", ["", "soon", "2026-02-30", "1899-12-31", "9999-12-31", '"'])
def test_a_cookie_with_no_day_to_travel_to_changes_nothing(alice, day):
    with alice.saying(cookie=f"{TRAVEL_COOKIE}={day}"):
        forecast = alice.get(f"/period/predictions/{alice.user_id}")
    assert forecast.json()["asOf"] == str(TODAY)


def test_the_page_says_so_and_leads_back_to_the_real_day(choose):
    browser = choose("demo")
    address = "/period/predictions/demo"
    page = browser.submit(browser.get(address), "/sandbox/travel", day=str(LATER))
    assert page.redirect_chain == [(address, 303)]
    text = page.content.decode()
    assert f"takes {LATER:%-d %B %Y} for today, 40 days after the real day" in text
    assert f"As of</dt><dd>{LATER}" in text or str(LATER) in text
    home = browser.get("/")
    assert "You have travelled in time" in home.content.decode()
    page = browser.submit(home, "/sandbox/travel", day="")
    assert "You have travelled in time" not in page.content.decode()
    assert not browser.client.cookies[TRAVEL_COOKIE].value


def test_forms_begin_on_that_day_and_end_on_the_next(choose):
    browser = choose("empty")
    page = browser.submit(browser.get("/period"), "/sandbox/travel", day=str(LATER))
    form = re.search(r'<form method="post" action="/period".*?</form>', page.content.decode(), re.S)
    assert f'value="{LATER}"' in form[0]
    assert f'max="{LATER + timedelta(days=1)}"' in form[0]


def test_a_history_is_written_from_another_day_as_from_the_real_one(choose):
    browser = choose("late")
    before = browser.get("/period/user/late?format=json").json()["results"]
    browser.submit(browser.get("/"), "/sandbox/travel", day="2020-02-29")
    browser.submit(browser.get("/"), "/sandbox/reset")
    after = browser.get("/period/user/late?format=json").json()["results"]
    assert [day["date"] for day in after] == [day["date"] for day in before]


def test_travelling_to_the_real_day_is_no_travel(choose):
    browser = choose("empty")
    browser.submit(browser.get("/"), "/sandbox/travel", day=str(TODAY))
    assert not browser.client.cookies[TRAVEL_COOKIE].value


@pytest.mark.parametrize("day", ["2026-02-30", str(date.max), "<b>"])
def test_no_other_text_becomes_a_cookie(choose, day):
    browser = choose("empty")
    page = browser.submit(browser.get("/"), "/sandbox/travel", day=day)
    assert page.status_code == 400
    assert TRAVEL_COOKIE not in browser.client.cookies
