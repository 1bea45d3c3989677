"""Periods, forecast, fertile days and life stages of a window."""

from datetime import date, timedelta

import pytest

from tests.support.life_stages import add, stage
from tests.support.period_logs import log_period
from tests.support.shown import TODAY, drawn, show

STARTS = ("2025-10-12", "2025-11-09", "2025-12-07", "2026-01-04", "2026-02-01")


@pytest.fixture
def logged(alice):
    """Return the phone of a woman with four cycles of 28 days."""
    for start in STARTS:
        log_period(alice, start, days=4)
    return alice


def test_periods_are_shown_by_their_first_and_last_day(logged):
    shown = show(logged, "periodDates").value
    assert shown[0] == {"start": "2026-02-01", "end": "2026-02-04"}
    assert [each["start"] for each in shown] == [*reversed(STARTS)]


def test_periods_that_began_outside_the_window_are_not_shown(logged):
    shown = show(logged, "periodDates", first=date(2025, 11, 10), last=date(2026, 1, 4)).value
    assert shown == [
        {"start": "2026-01-04", "end": None},  # it ended behind the window
        {"start": "2025-12-07", "end": "2025-12-10"},
    ]


def test_the_page_lists_the_periods(logged):
    part = drawn("periodDates", show(logged, "periodDates", first=date(2026, 1, 1)))
    rows = [[text.replace("\u00a0", " ") for text in row] for row in part.rows]
    assert rows == [
        ["1 February 2026", "4 February 2026"],
        ["4 January 2026", "7 January 2026"],
    ]


def test_bleeding_in_a_pregnancy_is_no_period(logged):
    add(logged, stage("pregnancy", "2026-01-20", dueDate="2026-10-17"))
    assert show(logged, "periodDates").value[0]["start"] == "2026-01-04"


def test_a_window_that_has_not_begun_shows_no_period(logged):
    assert show(logged, "periodDates", first=date(2026, 3, 2)).value == []


def test_the_forecast_has_three_periods_with_their_ranges(logged):
    periods = show(logged, "forecast").value["periods"]
    assert len(periods) == 3
    assert all(each.keys() == {"date", "earliest", "latest", "level"} for each in periods)
    assert all(each["earliest"] <= each["date"] <= each["latest"] for each in periods)
    assert periods == logged_forecast(logged)


def logged_forecast(phone):
    answer = phone.get(f"/period/predictions/me?today={TODAY}").json()
    names = ("date", "earliest", "latest", "level")
    each = [answer["nextPeriod"], *answer["followingPeriods"]]
    return [{name: period[name] for name in names} for period in each]


def test_the_fertile_days_are_those_of_her_own_forecast(logged):
    today = date(2026, 2, 10)
    own = logged.get(f"/period/predictions/me?today={today}").json()["fertileDays"]
    shown = show(logged, "fertileDays", today=today).value
    assert shown == {"first": own["first"], "last": own["last"]}
    part = drawn("fertileDays", show(logged, "fertileDays", today=today))
    assert part.texts[-1] == "An estimate. It is no contraception."


def test_predictions_outside_the_window_are_not_shown(logged):
    first, *_ = logged_forecast(logged)
    last = date.fromisoformat(first["date"])
    [only] = show(logged, "forecast", last=last).value["periods"]
    assert only == first
    assert show(logged, "forecast", last=last - timedelta(days=1)).value is None
    assert (
        show(logged, "fertileDays", last=date(2026, 2, 11), today=date(2026, 2, 10)).value is None
    )


def test_a_window_that_has_ended_has_no_forecast(logged):
    yesterday = TODAY - timedelta(days=1)
    assert show(logged, "forecast", last=yesterday).value is None
    assert show(logged, "fertileDays", last=yesterday).value is None


def test_the_page_tells_the_forecast_with_its_ranges(logged):
    part = drawn("forecast", show(logged, "forecast"))
    assert part.texts == [
        "Each range is 80\u00a0% probable.",
        "An estimate. It is no contraception.",
    ]
    assert len(part.rows) == 3


def test_stages_are_shown_but_no_pause(logged):
    add(logged, stage("contraception", "2025-07-01", "2025-09-01"))
    add(logged, stage("pause", "2026-02-20"))
    [shown] = show(logged, "stages").value
    assert shown["kind"] == "contraception"
    assert shown["method"] == "combinedPill"
    assert (shown["start"], shown["end"]) == ("2025-07-01", "2025-09-01")
    assert "pack" not in shown
    [row] = drawn("stages", show(logged, "stages")).rows
    assert row[0] == "Contraception"
    assert row[2] == "combined pill"


def test_days_of_a_stage_outside_the_window_are_not_told(logged):
    members = {"dueDate": "2026-05-01", "outcome": "loss"}
    add(logged, stage("pregnancy", "2025-08-01", "2025-10-01", **members))
    [shown] = show(logged, "stages", first=date(2025, 8, 10), last=date(2025, 9, 1)).value
    hidden = ("start", "end", "outcome", "dueDate", "birthDate")
    assert {shown[name] for name in hidden} == {None}
    part = drawn("stages", show(logged, "stages", first=date(2025, 8, 10), last=date(2025, 9, 1)))
    assert part.rows == [["Pregnancy", "The whole time"]]


def test_a_stage_outside_the_window_is_not_shown(logged):
    add(logged, stage("exclusion", "2025-08-01", "2025-08-09"))
    assert show(logged, "stages", first=date(2025, 8, 10)).value == []
