"""GET /period/predictions: the parts of the answer; the rules have tests of their own."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.faults import store_faults
from tests.support.period_logs import log_period

STARTS = [date(2026, 1, 1) + timedelta(days=28 * n) for n in range(5)]
TODAY = STARTS[-1] + timedelta(days=10)


@pytest.fixture
def regular(alice):
    for start in STARTS:
        log_period(alice, str(start))
    return alice


def forecast_for(phone, query=f"?today={TODAY}"):
    answer = phone.get(f"/period/predictions/{phone.user_id}{query}")
    assert answer.status_code == 200, answer.json()
    return answer.json()


def test_the_next_period_has_a_date_a_range_and_a_probability(regular):
    forecast = forecast_for(regular)
    coming = forecast["nextPeriod"]
    assert coming["earliest"] <= coming["date"] <= coming["latest"]
    assert abs((date.fromisoformat(coming["date"]) - STARTS[-1]).days - 28) <= 1
    assert coming["level"] == 0.8
    assert sum(day["probability"] for day in coming["distribution"]) == pytest.approx(1, abs=1e-4)
    assert coming["confidence"] in ("high", "medium", "low")
    assert len(forecast["followingPeriods"]) == 2
    assert forecast["currentCycle"]["day"] == 11
    assert forecast["currentCycle"]["phase"]["name"] in ("follicular", "ovulatory")
    assert (
        forecast["fertileDays"]["first"]
        <= forecast["ovulation"]["date"]
        <= forecast["fertileDays"]["last"]
    )
    assert forecast["basedOn"]["cyclesUsed"] == 4
    assert forecast["trackRecord"]["scored"] == 4
    assert (forecast["late"], forecast["nextPeriodReason"]) == (None, None)
    assert "contraception" in forecast["notice"]


def test_without_a_log_there_is_no_date_and_the_reason_is_given(alice):
    forecast = forecast_for(alice)
    assert (forecast["nextPeriod"], forecast["currentCycle"], forecast["ovulation"]) == (
        None,
        None,
        None,
    )
    assert forecast["nextPeriodReason"]["code"] == "no_period"
    assert forecast["basedOn"]["stage"] == "nothing"


def test_the_forecast_of_a_past_day_uses_only_earlier_logs(regular):
    then = STARTS[-1] - timedelta(days=1)
    forecast = forecast_for(regular, f"?today={then}")
    assert forecast["asOf"] == str(then)
    assert forecast["basedOn"]["cyclesUsed"] == 3
    assert forecast["nextPeriod"]["date"] >= str(then)


def test_without_a_date_the_servers_date_is_used(regular):
    assert forecast_for(regular, "")["asOf"] == str(datetime.now(UTC).date())


def test_a_late_period_has_its_days_late(regular):
    forecast = forecast_for(regular, f"?today={STARTS[-1] + timedelta(days=45)}")
    assert forecast["late"]["days"] > 10
    assert 0 < forecast["late"]["forgotten"] <= 1


@pytest.mark.parametrize("query", ["?today=tomorrow", "?today=9999-01-01", "?todday=2026-01-01"])
def test_an_invalid_query_is_refused(alice, query):
    assert alice.get(f"/period/predictions/{alice.user_id}{query}").status_code == 400


def test_a_forecast_takes_three_reads_however_long_the_history(alice):
    for month in range(1, 13):
        log_period(alice, f"2025-{month:02}-01", days=3)
    with store_faults() as calls:
        forecast_for(alice)
    assert calls == ["Query", "Query", "GetItem"]  # the log, her stages, her profile


def test_periods_of_long_ago_are_told_as_such(alice):
    log_period(alice, "2020-01-01")
    forecast = forecast_for(alice, "?today=2026-02-01")
    assert forecast["nextPeriodReason"]["code"] == "no_recent_period"
    assert forecast["nextPeriodReason"]["date"] == "2020-01-01"
    assert forecast["currentCycle"] is None
    assert forecast["basedOn"]["text"] == forecast["nextPeriodReason"]["text"]
