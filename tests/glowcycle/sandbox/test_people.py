"""The invented people: what each has logged, and that a reset brings it back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain

import pytest

from glowcycle.api.today import TRAVEL_COOKIE
from glowcycle.sandbox import seeding
from glowcycle.sandbox.people import PEOPLE
from tests.support.altered_exports import kept_photo_keys
from tests.support.erasures import erase
from tests.support.retention_choices import DAYS
from tests.support.stored_life import items, live

TODAY = datetime.now(UTC).date()


def forecast(phone):
    return phone.get(f"/period/predictions/{phone.user_id}").json()


def listed(phone, path):
    """Return all results, page after page."""
    found = []
    while path:
        page = phone.get(path).json()
        found, path = found + page["results"], page["next"]
    return found


def lengths(phone):
    return [cycle["length"] for cycle in listed(phone, f"/period/cycles/{phone.user_id}")]


def everything(phone):
    """Return what her phone shows of her records, without what each write gives anew."""
    anew = {"createdAt", "updatedAt", "etag"}
    paths = (f"/{kind}/user/{phone.user_id}?limit=100" for kind in ("journal", "period", "skin"))
    records = chain.from_iterable(listed(phone, path) for path in paths)
    return [{name: each[name] for name in each.keys() - anew} for each in records]


def test_the_demo_person_has_eight_regular_cycles(phone_of):
    demo = phone_of("demo")
    assert lengths(demo) == [None, 29, 27, 28, 31, 29, 27, 30, 28]
    assert forecast(demo)["currentCycle"]["day"] == 16
    assert forecast(demo)["nextPeriod"]["date"] > str(TODAY)


def test_the_empty_person_has_logged_nothing(phone_of):
    empty = phone_of("empty")
    assert everything(empty) == []
    assert forecast(empty)["nextPeriodReason"]["code"] == "no_period"


def test_the_late_person_is_13_days_late(phone_of):
    assert forecast(phone_of("late"))["late"]["days"] == 13


def test_the_irregular_person_has_very_different_cycles_and_skipped_months(phone_of):
    irregular = phone_of("irregular")
    found = lengths(irregular)[1:]
    assert (min(found), max(found)) == (21, 29 + 45 + 22)
    assert forecast(irregular)["nextPeriod"]["confidence"] == "low"


def test_a_person_has_ten_years_of_records(phone_of):
    decade = phone_of("decade")
    assert len(PEOPLE["decade"].history.lengths) > 120
    days = [each["date"] for each in listed(decade, "/period/user/decade?limit=100")]
    assert date.fromisoformat(days[0]) - date.fromisoformat(days[-1]) > timedelta(days=3652)
    assert_period_is_late_when_offered(decade)


@pytest.mark.parametrize("name", ["demo", "irregular"])
def test_a_period_is_late_on_the_day_that_the_bar_offers(phone_of, name):
    assert_period_is_late_when_offered(phone_of(name))


def assert_period_is_late_when_offered(phone):
    offered = TODAY + timedelta(PEOPLE[phone.user_id].history.late_in)
    with phone.saying(cookie=f"{TRAVEL_COOKIE}={offered}"):
        assert forecast(phone)["late"]["days"] > 0


def test_the_history_is_written_once_and_not_over_what_she_did(phone_of):
    empty = phone_of("empty")
    day = empty.post("/period", {"date": str(TODAY), "flow": "light"}).headers["Location"]
    empty.delete(day)
    assert seeding.write_history(replace(PEOPLE["demo"], id="empty")) == 0
    assert seeding.write_history(PEOPLE["empty"]) == 0


def test_a_reset_restores_exactly_what_she_had(phone_of, face):
    demo = phone_of("demo")
    before = everything(demo)
    live(demo, face)
    demo.delete(f"/period/{TODAY - timedelta(days=15)}")
    assert demo.put("/me/retention", DAYS).status_code == 202
    demo.put("/me/restriction", {"restricted": True})
    seeding.reset(PEOPLE["demo"])
    assert everything(demo) == before
    assert kept_photo_keys(demo) == []
    assert demo.get("/me/restriction").json()["restricted"] is False
    assert {item["item"]["S"] for table, item in items("demo") if "item" in item} == {
        "key",
        "writes",
    }
    changes = demo.get("/sync").json()["changes"]
    assert not any(change["deleted"] for change in changes)


def test_a_reset_brings_an_erased_person_back(phone_of):
    demo = phone_of("demo")
    before, receipt = everything(demo), erase(demo)
    assert demo.get("/journal/user/demo").status_code == 410
    seeding.reset(PEOPLE["demo"])
    assert everything(demo) == before
    assert demo.post("/journal", {"date": str(TODAY), "energy": 5}).status_code == 201
    assert demo.get(f"/me/receipts/{receipt['receiptId']}").json() == receipt


def test_a_reset_gives_a_spent_budget_back(phone_of, settings):
    settings.WRITE_BUDGETS = {**settings.WRITE_BUDGETS, "writes": 2}
    empty = phone_of("empty")
    entry = {"date": str(TODAY)}
    statuses = [empty.post("/journal", {**entry, "energy": n}).status_code for n in range(3)]
    assert statuses == [201, 201, 429]
    seeding.reset(PEOPLE["empty"])
    assert empty.post("/journal", entry).status_code == 201
