"""The test by rotation: what it finds, what it cannot find, and that it is the same each time."""

from itertools import product
from math import inf

import pytest

from glowcycle.insights.domain.cycles import WINDOWS, ring
from glowcycle.insights.domain.residuals import without_weekdays
from glowcycle.insights.domain.rotated_sums import likeness, rotated_sums
from glowcycle.insights.domain.rotation import ROTATIONS, Rotations
from glowcycle.insights.domain.segments import whole_cycles
from tests.support.diaries import cycles_of, diary, noise

CYCLES = cycles_of(28, 25, 31, 27, 29)


def residuals_of(values, *, cycles=CYCLES, window="premenstrual"):
    rings = [ring(cycle, values) for cycle in cycles]
    residuals = without_weekdays(cycles=cycles, rings=rings)
    return whole_cycles(cycles=cycles, rings=residuals, window=window)


def effects(values, *, cycles=CYCLES, window="premenstrual"):
    inside = diary(
        cycles,
        lambda cycle, place, day: float(cycle.is_inside(window, place)) if day in values else None,
    )
    return residuals_of(inside, cycles=cycles, window=window)


def rotated(values, *, cycles=CYCLES, window="premenstrual"):
    return Rotations().test(
        values=residuals_of(values, cycles=cycles, window=window),
        effects=effects(values, cycles=cycles, window=window),
    )


def test_only_her_own_rotation_shows_as_much_as_a_clear_effect():
    values = diary(CYCLES, lambda cycle, place, _: float(cycle.is_inside("premenstrual", place)))
    assert rotated(values).p_value == pytest.approx(1 / (1 + ROTATIONS), abs=1 / ROTATIONS)


def test_what_lies_elsewhere_is_no_effect():
    # The same three days of each cycle, long after its menses and long before the next ones.
    values = diary(CYCLES, lambda _, place, __: float(place in {5, 6, 7}))
    assert rotated(values).p_value > 0.2


@pytest.mark.parametrize("window", WINDOWS)
def test_where_no_value_differs_all_rotations_show_as_much(window):
    found = rotated(diary(CYCLES, lambda *_: 0.1), window=window)
    assert (found.p_value, found.deviation) == (1.0, 0.0)


def test_the_same_days_give_the_same_p_value():
    values = noise(CYCLES, seed=4)
    assert rotated(values) == rotated(values)


def test_the_p_value_is_the_share_of_all_rotations():
    cycles = cycles_of(10, 11, 12)
    values = noise(cycles, seed=8)
    of = residuals_of(values, cycles=cycles)
    sums = [rotated_sums(segment) for segment in of]
    terms = [each.terms(likeness(sums)) for each in sums]
    totals = [abs(sum(each)) for each in product(*terms)]
    share = sum(total >= totals[0] - 1e-9 for total in totals) / len(totals)
    assert rotated(values, cycles=cycles).p_value == pytest.approx(share, abs=0.02)


def test_the_deviation_is_that_of_the_effects_that_rotations_show():
    cycles = cycles_of(10, 11, 12)
    values = noise(cycles, seed=8)
    sums = [rotated_sums(segment) for segment in residuals_of(values, cycles=cycles)]
    alike = likeness(sums)
    of_one = [rotated_sums(each).terms(alike)[0] for each in effects(values, cycles=cycles)]
    totals = [sum(each) / sum(of_one) for each in product(*[each.terms(alike) for each in sums])]
    square = sum(total**2 for total in totals) / len(totals)
    assert rotated(values, cycles=cycles).deviation == pytest.approx(square**0.5)


def test_an_effect_that_her_weekdays_explain_is_not_found():
    # In cycles of four weeks, Mondays are logged in the window alone, and no other day there.
    cycles = cycles_of(28, 28, 28, 28, 28)
    values = diary(
        cycles,
        lambda cycle, place, day: (
            float(10 * inside)
            if (inside := cycle.is_inside("premenstrual", place)) == (day.weekday() == 0)
            else None
        ),
    )
    found = rotated(values, cycles=cycles)
    assert (found.p_value, found.deviation, found.widening) == (1.0, inf, inf)


def test_a_cycle_without_a_value_in_the_window_adds_nothing():
    values = noise(CYCLES, seed=2)
    bare = diary(
        CYCLES,
        lambda cycle, place, day: (
            None if cycle == CYCLES[1] and cycle.is_inside("premenstrual", place) else values[day]
        ),
    )
    sums = [rotated_sums(segment) for segment in residuals_of(bare)]
    assert [bool(each.terms(0.0)) for each in sums] == [True, False, True, True, True]


def test_rotations_without_a_value_in_the_window_are_left_out():
    [cycle] = cycles_of(28)
    values = diary([cycle], lambda _, place, __: float(place) if place >= 20 else None)
    [segment] = residuals_of(values, cycles=[cycle])
    # Eleven places of a window of four days reach the eight logged days.
    assert len(rotated_sums(segment).terms(0.0)) == 11


def test_two_days_are_as_alike_as_they_are_by_chance_in_noise():
    cycles = cycles_of(*[28] * 60)
    sums = [rotated_sums(each) for each in residuals_of(noise(cycles, seed=1), cycles=cycles)]
    assert likeness(sums) == pytest.approx(0, abs=0.02)


def test_days_of_one_mood_that_lasts_are_alike():
    cycles = cycles_of(*[28] * 60)
    values = noise(cycles, seed=1)
    weekly = diary(cycles, lambda cycle, place, _: values[cycle.start] * (place // 7 % 2))
    assert likeness([rotated_sums(each) for each in residuals_of(weekly, cycles=cycles)]) > 0.3
