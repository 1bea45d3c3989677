from math import exp

import pytest

from period.domain.signs.temperature_signs import FARTHEST, log_likelihood

DAYS = range(1, 31)

LOW, HIGH = 36.4, 36.75


def chart(*, ovulation, last=28, changes=(), low=LOW, high=HIGH):
    """Return readings that rise on the second day after ovulation, with changes of single days."""
    readings = {day: high if day > ovulation + 1 else low for day in range(1, last + 1)}
    return readings | {day: readings[day] + change for day, change in dict(changes).items()}


def likeliest(readings):
    values = log_likelihood(readings=readings, ovulations=DAYS)
    return DAYS[values.index(max(values))]


@pytest.mark.parametrize("ovulation", [9, 14, 20])
def test_the_likeliest_ovulation_is_before_the_rise(ovulation):
    assert abs(likeliest(chart(ovulation=ovulation)) - ovulation) <= 1


def test_her_own_level_does_not_matter():
    warm = chart(ovulation=14, low=LOW + 0.4, high=HIGH + 0.4)
    assert log_likelihood(readings=warm, ovulations=DAYS) == pytest.approx(
        log_likelihood(readings=chart(ovulation=14), ovulations=DAYS)
    )


def test_one_disturbed_morning_is_no_rise():
    assert likeliest(chart(ovulation=16, changes={8: 0.6})) in (15, 16, 17)


def test_a_reading_far_from_its_neighbours_counts_as_a_limited_one():
    very, just = (chart(ovulation=16, changes={8: change}) for change in (2.0, FARTHEST))
    assert log_likelihood(readings=very, ovulations=DAYS) == pytest.approx(
        log_likelihood(readings=just, ovulations=DAYS)
    )


def test_without_a_rise_ovulation_lies_after_the_readings():
    readings = chart(ovulation=30, last=18)
    values = log_likelihood(readings=readings, ovulations=DAYS)
    assert max(values) == values[-1]
    assert values[DAYS.index(18)] == values[-1]
    assert exp(values[DAYS.index(12)] - values[-1]) < 0.2


def test_days_without_a_reading_leave_the_rise_visible():
    readings = {day: value for day, value in chart(ovulation=14).items() if day % 3}
    assert abs(likeliest(readings) - 14) <= 1


@pytest.mark.parametrize("readings", [{12: 36.5}, {12: 36.5, 13: 36.5}])
def test_few_readings_say_almost_nothing(readings):
    values = log_likelihood(readings=readings, ovulations=DAYS)
    assert max(values) - min(values) < 1.5
