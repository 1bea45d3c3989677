"""What remains of her values without drift, weekdays and the mean of each cycle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glowcycle.insights.domain.cycles import WINDOWS, ring
from glowcycle.insights.domain.residuals import without_drift, without_weekdays
from tests.support.diaries import cycles_of, diary, noise

CYCLES = cycles_of(28, 25, 31, 27, 29)
WEEKEND = 5


def rings_of(values, cycles=CYCLES):
    return [ring(cycle, values) for cycle in cycles]


def logged(rings):
    return [value for values in rings for value in values if value is not None]


def test_a_straight_rise_over_months_leaves_nothing():
    rise = rings_of(diary(CYCLES, lambda _, __, day: day.toordinal() / 10))
    steady = without_drift(cycles=CYCLES, rings=rise)
    residuals = without_weekdays(cycles=CYCLES, rings=steady)
    assert logged(residuals) == pytest.approx([0] * 140, abs=1e-6)


def test_a_single_cycle_has_no_drift():
    [cycle] = cycles_of(28)
    rise = rings_of(diary([cycle], lambda _, place, __: float(place)), [cycle])
    assert without_drift(cycles=[cycle], rings=rise) == rise


def test_what_repeats_in_every_cycle_is_no_drift():
    cycles = cycles_of(28, 28, 28, 28)
    same = rings_of(diary(cycles, lambda _, place, __: float(place)), cycles)
    assert logged(without_drift(cycles=cycles, rings=same)) == pytest.approx(logged(same))


@pytest.mark.parametrize("lengths", [(28, 28, 28, 28, 28), (28, 25, 31, 27, 29)])
def test_what_happens_on_weekends_alone_leaves_nothing_around_menses_in_equal_cycles(lengths):
    cycles = cycles_of(*lengths)
    weekends = rings_of(diary(cycles, lambda _, __, day: float(day.weekday() >= WEEKEND)), cycles)
    residuals = logged(without_weekdays(cycles=cycles, rings=weekends))
    assert max(map(abs, residuals)) <= (0 if len({*lengths}) == 1 else 0.1)


def test_each_cycle_adds_up_to_nothing():
    for values in without_weekdays(
        cycles=CYCLES, rings=rings_of(noise(CYCLES, seed=1, logged=0.6))
    ):
        assert sum(logged([values])) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("window", WINDOWS)
def test_the_days_of_a_left_out_window_count_for_no_mean(window):
    outside = noise(CYCLES, seed=1)
    raised = diary(
        CYCLES, lambda cycle, place, day: outside[day] + 50 * cycle.is_inside(window, place)
    )
    plain = without_weekdays(cycles=CYCLES, rings=rings_of(outside), but=window)
    with_effect = without_weekdays(cycles=CYCLES, rings=rings_of(raised), but=window)
    for cycle, before, after in zip(CYCLES, plain, with_effect, strict=True):
        added = [50 * cycle.is_inside(window, day) for day in range(cycle.length)]
        assert [b - a for a, b in zip(before, after, strict=True)] == pytest.approx(added)


def test_a_cycle_with_values_in_the_left_out_window_alone_keeps_its_own_mean():
    values = diary(
        CYCLES, lambda cycle, place, _: 7.0 if cycle.is_inside("midCycle", place) else None
    )
    residuals = without_weekdays(cycles=CYCLES, rings=rings_of(values), but="midCycle")
    assert logged(residuals) == [0.0] * 25


@given(st.sampled_from([0.1, 1 / 3, 1e9 + 0.1, 1e-6, -273.15]), st.integers(1, 28))
def test_equal_values_leave_exactly_nothing(value, every):
    values = diary(CYCLES, lambda _, place, __: value if place % every == 0 else None)
    for but in (None, *WINDOWS):
        assert {*logged(without_weekdays(cycles=CYCLES, rings=rings_of(values), but=but))} == {0.0}
