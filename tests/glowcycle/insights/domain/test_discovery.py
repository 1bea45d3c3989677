"""Benjamini and Hochberg's adjustment, beside SciPy's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from glowcycle.insights.domain.discovery import RATE, adjusted

P_VALUES = st.lists(st.integers(1, 5_001).map(lambda rank: rank / 5_001), min_size=1, max_size=40)


def test_no_test_has_no_adjusted_value():
    assert adjusted([]) == []


def test_a_single_test_keeps_its_value():
    assert adjusted([0.04]) == [0.04]


def test_it_is_significant_by_the_largest_rank_that_passes():
    # 0.10 / 4 = 0.025: the second fails at its own rank, and passes with the third.
    values = adjusted([0.06, 0.9, 0.02, 0.055])
    assert [value <= RATE for value in values] == [True, False, True, True]


@given(P_VALUES)
def test_it_agrees_with_scipy(p_values):
    assert adjusted(p_values) == pytest.approx(false_discovery_control(p_values).tolist())


@given(P_VALUES)
def test_it_never_lowers_a_value_and_keeps_their_order(p_values):
    values = adjusted(p_values)
    for p_value, value in zip(p_values, values, strict=True):
        assert p_value * (1 - 1e-12) <= value <= 1
    places = sorted(range(len(p_values)), key=p_values.__getitem__)
    assert [values[place] for place in places] == sorted(values)
