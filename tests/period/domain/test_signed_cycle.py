import pytest

from period.domain.log.logged_day import Day, Temperature
from period.domain.signs.cycle_signs import find_signs
from period.domain.signs.ovulation import CompleteCycle
from period.domain.signs.signed_cycle import complete_cycle
from tests.support.period_logs import on, positive_test


def known(*days, length=28):
    [signs] = find_signs(days=days, starts=[on(0)])
    return complete_cycle(signs=signs, length=length)


def temperatures(ovulation, *, celsius=(36.4, 36.75)):
    low, high = celsius
    return [
        Day(on(n - 1), temperature=Temperature(high if n > ovulation + 1 else low))
        for n in range(1, 29)
    ]


def test_ovulation_is_the_day_after_a_surge_began():
    # The surge begins on cycle day 14.
    assert known(positive_test(13), positive_test(14)) == CompleteCycle(28, 15, by_test=True)


@pytest.mark.parametrize("surge", [3, 24])
def test_a_surge_that_leaves_no_possible_luteal_phase_is_ignored(surge):
    assert known(positive_test(surge)).ovulation is None


def test_of_several_possible_surges_the_last_counts():
    assert known(positive_test(10), positive_test(14)).ovulation == 16


def test_negative_tests_tell_no_ovulation():
    assert known(Day(on(13), ovulation_test="negative")).ovulation is None


@pytest.mark.parametrize("ovulation", [12, 15, 19])
def test_temperatures_tell_it_without_a_test(ovulation):
    found = known(*temperatures(ovulation))
    assert abs(found.ovulation - ovulation) <= 1
    assert not found.by_test


def test_temperatures_without_a_rise_tell_nothing():
    assert known(*temperatures(15, celsius=(36.5, 36.5))).ovulation is None


def test_in_the_shortest_cycle_nothing_is_asked_of_days_before_it():
    assert known(*temperatures(5), length=10).ovulation in (None, 1, 2, 3)
    assert known(*temperatures(5), length=6).ovulation is None
