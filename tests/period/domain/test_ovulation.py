import pytest

from period.domain.model.distribution import Distribution, normal
from period.domain.signs.ovulation import (
    CompleteCycle,
    fertile_window,
    luteal_length,
    ovulation_day_distribution,
    ovulation_given_length,
)

NEXT_LENGTH = normal(mean=28, variance=4)


def test_own_luteal_phases_soon_count_more_than_the_population():
    assert luteal_length(own=[]).moments()[0] == pytest.approx(13.2, abs=0.1)
    assert luteal_length(own=[11] * 4).moments()[0] == pytest.approx(11.4, abs=0.1)


def test_a_stated_luteal_length_counts_as_one_of_her_own():
    stated, _ = luteal_length(own=[], stated=10).moments()
    own, _ = luteal_length(own=[10]).moments()
    assert stated == pytest.approx(own)


def test_more_known_luteal_phases_make_the_next_more_certain():
    _, few = luteal_length(own=[]).moments()
    _, many = luteal_length(own=[13] * 10).moments()
    assert many < few


def test_without_tests_ovulation_is_a_luteal_phase_before_the_next_period():
    ovulation = ovulation_day_distribution(
        cycles=[CompleteCycle(28, None)] * 5, next_length=NEXT_LENGTH
    )
    assert ovulation.median() in (14, 15)


def test_tested_ovulations_move_the_prediction():
    late = [CompleteCycle(28, 18)] * 5
    assert ovulation_day_distribution(cycles=late, next_length=NEXT_LENGTH).median() in (17, 18)


def test_a_single_test_outweighs_some_untested_cycles():
    cycles = [*[CompleteCycle(28, None)] * 5, CompleteCycle(28, 18)]
    ovulation = ovulation_day_distribution(cycles=cycles, next_length=NEXT_LENGTH)
    assert ovulation.median() > 15


def test_a_longer_cycle_moves_ovulation_later():
    expected = normal(mean=14, variance=9)
    luteal = luteal_length(own=[13] * 6)
    assert ovulation_given_length(ovulation=expected, luteal=luteal, length=33).median() > 16
    assert ovulation_given_length(ovulation=expected, luteal=luteal, length=10).median() == 14


def test_a_cycle_longer_than_any_luteal_phase_leaves_ovulation_as_it_was():
    expected = normal(mean=14, variance=1)
    luteal = luteal_length(own=[13] * 6)
    later = ovulation_given_length(ovulation=expected, luteal=luteal, length=110)
    assert later.probabilities == pytest.approx(expected.probabilities)


def test_a_certain_ovulation_has_six_fertile_days():
    assert fertile_window(ovulation=Distribution(14, [1.0])) == (9, 14)


def test_fertile_days_grow_with_the_uncertainty_of_ovulation():
    first, last = fertile_window(ovulation=normal(mean=14, variance=6)) or (0, 0)
    assert 7 <= last - first + 1 <= 12
    assert first < 14 < last


def test_no_day_is_fertile_enough_when_ovulation_may_come_any_day():
    assert fertile_window(ovulation=Distribution(1, [0.02] * 50)) is None
