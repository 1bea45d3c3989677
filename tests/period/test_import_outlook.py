"""What an import would change: cycles and forecast of her history and the file's together."""

from datetime import date, timedelta
from time import process_time

import pytest

from glowcycle.aws import request_context
from glowcycle.records import record_kinds
from tests.support.faults import store_faults
from tests.support.life_stages import add, stage
from tests.support.period_logs import log_period

TODAY = date(2026, 5, 20)
STARTS = [date(2026, 1, 5) + timedelta(days=29 * number) for number in range(5)]
NOTHING = {"cycles": None, "forecast": None, "forecastReason": None}


def period(start, days=5):
    return [
        {"date": str(start + timedelta(days=day)), "flow": "medium", "symptoms": []}
        for day in range(days)
    ]


def periods(starts=STARTS):
    return [day for start in starts for day in period(start)]


def outlook(phone, days=(), stages=(), today=TODAY):
    kinds = record_kinds()
    contents = {
        "period": [kinds["period"].serializer.read(day) for day in days],
        "stage": [kinds["stage"].serializer.read(each) for each in stages],
    }
    with request_context.act_for_user(phone.user_id):
        return kinds["period"].outlook(user_id=phone.user_id, contents=contents, today=today)


def forecast(phone, today=TODAY):
    return phone.get(f"/period/predictions/{phone.user_id}?today={today}").json()


def test_it_tells_the_cycles_of_the_file(alice):
    assert outlook(alice, periods())["cycles"] == {
        "count": 5,
        "firstStart": "2026-01-05",
        "lastStart": "2026-05-01",
        "medianLength": 29,
    }


def test_the_next_period_is_the_one_that_is_forecast_once_all_is_stored(alice):
    log_period(alice, "2025-12-07")
    told = outlook(alice, periods(), [stage("irregular", "2025-06-01")])
    for day in periods():
        assert alice.post("/period", day).status_code == 201
    add(alice, stage("irregular", "2025-06-01"))
    assert told["forecast"] == forecast(alice)["nextPeriod"]
    assert told["forecast"]["distribution"]
    assert (told["cycles"]["count"], told["forecastReason"]) == (6, None)


def test_what_is_stored_already_counts_once(alice):
    for day in periods():
        alice.post("/period", day)
    contraception = stage("contraception", "2026-02-01")
    add(alice, contraception)
    before = outlook(alice, period(STARTS[0]))
    assert outlook(alice, periods(), [contraception]) == before
    assert before["cycles"]["count"] == 5


def test_her_own_day_stands_before_that_of_the_file(alice):
    alice.post("/period", {"date": str(STARTS[-1]), "flow": "none"})
    told = outlook(alice, [*periods(STARTS[:-1]), *period(STARTS[-1], days=1)])
    assert told["cycles"]["lastStart"] == str(STARTS[-2])


def test_it_reads_of_the_store_what_a_forecast_reads(alice):
    for days in ([], periods()):
        for day in days:
            alice.post("/period", day)
        with store_faults() as told:
            outlook(alice, periods())
        assert sorted(told) == ["GetItem", "Query", "Query"]


def test_a_file_without_days_and_stages_reads_nothing_and_tells_nothing(alice):
    log_period(alice, "2026-05-02")
    with store_faults() as attempted:
        assert outlook(alice) == NOTHING
    assert attempted == []


@pytest.mark.parametrize(
    ("days", "code", "day"),
    [
        ([{"date": "2026-05-11", "flow": "spotting", "symptoms": []}], "no_period", None),
        (periods([date(2015, 3, 1)]), "no_recent_period", "2015-03-01"),
        (periods([date(2025, 11, 1)]), "series_broken", "2025-11-01"),
    ],
)
def test_without_a_date_it_says_why(alice, days, code, day):
    told = outlook(alice, days)
    assert told["forecast"] is None
    assert (told["forecastReason"]["code"], told["forecastReason"]["date"]) == (code, day)
    assert told["forecastReason"]["text"].template  # so that it can be translated later


def test_of_old_periods_the_last_one_counts_whoever_logged_it(alice):
    log_period(alice, "2016-08-02")
    for start, last in ((date(2015, 3, 1), "2016-08-02"), (date(2017, 3, 1), "2017-03-01")):
        assert outlook(alice, period(start))["forecastReason"]["date"] == last


def test_a_stage_of_the_file_silences_as_one_of_hers_does(alice):
    pregnancy = stage("pregnancy", "2026-05-10", dueDate=None, basis="lastPeriod")
    told = outlook(alice, periods(), [pregnancy])
    assert told["forecastReason"]["code"] == "pregnancy"
    assert told["cycles"]["count"] == 5


def test_while_she_pauses_nothing_is_said_of_cycles(alice):
    add(alice, stage("pause", "2026-05-11"))
    told = outlook(alice, periods())
    assert (told["cycles"], told["forecast"]) == (None, None)
    assert told["forecastReason"]["code"] == "pause"


def test_days_that_are_still_to_come_count_for_nothing(alice):
    later = period(TODAY + timedelta(days=1))
    assert outlook(alice, later, today=TODAY)["cycles"] is None


@pytest.mark.calm
def test_sixty_years_take_little_more_than_five(alice):
    days = [TODAY - timedelta(days=back) for back in range(60 * 365)]
    contents = {"period": [{"date": day, "flow": _flow(day)} for day in days]}
    began = process_time()
    with request_context.act_for_user(alice.user_id):
        told = record_kinds()["period"].outlook(
            user_id=alice.user_id, contents=contents, today=TODAY
        )
    assert process_time() - began < 5  # 0.2 s on a quiet machine
    assert told["cycles"]["count"] == 782
    assert told["cycles"]["medianLength"] == 28


def _flow(day):
    return "medium" if (TODAY - day).days % 28 > 22 else "none"
