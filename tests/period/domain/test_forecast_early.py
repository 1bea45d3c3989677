"""The forecast from few periods, and from the cycle length that she stated."""

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from tests.support.period_logs import bleeding, log_of, on


def test_without_a_period_there_is_no_date():
    result = forecast(days=[Day(on(0), "spotting"), Day(on(1), "none")], today=on(3))
    assert result.current_cycle is None
    assert result.next_period is None
    assert result.following_periods == ()
    assert result.ovulation is None
    assert result.fertile_days is None
    assert result.late is None
    assert result.next_period_reason.code == "no_period"
    assert result.ovulation_reason.code == "no_period"
    assert result.based_on.stage == "nothing"


def test_after_one_period_the_forecast_rests_on_the_population():
    result = forecast(days=bleeding(0), today=on(10))
    assert result.based_on.stage == "population"
    assert result.based_on.text.startswith("Learning")
    assert 27 <= (result.next_period.date - on(0)).days <= 30
    assert result.next_period.confidence == "low"
    assert (result.next_period.latest - result.next_period.earliest).days >= 6


def test_after_two_periods_it_is_still_learning():
    result = forecast(days=log_of(33), today=on(43))
    assert result.based_on.stage == "learning"
    assert result.based_on.cycles_used == 1
    assert 30 <= (result.next_period.date - on(33)).days <= 33
    assert result.next_period.confidence == "low"


def test_confidence_stays_low_below_three_cycles_however_regular():
    assert forecast(days=log_of(28, 28), today=on(66)).next_period.confidence == "low"
    assert forecast(days=log_of(28, 28, 28), today=on(94)).next_period.confidence != "low"


def stated(length, day=0):
    return Day(on(day), "medium", cycle_length=length)


def expected_after(*days, lengths=()):
    result = forecast(days=[*log_of(*lengths), *days], today=on(sum(lengths) + 10))
    return (result.next_period.date - on(sum(lengths))).days


def test_her_stated_length_counts_without_other_evidence():
    assert expected_after(stated(35)) >= expected_after() + 2
    assert expected_after(stated(24)) <= expected_after() - 2


def test_her_cycles_outweigh_her_stated_length():
    assert abs(expected_after(stated(35), lengths=[27] * 8) - 27) <= 1


def test_the_latest_stated_length_counts():
    assert expected_after(stated(24), stated(34, day=3)) == expected_after(stated(34, day=3))


def test_a_length_stated_after_today_is_ignored():
    assert expected_after(stated(40, day=20)) == expected_after()


@pytest.mark.parametrize("length", [0, 9, 121, 999])
def test_an_impossible_stated_length_is_ignored(length):
    assert expected_after(stated(length)) == expected_after()


def test_an_odd_stated_length_hardly_moves_the_prediction():
    assert abs(expected_after(stated(90), lengths=[28, 29, 28]) - 28) <= 1


def test_her_stated_length_is_part_of_the_basis():
    result = forecast(days=[*bleeding(0), stated(31)], today=on(10))
    assert result.based_on.stated_cycle_length == 31
