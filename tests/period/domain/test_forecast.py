"""The forecast from a regular log."""

from datetime import timedelta

import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from tests.support.period_logs import log_of, on

REGULAR = (28, 29, 27, 28, 28, 29)
LAST_START = sum(REGULAR)


def regular(day):
    """Return the forecast on that day of the running cycle, counted from 1."""
    return forecast(days=log_of(*REGULAR), today=on(LAST_START + day - 1))


def test_the_next_period_is_a_usual_cycle_after_the_last():
    result = regular(10)
    assert result.as_of == on(LAST_START + 9)
    assert result.next_period.date == on(LAST_START + 28)
    assert result.next_period_reason is None


def test_the_date_lies_in_its_range_and_the_range_holds_the_level():
    period = regular(10).next_period
    inside = sum(
        day.probability
        for day in period.distribution
        if period.earliest <= day.date <= period.latest
    )
    assert period.earliest <= period.date <= period.latest
    assert period.level == 0.8
    assert inside >= period.level


def test_the_range_is_the_shortest_possible():
    period = regular(10).next_period
    probability = {day.date: day.probability for day in period.distribution}
    days = (period.latest - period.earliest).days
    for first in probability:
        shorter = [probability.get(first + timedelta(day), 0) for day in range(days)]
        assert sum(shorter) < period.level + 0.01


def test_a_regular_log_gives_high_confidence():
    period = regular(10).next_period
    assert period.confidence == "high"
    assert period.within_two_days >= 0.8


def test_two_more_periods_follow_and_are_less_certain():
    result = regular(10)
    second, third = result.following_periods
    assert second.date - result.next_period.date in (timedelta(28), timedelta(29))
    assert third.date - second.date in (timedelta(28), timedelta(29))
    widths = [period.latest - period.earliest for period in (result.next_period, second, third)]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_ovulation_is_expected_two_weeks_before_with_the_fertile_days_about_it():
    result = regular(8)
    fertile = result.fertile_days
    assert result.ovulation.source == "periods"
    assert abs((result.ovulation.date - on(LAST_START + 14)).days) <= 1
    assert result.ovulation.earliest <= result.ovulation.date <= result.ovulation.latest
    assert fertile.first <= result.ovulation.date <= fertile.last
    assert 6 <= (fertile.last - fertile.first).days + 1 <= 10
    assert 0.5 < fertile.all_six < 1
    assert result.ovulation_reason is None


@pytest.mark.parametrize(
    ("day", "phase"),
    [(1, "menstrual"), (5, "menstrual"), (8, "follicular"), (15, "ovulatory"), (24, "luteal")],
)
def test_the_current_cycle_has_its_day_and_phase(day, phase):
    cycle = regular(day).current_cycle
    assert (cycle.day, cycle.start) == (day, on(LAST_START))
    assert cycle.phase.name == phase
    assert 0 < cycle.phase.probability <= 1


def test_menses_continue_while_nothing_else_is_logged():
    days = [day for day in log_of(*REGULAR) if day.date <= on(LAST_START + 1)]
    cycle = forecast(days=days, today=on(LAST_START + 2)).current_cycle
    assert cycle.phase.name == "menstrual"
    assert cycle.phase.probability < 1


def test_menses_end_once_a_dry_day_is_logged():
    dry = Day(on(LAST_START + 2), "none")
    days = [day for day in log_of(*REGULAR) if day.date < dry.date] + [dry]
    assert forecast(days=days, today=dry.date).current_cycle.phase.name == "follicular"


def test_her_period_may_still_begin_today_until_she_logs_today():
    due = on(LAST_START + 28)
    days = log_of(*REGULAR)
    assert forecast(days=days, today=due).next_period.earliest == due
    logged = forecast(days=[*days, Day(due, "none")], today=due)
    assert logged.next_period.earliest > due


def test_it_is_not_late_on_the_day_after_it_was_expected():
    assert regular(30).late is None


def test_the_basis_of_the_forecast_is_given():
    basis = regular(10).based_on
    assert (basis.stage, basis.cycles_used, basis.left_out) == ("own_cycles", 6, ())
    assert (basis.stated_cycle_length, basis.tested_cycles) == (None, 0)


def test_every_forecast_says_that_it_is_neither_advice_nor_contraception():
    assert "not medical advice" in regular(10).notice
    assert "no contraception" in regular(10).notice


def test_days_after_today_are_ignored():
    days = log_of(*REGULAR)
    today = on(LAST_START - 3)
    until_then = [day for day in days if day.date <= today]
    assert forecast(days=days, today=today) == forecast(days=until_then, today=today)


def test_logs_of_more_than_five_years_ago_are_ignored():
    old = [Day(on(-2000 + day), "heavy", cycle_length=40) for day in range(5)]
    days = log_of(*REGULAR)
    today = on(LAST_START + 10)
    assert forecast(days=[*old, *days], today=today) == forecast(days=days, today=today)
