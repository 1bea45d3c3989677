"""Properties of the forecast that hold for every log."""

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from period.domain.forecast.forecast import forecast
from period.domain.periods.menses import find_periods
from tests.support.period_logs import log_of, on
from tests.support.random_lives import days_logged

# A forecast takes some milliseconds, so take fewer examples and no deadline.
few = settings(max_examples=30, deadline=None, database=None)

lengths_of_cycles = st.lists(st.integers(10, 130), max_size=12)

logs = days_logged | lengths_of_cycles.map(lambda lengths: log_of(*lengths, days=4))

todays = st.integers(-5, 1000).map(on)


@few
@given(days=logs, today=todays)
def test_probabilities_are_probabilities_and_sum_to_one(days, today):
    result = forecast(days=days, today=today)
    if result.next_period:
        shares = [day.probability for day in result.next_period.distribution]
        assert all(0 <= share <= 1 for share in shares)
        assert sum(shares) == pytest.approx(1)
        assert 0 <= result.next_period.within_two_days <= 1
    if result.late:
        assert 0 <= result.late.forgotten <= 1
    if result.current_cycle and result.current_cycle.phase:
        assert 0 <= result.current_cycle.phase.probability <= 1 + 1e-9
    if result.fertile_days:
        assert 0 <= result.fertile_days.all_six <= 1 + 1e-9


@few
@given(days=logs, today=todays)
def test_no_period_is_predicted_for_a_past_day(days, today):
    result = forecast(days=days, today=today)
    for period in filter(None, (result.next_period, *result.following_periods)):
        assert period.earliest <= period.date <= period.latest
        assert period.date >= today
    if result.next_period:
        assert result.next_period.earliest >= today


@few
@given(days=logs, today=todays)
def test_ovulation_lies_in_its_range_and_no_fertile_day_before_the_cycle(days, today):
    result = forecast(days=days, today=today)
    if result.ovulation:
        assert result.current_cycle.start <= result.ovulation.earliest
        assert result.ovulation.earliest <= result.ovulation.date <= result.ovulation.latest
        assert 0 <= result.ovulation.within_two_days <= 1 + 1e-9
    if result.fertile_days:
        assert result.current_cycle.start <= result.fertile_days.first
        assert result.fertile_days.first <= result.fertile_days.last


@few
@given(lengths=lengths_of_cycles, waited=st.integers(0, 60))
def test_while_nothing_is_logged_the_date_never_moves_back(lengths, waited):
    days = log_of(*lengths)
    today = days[-1].date + timedelta(waited)
    before = forecast(days=days, today=today).next_period
    after = forecast(days=days, today=today + timedelta(1)).next_period
    if before and after:
        assert after.date >= before.date
        assert after.date > today


@few
@given(
    usual=st.integers(24, 35),
    changes=st.lists(st.integers(-1, 1), min_size=5, max_size=12),
    change=st.integers(-1, 1),
)
def test_a_gap_of_twice_her_usual_length_is_one_unlogged_period(usual, changes, change):
    lengths = [usual + change for change in changes]
    today = on(sum(lengths) + 2 * usual + change + 8)
    unlogged = forecast(days=log_of(*lengths, 2 * usual + change), today=today)
    logged = forecast(days=log_of(*lengths, usual, usual + change), today=today)
    assert [gap.code for gap in unlogged.based_on.left_out] == ["period_not_logged"]
    assert unlogged.based_on.cycles_used == len(lengths)
    assert abs((unlogged.next_period.date - logged.next_period.date).days) <= 1


@few
@given(data=st.data(), days=logs, today=todays)
def test_the_order_of_logs_does_not_matter(data, days, today):
    shuffled = data.draw(st.permutations(days))
    assert find_periods(days=shuffled, today=today) == find_periods(days=days, today=today)
    assert forecast(days=shuffled, today=today) == forecast(days=days, today=today)


@few
@given(days=logs, today=todays)
def test_a_log_sent_twice_counts_once(days, today):
    assert forecast(days=[*days, *days], today=today) == forecast(days=days, today=today)


def shifted(value, by):
    """Return the value with every date moved by that much, and without sentences."""
    if isinstance(value, date):
        return value + by
    if isinstance(value, dict):
        return {name: shifted(part, by) for name, part in value.items() if name != "text"}
    if isinstance(value, tuple):
        return tuple(shifted(part, by) for part in value)
    return value


@few
@given(days=logs, today=todays, by=st.integers(-9000, 9000).map(timedelta))
def test_shifting_all_dates_shifts_the_forecast(days, today, by):
    later = [replace(day, date=day.date + by) for day in days]
    moved = asdict(forecast(days=later, today=today + by))
    assert shifted(moved, timedelta()) == shifted(asdict(forecast(days=days, today=today)), by)
