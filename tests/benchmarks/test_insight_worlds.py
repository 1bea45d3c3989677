"""The invented women live as their world says."""

from datetime import date, timedelta

import numpy as np
import pytest

from glowcycle.insights.domain.cycles import CompleteCycle
from tests.benchmarks.insight_alarms import CYCLES, draw_asked
from tests.benchmarks.insight_days import EQUAL, UNEQUAL, days_of, draw_days
from tests.benchmarks.insight_disturbances import weekends
from tests.benchmarks.insight_worlds import NUMBERS, TAGS, WORLDS, World, draw, noise


def seeded():
    return np.random.default_rng(1)


def test_cycles_follow_each_other_without_a_gap():
    days = draw_days(seeded(), cycles=9, lengths=UNEQUAL)
    assert all(
        later - earlier == timedelta(days=1)
        for earlier, later in zip(days.dates, days.dates[1:], strict=False)
    )
    assert {cycle.length for cycle in days.cycles} <= set(range(21, 41))
    assert days.cycle.tolist() == sorted(days.cycle.tolist())


def test_the_window_around_menses_has_both_ends_of_a_cycle():
    days = days_of([CompleteCycle(start=date(2024, 1, 1), length=28, ovulation=15)])
    assert np.flatnonzero(days.inside["perimenstrual"]).tolist() == [0, 1, 2, 25, 26, 27]
    assert np.flatnonzero(days.inside["premenstrual"]).tolist() == [21, 22, 23, 24]
    assert np.flatnonzero(days.inside["midCycle"]).tolist() == [12, 13, 14, 15, 16]


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.6])
def test_noise_has_its_spread_and_its_correlation(correlation):
    drawn = noise(seeded(), 20_000, 2, correlation)
    assert drawn.std(axis=0) == pytest.approx([1, 1], abs=0.05)
    for column in drawn.T:
        found = np.corrcoef(column[:-1], column[1:])[0, 1]
        assert found == pytest.approx(correlation, abs=0.03)


WITHOUT_EQUAL_WEEKENDS = [
    world
    for world in [*NUMBERS, *TAGS]
    # Weekends return on the same days of equal cycles.
    if (world.lengths, world.disturbance) != (EQUAL, weekends)
]


@pytest.mark.parametrize("world", WITHOUT_EQUAL_WEEKENDS, ids=lambda world: world.name)
def test_a_world_has_no_effect_of_the_cycle(world):
    for window in ("perimenstrual", "premenstrual", "midCycle"):
        found = []
        for woman in range(30):
            rng = np.random.default_rng(woman)
            days = draw_days(rng, cycles=6, lengths=world.lengths)
            values = draw(rng, world, days, count=8).values
            inside = days.inside[window]
            found.append((values[inside].mean(axis=0) - values[~inside].mean(axis=0)).mean())
        error = np.std(found) / np.sqrt(len(found))
        assert abs(np.mean(found)) < 4 * error


def test_an_effect_lies_in_its_window_alone():
    days = draw_days(seeded(), cycles=6, lengths=UNEQUAL)
    world = World(name="any")
    of_cycle = np.linspace(0.5, 1, 6)
    without = draw(seeded(), world, days, count=2).values
    with_effect = draw(seeded(), world, days, count=2, effects={"midCycle": of_cycle}).values
    inside = days.inside["midCycle"]
    assert (with_effect - without)[inside][:, 0] == pytest.approx(of_cycle[days.cycle][inside])
    assert not (with_effect - without)[~inside].any()


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: world.name)
def test_a_world_is_the_same_for_the_same_seed(world):
    first, second = (
        draw_asked(np.random.default_rng((1, 2)), world, cycles=CYCLES, count=2) for _ in range(2)
    )
    assert np.array_equal(first.values, second.values)
    assert np.array_equal(first.logged, second.logged)


def logged_share(world):
    rng, shares = seeded(), []
    for _ in range(40):
        days = draw_days(rng, cycles=6, lengths=world.lengths)
        drawn = draw(rng, world, days, count=4)
        shares.append([drawn.logged[days.inside[window]].mean() for window in days.inside])
    return np.mean(shares, axis=0)


def test_logging_follows_the_cycle_where_the_world_says_so():
    [world] = [world for world in NUMBERS if world.name == "few days logged before menses"]
    assert logged_share(world) == pytest.approx([0.7, 0.25, 0.7], abs=0.04)
    assert logged_share(NUMBERS[0]) == pytest.approx([0.6, 0.6, 0.6], abs=0.04)


def test_bad_days_are_logged_more_often_where_the_world_says_so():
    [world] = [world for world in NUMBERS if world.name == "bad days logged more often"]
    days = draw_days(seeded(), cycles=9, lengths=UNEQUAL)
    drawn = draw(seeded(), world, days, count=20)
    assert drawn.logged.mean() == pytest.approx(0.6, abs=0.03)
    assert drawn.values[drawn.logged].mean() < drawn.values[~drawn.logged].mean() - 0.5


@pytest.mark.parametrize("world", TAGS, ids=lambda world: world.name)
def test_a_tag_has_enough_days_to_be_asked_about(world):
    drawn = draw_asked(seeded(), world, cycles=CYCLES, count=2)
    assert set(np.unique(drawn.values)) == {0.0, 1.0}
    assert all(drawn.is_asked(column) for column in range(2))


def test_an_outcome_has_the_values_of_the_days_that_she_logged():
    days = draw_days(seeded(), cycles=5, lengths=EQUAL)
    drawn = draw(seeded(), World(name="any"), days, count=2)
    outcome = drawn.outcome(1, kind="tag", name="cramps")
    assert (outcome.kind, outcome.name) == ("tag", "cramps")
    assert len(outcome.values) == drawn.logged[:, 1].sum()
    for day, value in zip(days.dates, drawn.values[:, 1], strict=True):
        assert outcome.values.get(day, value) == value
