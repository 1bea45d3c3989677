"""Her days in segments of about a cycle, in which a window lies in one piece."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glowcycle.insights.domain.cycles import WINDOWS
from glowcycle.insights.domain.segments import segments
from tests.support.diaries import cycles_of, days_of

LENGTHS = st.lists(st.integers(10, 120), min_size=1, max_size=8)


def numbered(cycles):
    """Return rings whose values are the ordinals of their days."""
    return [[float(day.toordinal()) for _, __, day in days_of([cycle])] for cycle in cycles]


def segments_of(cycles, window):
    return segments(cycles=cycles, rings=numbered(cycles), window=window)


@given(LENGTHS, st.sampled_from(WINDOWS))
def test_each_day_is_in_one_segment_with_its_weekday(lengths, window):
    cycles = cycles_of(*lengths)
    found = segments_of(cycles, window)
    days = [day for segment in found for day in segment.values]
    assert len(found) == len(cycles)
    assert Counter(days) == Counter(day.toordinal() for _, __, day in days_of(cycles))
    for segment in found:
        # The ordinal 1 is a Monday.
        assert list(segment.weekdays) == [(day - 1) % 7 for day in segment.values]


@given(LENGTHS, st.sampled_from(WINDOWS))
def test_the_windows_of_the_segments_are_the_windows_of_the_cycles(lengths, window):
    cycles = cycles_of(*lengths)
    inside = {
        day.toordinal() for cycle, place, day in days_of(cycles) if cycle.is_inside(window, place)
    }
    found = {
        segment.values[day % len(segment.values)]
        for segment in segments_of(cycles, window)
        for day in segment.window
    }
    assert found == inside


@given(st.lists(st.integers(10, 120), min_size=2, max_size=8))
def test_the_window_around_menses_is_six_days_in_a_row(lengths):
    for segment in segments_of(cycles_of(*lengths), "perimenstrual")[:-1]:
        days = [segment.values[day] for day in segment.window]
        assert days == [days[0] + number for number in range(6)]


def test_the_newest_cycle_is_followed_by_the_oldest():
    cycles = cycles_of(28, 30)
    last = segments_of(cycles, "perimenstrual")[-1]
    start, end = cycles[0].start.toordinal(), cycles[-1].start.toordinal() + 30
    assert [last.values[day] for day in last.window] == [
        *range(end - 3, end),
        *range(start, start + 3),
    ]


@pytest.mark.parametrize("window", WINDOWS)
def test_no_cycle_has_no_segment(window):
    assert segments_of([], window) == []
