"""The values of an outcome in the cycles that count for it."""

from glowcycle.insights.domain.cycles import ring
from glowcycle.insights.domain.series import Series, logged_days
from tests.support.diaries import cycles_of, diary, noise

CYCLES = cycles_of(28, 25, 31, 27, 29)


def series_of(values, *, least=1):
    return Series.of(cycles=CYCLES, values=[ring(cycle, values) for cycle in CYCLES], least=least)


def test_a_cycle_counts_with_enough_values():
    values = diary(CYCLES, lambda cycle, place, _: 1.0 if place < CYCLES.index(cycle) * 3 else None)
    assert series_of(values, least=6).cycles == CYCLES[2:]
    assert series_of(values, least=6).days() == 6 + 9 + 12


def test_a_cycle_without_a_value_never_counts():
    values = diary(CYCLES, lambda cycle, place, _: None if cycle == CYCLES[2] else float(place))
    assert CYCLES[2] not in series_of(values, least=0).cycles


def test_values_are_split_into_those_inside_and_outside_of_a_window():
    values = diary(CYCLES, lambda cycle, place, _: float(cycle.is_inside("perimenstrual", place)))
    assert series_of(values).split("perimenstrual") == ([1.0] * 30, [0.0] * 110)


def test_days_of_windows_are_left_out_and_cycles_without_others_with_them():
    values = noise(CYCLES, seed=1)
    some = diary(
        CYCLES,
        lambda cycle, place, day: (
            values[day] if cycle != CYCLES[0] or cycle.is_inside("premenstrual", place) else None
        ),
    )
    rest = series_of(some).without(["premenstrual", "midCycle"])
    assert rest.cycles == CYCLES[1:]
    assert rest.split("premenstrual")[0] == rest.split("midCycle")[0] == []
    assert rest.days() == sum(cycle.length - 9 for cycle in CYCLES[1:])


def test_an_effect_of_one_is_one_whatever_the_weekdays():
    [values, *_] = series_of(noise(CYCLES, seed=1)).effects_of_one("midCycle")
    inside = CYCLES[0].days_inside("midCycle")
    mean = sum(values[day] for day in inside) / 5
    assert mean - sum(values[day] for day in range(28) if day not in inside) / 23 > 0.8


def test_days_without_a_value_are_not_logged():
    assert logged_days([None, 0.0, 1.0, None]) == 2
