"""An effect with its interval, and the smallest effect that would be found."""

from math import inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from glowcycle.insights.domain.differences import Difference
from glowcycle.insights.domain.effects import (
    Effect,
    effect,
    smallest_effect,
    smallest_effect_on_share,
    t_quantile,
)

DIFFERENCES = st.lists(st.integers(-100, 100), min_size=5, max_size=40)


def measured(*values: float) -> Effect:
    return effect([Difference(value, value) for value in values], logged=values)


@pytest.mark.parametrize("freedom", range(1, 40))
def test_the_quantile_of_t_agrees_with_scipy(freedom):
    exact = stats.t.ppf(0.95, freedom)
    margin = 0.01 if freedom == 2 else 0.002
    assert t_quantile(0.95, freedom=freedom) == pytest.approx(exact, abs=margin)


def test_the_quantile_of_t_has_the_sign_of_its_side():
    assert t_quantile(0.05, freedom=7) == pytest.approx(-t_quantile(0.95, freedom=7))


@given(DIFFERENCES)
def test_the_interval_agrees_with_scipy(values):
    found = measured(*values)
    error = stats.sem(values)
    low, high = stats.t.interval(
        0.9, len(values) - 1, loc=sum(values) / len(values), scale=error or 1
    )
    if error:
        assert (found.low, found.high) == pytest.approx((low, high), abs=0.002 * error)
    else:
        assert found.low == found.mean == found.high == values[0]


def test_cycles_agree_that_differ_to_the_side_of_the_effect():
    assert measured(4, 5, -1, 0, 2).share == pytest.approx(0.6)
    assert measured(-4, -5, 1, 0, -2).share == pytest.approx(0.6)


def test_no_cycle_shows_an_effect_of_nothing():
    found = measured(0, 0, 0, 0, 0)
    assert (found.mean, found.low, found.high, found.share) == (0, 0, 0, 0)


def test_what_weekdays_move_widens_the_interval_alone():
    values = (1, 2, 3, 4, 5)
    plain = measured(*values)
    moved = effect([Difference(own, 3 + 2 * (own - 3)) for own in values], logged=values)
    assert (moved.mean, moved.share) == (plain.mean, plain.share)
    assert moved.high - moved.low == pytest.approx(2 * (plain.high - plain.low))


def test_one_test_without_widening_needs_the_textbook_multiple():
    # Bloom: 2.49 standard errors for a two-sided test at 0.10 with power 0.8.
    assert smallest_effect(deviation=2, widening=0, tests=1, rate=0.1) == pytest.approx(
        2 * 2.49, abs=0.01
    )


@given(st.floats(0.01, 100), st.floats(0, 0.05), st.integers(1, 72))
def test_that_effect_reaches_the_threshold_with_power_to_spare(deviation, widening, tests):
    size = smallest_effect(deviation=deviation, widening=widening, tests=tests, rate=0.1)
    threshold = stats.norm.isf(0.1 / tests / 2) * sqrt(deviation**2 + widening * size**2)
    assert stats.norm.sf((threshold - size) / deviation) == pytest.approx(0.8, abs=1e-6)


@given(st.integers(1, 71), st.floats(0, 0.05))
def test_more_tests_need_a_larger_effect(tests, widening):
    sizes = [
        smallest_effect(deviation=1, widening=widening, tests=number, rate=0.1)
        for number in (tests, tests + 1)
    ]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize(("deviation", "widening"), [(1.0, 0.5), (inf, inf)])
def test_no_effect_is_surely_found_where_each_one_hides_itself(deviation, widening):
    assert smallest_effect(deviation=deviation, widening=widening, tests=36, rate=0.1) == inf


def test_where_nothing_varies_the_smallest_effect_is_nothing():
    assert smallest_effect(deviation=0, widening=0.03, tests=36, rate=0.1) == 0


def on_share(share, *, deviation=0.05, inside=0.2, tests=36):
    return smallest_effect_on_share(
        deviation=deviation, widening=0.02, tests=tests, rate=0.1, share=share, inside=inside
    )


def test_a_rare_yes_needs_more_than_a_number_as_its_variance_grows():
    number = smallest_effect(deviation=0.05, widening=0.02, tests=36, rate=0.1)
    assert on_share(0.1) > on_share(0.2) > number
    assert on_share(0.5) < number


@given(st.floats(0.05, 0.95), st.floats(0.01, 0.05))
def test_a_share_reaches_the_threshold_with_the_variance_that_it_has_then(share, deviation):
    size = on_share(share, deviation=deviation)
    if size == inf:
        return
    raised = share + size if share <= 0.5 else share - size
    change = raised * (1 - raised) / (share * (1 - share)) - 1
    own, rotated = (deviation * sqrt(max(1 + part * change, 0)) for part in (0.8, 0.2))
    threshold = stats.norm.isf(0.1 / 36 / 2) * sqrt(rotated**2 + 0.02 * size**2)
    assert size == pytest.approx(threshold + stats.norm.isf(0.2) * own, rel=0.02)


def test_yes_and_no_are_told_as_well():
    assert on_share(0.9) == pytest.approx(on_share(0.1))


@pytest.mark.parametrize(
    ("share", "deviation", "size"),
    [(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.5, 0.4, inf)],
)
def test_a_share_has_an_end(share, deviation, size):
    assert on_share(share, deviation=deviation) == size
