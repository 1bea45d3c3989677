import pytest

from period.domain.distribution import Distribution, normal
from period.domain.phases import (
    bleeding_length,
    bleeding_probability,
    most_probable_phase,
)

OVULATION = normal(mean=15, variance=4)


def phase(day, *, bleeding=0.0, ovulation=OVULATION, in_this_cycle=1.0):
    return most_probable_phase(
        day=day, bleeding=bleeding, ovulation=ovulation, in_this_cycle=in_this_cycle
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
    assert phase(27, in_this_cycle=0.4).probability == pytest.approx(0.4 * phase(27).probability)


def test_menses_last_about_five_days_in_the_population():
    assert bleeding_length(own=[]).median() == 5


def test_her_own_menses_count_more():
    assert bleeding_length(own=[8] * 6).median() == 8


def test_menses_of_one_logged_day_are_ignored():
    assert bleeding_length(own=[1] * 6) == bleeding_length(own=[])


def test_bleeding_becomes_less_likely_every_day():
    length = bleeding_length(own=[])
    days = [bleeding_probability(length=length, logged_days=1, day=day) for day in range(2, 14)]
    assert days == sorted(days, reverse=True)
    assert days[0] == pytest.approx(1)
    assert days[-1] == pytest.approx(0)


def test_menses_beyond_all_known_lengths_are_expected_to_end():
    assert bleeding_probability(length=bleeding_length(own=[]), logged_days=14, day=15) == 0
