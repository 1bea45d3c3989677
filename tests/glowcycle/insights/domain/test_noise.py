"""The standard deviation of one measurement, from measurements that are repeated."""

from random import Random
from statistics import StatisticsError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glowcycle.insights.domain.noise import within_pair_deviation

MEASUREMENTS = st.integers(-100, 100)
PAIRS = st.lists(st.tuples(MEASUREMENTS, MEASUREMENTS), min_size=1)


def test_equal_repeats_have_no_deviation():
    assert within_pair_deviation([(50.0, 50.0), (61.5, 61.5)]) == 0.0


def test_one_pair_has_the_sample_deviation_of_its_two_measurements():
    assert within_pair_deviation([(48.0, 52.0)]) == pytest.approx(8**0.5)


def test_the_variances_of_pairs_are_averaged_and_not_their_deviations():
    assert within_pair_deviation([(0.0, 2.0), (0.0, 4.0)]) == pytest.approx(5**0.5)


def test_no_pair_tells_no_deviation():
    with pytest.raises(StatisticsError):
        within_pair_deviation([])


def test_it_recovers_the_deviation_of_a_measurement_whatever_is_measured():
    random = Random(3)
    truths = [random.uniform(0, 100) for _ in range(2_000)]
    pairs = [(truth + random.gauss(0, 3), truth + random.gauss(0, 3)) for truth in truths]
    assert within_pair_deviation(pairs) == pytest.approx(3, abs=0.15)


@given(PAIRS, st.integers(-1_000, 1_000))
def test_neither_the_level_nor_the_order_within_a_pair_counts(pairs, level):
    moved = [(second + level, first + level) for first, second in pairs]
    assert within_pair_deviation(moved) == pytest.approx(within_pair_deviation(pairs))
