"""The forecast as it is answered; what it says is tested with its rules."""

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


def test_the_next_period_has_a_date_a_range_and_its_odds(regular):
    found = forecast_for(regular)
    coming = found["nextPeriod"]
    assert coming["earliest"] <= coming["date"] <= coming["latest"]
    assert abs((date.fromisoformat(coming["date"]) - STARTS[-1]).days - 28) <= 1
    assert coming["level"] == 0.8
    assert sum(day["probability"] for day in coming["distribution"]) == pytest.approx(1, abs=1e-4)
    assert coming["confidence"] in ("high", "medium", "low")
    assert len(found["followingPeriods"]) == 2
    assert found["currentCycle"]["day"] == 11
    assert found["currentCycle"]["phase"]["name"] in ("follicular", "ovulatory")
    assert (
        found["fertileDays"]["first"] <= found["ovulation"]["date"] <= found["fertileDays"]["last"]
    )
    assert found["basedOn"]["cyclesUsed"] == 4
    assert found["trackRecord"]["scored"] == 4
    assert (found["late"], found["nextPeriodReason"]) == (None, None)
    assert "contraception" in found["notice"]


def test_without_a_log_there_is_no_date_and_the_reason_is_given(alice):
    found = forecast_for(alice)
    assert (found["nextPeriod"], found["currentCycle"], found["ovulation"]) == (None, None, None)
    assert found["nextPeriodReason"]["code"] == "no_period"
    assert found["basedOn"]["stage"] == "nothing"


def test_a_past_day_is_answered_from_what_had_happened_by_then(regular):
    then = STARTS[-1] - timedelta(days=1)
    found = forecast_for(regular, f"?today={then}")
    assert found["asOf"] == str(then)
    assert found["basedOn"]["cyclesUsed"] == 3
    assert found["nextPeriod"]["date"] >= str(then)


def test_without_the_phones_date_it_is_the_servers(regular):
    assert forecast_for(regular, "")["asOf"] == str(datetime.now(UTC).date())


def test_a_late_period_says_so(regular):
    found = forecast_for(regular, f"?today={STARTS[-1] + timedelta(days=45)}")
    assert found["late"]["days"] > 10
    assert 0 < found["late"]["forgotten"] <= 1


@pytest.mark.parametrize("query", ["?today=tomorrow", "?today=9999-01-01", "?todday=2026-01-01"])
def test_a_query_that_cannot_be_meant_is_refused(alice, query):
    assert alice.get(f"/period/predictions/{alice.user_id}{query}").status_code == 400


def test_a_forecast_takes_one_query_however_long_the_history(alice):
    for month in range(1, 13):
        log_period(alice, f"2025-{month:02}-01", days=3)
    with store_faults() as calls:
        forecast_for(alice)
    assert calls == ["Query"]
