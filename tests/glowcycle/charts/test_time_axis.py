"""Where days and times stand on an axis, and which dates are written along it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from glowcycle.charts.time_axis import TimeAxis

FIRST = date(2026, 3, 2)


def axis(days):
    return TimeAxis(FIRST, FIRST + timedelta(days=days - 1), 34.0, 320.0)


def test_a_time_stands_by_its_own_clock_and_a_day_at_noon():
    ten_days = axis(10)
    width = ten_days.day_width
    assert ten_days.at("2026-03-03") == ten_days.center(date(2026, 3, 3))
    for time, share in (("T00:00Z", 0), ("T06:00:00+09:00", 0.25), ("T23:59:59.999-08:00", 1)):
        place = ten_days.at(f"2026-03-03{time}")
        assert place == pytest.approx(34 + (1 + share) * width, abs=0.1)


@pytest.mark.parametrize("days", [10, 29, 75, 100, 185, 400, 900, 2000, 3700, 7000, 40000])
def test_dates_along_an_axis_never_touch(days):
    ticks = axis(days).ticks()
    room = 45 if len(ticks[0].label) == 4 else 55
    assert 1 <= len(ticks) <= 6
    assert all(after.x - before.x >= room for before, after in pairwise(ticks))
    assert ticks[-1].x + room <= 320


def test_ten_years_are_told_by_their_years():
    assert [tick.label for tick in axis(3653).ticks()] == ["2028", "2030", "2032", "2034"]
