"""The table of insights measures the shipped method, and says what is met."""

import json
import subprocess
import sys

import pytest

from tests.benchmarks import insight_alarms, insight_power, insight_table, insight_women
from tests.benchmarks.insight_crowd import Crowd
from tests.benchmarks.insight_probe import three_years
from tests.benchmarks.insight_worlds import HOPELESS, NUMBERS, TAGS


def alarms(world, *, windows, share):
    return insight_alarms.Alarms(
        world=world,
        by_window=windows,
        window_errors=[0.002] * 3,
        all=share,
        error=0.001,
        by_rule={},
    )


@pytest.mark.parametrize(
    ("world", "share", "verdict"),
    [
        (NUMBERS[0], 0.05, "met"),
        (NUMBERS[0], 0.061, "MISSED"),
        (NUMBERS[0], 0.039, "MISSED"),
        (TAGS[0], 0.01, "met"),
        (TAGS[0], 0.061, "MISSED"),
        (HOPELESS[0], 0.4, "cannot tell"),
    ],
)
def test_a_world_is_met_by_all_its_tests_together(world, share, verdict):
    assert str(alarms(world, windows=[0.05] * 3, share=share)).endswith(verdict)


def test_a_window_that_is_off_by_more_than_two_errors_is_marked():
    row = str(alarms(NUMBERS[0], windows=[0.063, 0.065, 0.035], share=0.05))
    assert "6.3 " in row
    assert "6.5!" in row
    assert "3.5!" in row


def test_a_crowd_keeps_the_order_of_its_tasks():
    with Crowd(processes=2) as crowd:
        assert crowd.measure(abs, [-3, 2, -1], title="numbers") == [3, 2, 1]
    with Crowd(processes=1) as crowd:
        assert crowd.measure(abs, [-3, 2, -1], title="numbers") == [3, 2, 1]


def test_three_years_of_daily_entries_make_36_tests():
    outcomes, cycles = three_years()
    assert len(cycles) >= 36
    assert all(len(outcome.values) == 1_096 for outcome in outcomes)
    assert len(outcomes) * 3 == 36


def test_the_probe_prints_its_seconds():
    probe = [sys.executable, "-m", "tests.benchmarks.insight_probe", "1"]
    done = subprocess.run(probe, check=True, capture_output=True, text=True)
    assert len(json.loads(done.stdout)) == 1


def test_a_tag_rises_by_its_effect():
    case = insight_power.Case(name="tag", world=insight_power.TAG, cycles=5, effect=0.8)
    assert insight_power.true_effect(case) == pytest.approx(0.309, abs=0.001)
    assert insight_power.true_effect(insight_power.POWER_TARGET) == 0.8


def test_each_part_of_the_table_measures_women():
    with Crowd(processes=1) as crowd:
        for name in ("words", "lift", "women", "power", "coverage", "studies"):
            _, rows = insight_table.PARTS[name]
            assert 0 <= next(iter(rows(crowd, women=2, seed=1))).figure <= 1


def test_women_with_a_plain_effect_are_told_of_it():
    kind = insight_women.KINDS[2]
    told = insight_women.told_shares(Crowd(processes=1), kind, women=2, seed=1)
    assert told.right >= 0.5
