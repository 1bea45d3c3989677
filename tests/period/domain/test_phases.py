import pytest

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from period.domain.log.profile import Profile
from period.domain.model.distribution import Distribution, normal
from period.domain.own_cycles.phases import (
    bleeding_length,
    bleeding_on,
    bleeding_probability,
    most_probable_phase,
)
from period.domain.periods.menses import find_periods
from tests.support.period_logs import bleeding, log_of, on

OVULATION = normal(mean=15, variance=4)


def phase(day, *, bleeding=0.0, ovulation=OVULATION, in_this_cycle=1.0, no_period=0.0):
    return most_probable_phase(
        day=day,
        bleeding=bleeding,
        ovulation=ovulation,
        in_this_cycle=in_this_cycle,
        no_period=no_period,
    )


@pytest.mark.parametrize(
    ("day", "name"), [(8, "follicular"), (15, "ovulatory"), (22, "luteal"), (27, "luteal")]
)
def test_phases_follow_each_other(day, name):
    assert phase(day).name == name


def test_bleeding_is_menses():
    assert phase(3, bleeding=1.0).name == "menstrual"
    assert phase(3, bleeding=1.0).probability == 1


def test_the_phase_is_least_certain_between_two():
    assert phase(13).probability < phase(8).probability


def test_a_known_ovulation_makes_the_phase_certain():
    assert phase(15, ovulation=Distribution(15, [1.0])).probability == 1
    assert phase(17, ovulation=Distribution(15, [1.0])).name == "luteal"


def test_a_period_that_may_be_missing_from_the_log_makes_any_phase_less_certain():
    assert phase(27, in_this_cycle=0.7).probability == pytest.approx(0.7 * phase(27).probability)


@pytest.mark.parametrize("in_this_cycle", [0.49, 0.18, 0.0])
def test_no_phase_is_told_if_this_cycle_is_more_probably_over(in_this_cycle):
    assert phase(27, in_this_cycle=in_this_cycle) is None


def test_a_phase_that_is_less_probable_than_another_cycle_is_not_told():
    assert phase(13).probability < 0.6
    assert phase(13, in_this_cycle=0.6) is None


def test_bleeding_that_may_be_no_period_is_menses_only_as_far_as_it_is_one():
    assert phase(3, bleeding=1.0, no_period=0.3).probability == pytest.approx(0.7)
    assert phase(3, bleeding=1.0, no_period=0.9) is None


def test_bleeding_that_is_logged_today_is_certain_however_long_the_cycle():
    assert phase(60, bleeding=1.0, in_this_cycle=0.01).name == "menstrual"


def test_menses_last_about_five_days_in_the_population():
    assert bleeding_length(own=[]).median() == 5


def test_her_own_menses_count_more():
    assert bleeding_length(own=[8] * 6).median() == 8


def test_the_length_that_she_states_counts_as_one_of_her_menses():
    assert bleeding_length(own=[5], stated=9) == bleeding_length(own=[5, 9])


def test_who_states_long_periods_is_menstrual_on_the_seventh_day():
    log = bleeding(0, 5)
    said = forecast(days=log, today=on(6), profile=Profile(period_length=9)).current_cycle.phase
    unsaid = forecast(days=log, today=on(6)).current_cycle.phase
    assert (said.name, unsaid.name) == ("menstrual", "follicular")


def test_menses_of_one_logged_day_are_ignored():
    assert bleeding_length(own=[1] * 6) == bleeding_length(own=[])


def test_bleeding_becomes_less_likely_every_day():
    length = bleeding_length(own=[])
    days = [bleeding_probability(length=length, logged_days=1, day=day) for day in range(2, 14)]
    assert days == sorted(days, reverse=True)
    assert days[0] == pytest.approx(1)
    assert days[-1] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("logged", [14, 30, 110])
def test_bleeding_beyond_all_known_lengths_rarely_ends_the_next_day(logged):
    length = bleeding_length(own=[])
    days = [
        bleeding_probability(length=length, logged_days=logged, day=logged + n) for n in range(1, 8)
    ]
    assert days[0] == pytest.approx(0.9, abs=0.1)
    assert days == sorted(days, reverse=True)


def test_the_twelfth_day_is_menses_for_her_whose_menses_last_twelve():
    length = bleeding_length(own=[12] * 3)
    assert bleeding_probability(length=length, logged_days=11, day=12) > 0.9


def on_day(today, *days):
    log = [*bleeding(0, 4), *days]
    return bleeding_on(
        periods=find_periods(days=log, today=on(today)),
        days=log,
        today=on(today),
        length=bleeding_length(own=[]),
    )


def test_the_log_shows_whether_she_bleeds():
    assert on_day(3) == 1
    assert on_day(4, Day(on(4), "none")) == on_day(5, Day(on(4), "spotting")) == 0
    assert 0 < on_day(4) < 1


def test_a_day_without_a_word_on_bleeding_does_not_end_it():
    assert on_day(4, Day(on(4), None, mucus="dry")) == on_day(4)


def test_on_the_twelfth_day_of_menses_that_last_twelve_she_is_menstrual():
    days = log_of(28, 28, 28, days=12)[:-1]
    phase = forecast(days=days, today=on(84 + 11)).current_cycle.phase
    assert phase.name == "menstrual"
    assert phase.probability > 0.9


@pytest.mark.parametrize(("length", "wait"), [(30, 0), (40, 0), (40, 1), (70, 0), (119, 0)])
def test_bleeding_that_goes_on_is_menses_and_no_period_is_late(length, wait):
    days, today = [*log_of(28, 28), *bleeding(56, length)], on(56 + length - 1 + wait)
    result = forecast(days=days, today=today)
    assert result.current_cycle.phase.name == "menstrual"
    assert result.late is None
    if length > 30:
        assert result.next_period_reason.code == "bleeding_goes_on"
        assert result.next_period is None


def test_bleeding_that_ended_yesterday_goes_on_no_more():
    days = [*log_of(28, 28), *bleeding(56, 40), Day(on(96), "none")]
    result = forecast(days=days, today=on(96))
    assert result.late is not None
    assert result.current_cycle.phase is None or result.current_cycle.phase.name != "menstrual"
