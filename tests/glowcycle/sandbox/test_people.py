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
    kinds = ("journal", "period", "period/stages", "skin")
    paths = (f"/{kind}/user/{phone.user_id}?limit=100" for kind in kinds)
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


def test_the_charting_person_shows_her_ovulation_by_her_signs(phone_of):
    answer = forecast(phone_of("charting"))
    ovulation = answer["ovulation"]
    assert (date.fromisoformat(ovulation["latest"]) - date.fromisoformat(ovulation["earliest"])) < (
        timedelta(days=4)
    )
    assert {sign["kind"] for sign in ovulation["signs"]} == {
        *("temperature", "mucus", "ovulationTest")
    }
    assert "excluded_temperature" in {log["code"] for log in answer["basedOn"]["notUsed"]}


def test_the_person_on_the_pill_has_bleeds_and_no_cycle(phone_of):
    pill = phone_of("pill")
    answer = forecast(pill)
    assert answer["lifeStage"]["kind"] == "contraception"
    assert answer["ovulation"] is answer["fertileDays"] is answer["nextPeriod"] is None
    assert answer["scheduledBleed"]["first"] > str(TODAY)
    codes = [log["code"] for log in answer["basedOn"]["notUsed"]]
    assert codes.count("unscheduled_bleed") == 1
    assert codes.count("scheduled_bleed") >= 5
    assert [each["excluded"] for each in listed(pill, "/period/cycles/pill")][-3:] == [False] * 3


def test_the_pregnant_person_sees_her_week_and_the_due_date(phone_of):
    answer = forecast(phone_of("pregnant"))
    assert (answer["pregnancy"]["week"], answer["pregnancy"]["day"]) == (12, 3)
    assert answer["pregnancy"]["dueDate"] == str(TODAY + timedelta(days=280 - 87))
    assert answer["late"] is answer["currentCycle"] is answer["nextPeriod"] is None


@pytest.mark.parametrize("name", ["perimenopause", "irregular"])
def test_a_stage_with_cycles_keeps_the_forecast(phone_of, name):
    answer = forecast(phone_of(name))
    assert answer["lifeStage"]["kind"] == name
    assert answer["nextPeriod"]["confidence"] == "low"


def test_a_person_has_ten_years_of_records(phone_of):
    decade = phone_of("decade")
    assert len(PEOPLE["decade"].history.lengths) > 120
    days = [each["date"] for each in listed(decade, "/period/user/decade?limit=100")]
    assert date.fromisoformat(days[0]) - date.fromisoformat(days[-1]) > timedelta(days=3652)
    assert_period_is_late_when_offered(decade)


@pytest.mark.parametrize("name", ["demo", "irregular", "charting", "perimenopause"])
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
