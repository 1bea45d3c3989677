"""How far the days of a window are from the others, with what her weekdays add."""

from statistics import fmean, pvariance

import pytest

from glowcycle.insights.domain.cycles import WINDOWS, ring
from glowcycle.insights.domain.differences import differences
from glowcycle.insights.domain.residuals import without_weekdays
from glowcycle.insights.domain.segments import segments
from tests.support.diaries import cycles_of, diary, noise

CYCLES = cycles_of(28, 25, 31, 27, 29)


def differences_of(values, *, cycles=CYCLES, window="premenstrual"):
    rings = [ring(cycle, values) for cycle in cycles]
    residuals = without_weekdays(cycles=cycles, rings=rings, but=window)
    return differences(segments(cycles=cycles, rings=residuals, window=window))


def owns(values, **options):
    return [difference.own for difference in differences_of(values, **options)]


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("lengths", [(28,) * 5, (28, 25, 31, 27, 29), (10, 12, 11, 120, 10)])
def test_an_effect_is_found_in_its_own_size_whatever_her_weekdays(window, lengths):
    cycles = cycles_of(*lengths)
    values = diary(
        cycles,
        lambda cycle, place, day: 20 + 5 * cycle.is_inside(window, place) + 3 * (day.weekday() > 4),
    )
    found = owns(values, cycles=cycles, window=window)
    assert found == pytest.approx([5] * 5, abs=0.8 if len({*lengths}) > 1 else 1e-9)


@pytest.mark.parametrize("window", WINDOWS)
def test_cycles_with_values_on_one_side_alone_have_no_difference(window):
    values = noise(CYCLES, seed=1)
    for side in (True, False):
        one_side = diary(
            CYCLES,
            lambda cycle, place, day, side=side: (
                values[day] if cycle.is_inside(window, place) == side else None
            ),
        )
        assert differences_of(one_side, window=window) == []


@pytest.mark.parametrize("window", WINDOWS)
def test_what_weekdays_move_is_no_part_of_the_effect(window):
    cycles = cycles_of(*[28] * 9)
    found = differences_of(noise(cycles, seed=3, logged=0.6), cycles=cycles, window=window)
    assert fmean(each.with_weekdays for each in found) == pytest.approx(
        fmean(each.own for each in found), abs=0.2
    )


def test_weekdays_add_nothing_where_every_weekday_is_inside_as_often():
    # Seven cycles of 29 days begin on each weekday once.
    cycles = cycles_of(*[29] * 7)
    found = differences_of(noise(cycles, seed=3), cycles=cycles)
    for each in found:
        assert each.with_weekdays == pytest.approx(each.own, abs=1.5)


def test_their_spread_tells_how_effects_vary_from_woman_to_woman():
    cycles = cycles_of(*[28] * 9)
    women = [differences_of(noise(cycles, seed=seed), cycles=cycles) for seed in range(400)]
    true = pvariance([fmean(each.own for each in woman) for woman in women])
    told = fmean(pvariance([each.with_weekdays for each in woman]) / 8 for woman in women)
    plain = fmean(pvariance([each.own for each in woman]) / 8 for woman in women)
    assert told / true == pytest.approx(1, abs=0.12)
    assert plain / true < 0.93
