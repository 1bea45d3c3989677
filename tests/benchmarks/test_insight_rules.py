"""The public rules find what their descriptions say."""

import numpy as np
import pytest

from tests.benchmarks.insight_days import days_of
from tests.benchmarks.insight_rules import RULES, lift, plain_rotation, welch
from tests.support.diaries import cycles_of

DAYS = days_of(cycles_of(*[28] * 6))


def seeded():
    return np.random.default_rng(1)


def noise(seed):
    return np.random.default_rng(seed).normal(size=len(DAYS))


@pytest.mark.parametrize("name", RULES)
def test_each_rule_finds_a_large_effect(name):
    values = noise(2) + 3.0 * DAYS.inside["perimenstrual"] + 3.0 * DAYS.inside["premenstrual"]
    if name == "lift":
        values = (values > 1).astype(float)
    assert RULES[name](DAYS, values, seeded()) >= 1 / 3


@pytest.mark.parametrize("name", ["Welch", "shuffle", "wave", "plain"])
def test_each_test_is_right_where_the_days_are_independent(name):
    found = [RULES[name](DAYS, noise(seed), np.random.default_rng(seed)) for seed in range(40)]
    assert np.mean(found) < 0.13


def test_lift_needs_1_35_times_the_usual_rate():
    tenth = np.arange(len(DAYS)) % 10 == 0
    even = tenth.astype(float)
    assert lift(DAYS, np.where(DAYS.phase == 0, 1.0, even), seeded()) == 1
    assert lift(DAYS, np.ones(len(DAYS)), seeded()) == 0


def test_lift_needs_14_days_and_a_symptom():
    values = np.full(len(DAYS), np.nan)
    values[:13] = [1.0, *[0.0] * 12]
    assert lift(DAYS, values, seeded()) == 0
    values[13] = 0.0
    assert lift(DAYS, values, seeded()) == 1
    assert lift(DAYS, np.zeros(len(DAYS)), seeded()) == 0


def test_lift_takes_the_lowest_fifth_of_a_number_for_the_symptom():
    assert lift(DAYS, np.where(DAYS.phase == 2, -5.0, noise(3)), seeded()) == 1


def test_welch_looks_at_the_luteal_days():
    assert welch(DAYS, noise(4) + 2.0 * (DAYS.phase == 3), seeded()) == 1


def test_a_day_that_is_not_logged_counts_for_no_rule():
    values = noise(5)
    values[::3] = np.nan
    for rule in RULES.values():
        assert 0 <= rule(DAYS, values, seeded()) <= 1


def test_rotation_finds_nothing_in_a_cycle_without_a_value_in_the_window():
    values = noise(6)
    values[DAYS.inside["midCycle"]] = np.nan
    assert 0 <= plain_rotation(DAYS, values, seeded()) < 1
