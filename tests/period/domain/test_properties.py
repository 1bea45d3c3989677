"""What holds for every log, however odd."""

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from period.domain.forecast import forecast
from period.domain.menses import Day, find_periods
from tests.support.period_logs import log_of, on

# A forecast takes some milliseconds: fewer examples, and none is judged by the clock.
few = settings(max_examples=30, deadline=None, database=None)

days_logged = st.lists(
    st.builds(
        Day,
        date=st.integers(0, 400).map(on),
        flow=st.sampled_from(["none", "spotting", "light", "medium", "heavy"]),
        ovulation_test=st.sampled_from([None, None, "positive", "negative"]),
        cycle_length=st.none() | st.integers(-5, 500),
    ),
    max_size=40,
)

lengths_of_cycles = st.lists(st.integers(10, 130), max_size=12)

logs = days_logged | lengths_of_cycles.map(lambda lengths: log_of(*lengths, days=4))

todays = st.integers(-5, 1000).map(on)


@few
@given(days=logs, today=todays)
def test_probabilities_are_probabilities_and_sum_to_one(days, today):
    answer = forecast(days=days, today=today)
    if answer.next_period:
        shares = [day.probability for day in answer.next_period.distribution]
        assert all(0 <= share <= 1 for share in shares)
        assert sum(shares) == pytest.approx(1)
        assert 0 <= answer.next_period.within_two_days <= 1
    if answer.late:
        assert 0 <= answer.late.forgotten <= 1
    if answer.current_cycle and answer.current_cycle.phase:
        assert 0 <= answer.current_cycle.phase.probability <= 1 + 1e-9
    if answer.fertile_days:
        assert 0 <= answer.fertile_days.all_six <= 1 + 1e-9


@few
@given(days=logs, today=todays)
def test_no_period_is_predicted_for_a_day_that_is_over(days, today):
    answer = forecast(days=days, today=today)
    for period in filter(None, (answer.next_period, *answer.following_periods)):
        assert period.earliest <= period.date <= period.latest
        assert period.date >= today
    if answer.next_period:
        assert answer.next_period.earliest >= today


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
    wobbles=st.lists(st.integers(-1, 1), min_size=5, max_size=12),
    wobble=st.integers(-1, 1),
)
def test_a_gap_of_twice_her_usual_length_is_one_forgotten_log(usual, wobbles, wobble):
    lengths = [usual + more for more in wobbles]
    today = on(sum(lengths) + 2 * usual + wobble + 8)
    forgotten = forecast(days=log_of(*lengths, 2 * usual + wobble), today=today)
    logged = forecast(days=log_of(*lengths, usual, usual + wobble), today=today)
    assert [gap.code for gap in forgotten.based_on.left_out] == ["period_not_logged"]
    assert forgotten.based_on.cycles_used == len(lengths)
    assert abs((forgotten.next_period.date - logged.next_period.date).days) <= 1


@few
@given(data=st.data(), days=logs, today=todays)
def test_the_order_in_which_logs_arrive_never_matters(data, days, today):
    shuffled = data.draw(st.permutations(days))
    assert find_periods(days=shuffled, today=today) == find_periods(days=days, today=today)
    assert forecast(days=shuffled, today=today) == forecast(days=days, today=today)


@few
@given(days=logs, today=todays)
def test_a_log_sent_twice_counts_once(days, today):
    assert forecast(days=[*days, *days], today=today) == forecast(days=days, today=today)


def shifted(value, by):
    """Return the answer with every date so many days later, and without sentences."""
    if isinstance(value, date):
        return value + by
    if isinstance(value, dict):
        return {name: shifted(part, by) for name, part in value.items() if name != "text"}
    if isinstance(value, tuple):
        return tuple(shifted(part, by) for part in value)
    return value


@few
@given(days=logs, today=todays, by=st.integers(-9000, 9000).map(timedelta))
def test_shifting_all_dates_shifts_the_answer(days, today, by):
    later = [replace(day, date=day.date + by) for day in days]
    answer = asdict(forecast(days=later, today=today + by))
    assert shifted(answer, timedelta()) == shifted(asdict(forecast(days=days, today=today)), by)
