"""The windows of a cycle: which days lie inside."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glowcycle.insights.domain.cycles import WINDOWS, CompleteCycle, ring
from tests.support.diaries import A_MONDAY, cycles_of

LENGTHS = st.integers(10, 120)


@st.composite
def any_cycles(draw):
    length = draw(LENGTHS)
    return CompleteCycle(start=A_MONDAY, length=length, ovulation=draw(st.integers(1, length)))


def test_the_window_around_menses_is_the_last_three_days_and_the_first_three():
    [cycle] = cycles_of(28)
    assert cycle.days_inside("perimenstrual") == {25, 26, 27, 0, 1, 2}


def test_the_window_before_menses_ends_where_the_one_around_menses_begins():
    [cycle] = cycles_of(28)
    assert cycle.days_inside("premenstrual") == {21, 22, 23, 24}


def test_the_window_in_the_middle_is_two_days_to_each_side_of_ovulation():
    cycle = CompleteCycle(start=A_MONDAY, length=30, ovulation=17)
    assert cycle.days_inside("midCycle") == {14, 15, 16, 17, 18}


@pytest.mark.parametrize(("ovulation", "days"), [(1, {8, 9, 0, 1, 2}), (10, {7, 8, 9, 0, 1})])
def test_a_window_over_an_end_of_the_cycle_goes_on_at_the_other_end(ovulation, days):
    cycle = CompleteCycle(start=A_MONDAY, length=10, ovulation=ovulation)
    assert cycle.days_inside("midCycle") == days


def test_windows_of_a_short_cycle_may_share_days():
    cycle = CompleteCycle(start=A_MONDAY, length=15, ovulation=9)
    assert cycle.days_inside("midCycle") & cycle.days_inside("premenstrual") == {8, 9, 10}


@given(any_cycles())
def test_no_day_counts_twice_and_days_outside_remain(cycle):
    for window in WINDOWS:
        inside = cycle.days_inside(window)
        assert len(inside) == len(cycle.window(window)) < cycle.length
        assert [cycle.is_inside(window, day) for day in range(cycle.length)] == [
            day in inside for day in range(cycle.length)
        ]


def test_a_ring_has_the_value_of_each_day_or_none():
    cycle = CompleteCycle(start=A_MONDAY, length=10, ovulation=5)
    values = {A_MONDAY + timedelta(day): float(day) for day in (-1, 0, 3, 9, 10)}
    assert ring(cycle, values) == [0.0, None, None, 3.0, None, None, None, None, None, 9.0]
