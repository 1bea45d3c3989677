import random
from datetime import timedelta
from itertools import pairwise

import pytest

from period.domain.log.logged_day import Day, Temperature
from period.domain.model.distribution import Distribution
from tests.benchmarks.ovulation_charts import pit_share, score_charts, sensiplan
from tests.benchmarks.simulated_charts import FIRST, Chart, draw_charter, draw_charts


def chart(*celsius):
    days = [Day(FIRST + timedelta(n), temperature=Temperature(t)) for n, t in enumerate(celsius)]
    return Chart(FIRST, ovulation=10, length=28, days=tuple(days))


@pytest.mark.parametrize(
    ("highs", "found"),
    [
        ((36.6, 36.6, 36.7), 10),
        ((36.6, 36.6, 36.6), None),
        ((36.6, 36.6, 36.6, 36.6), 10),
        ((36.6, 36.4, 36.7), None),
    ],
)
def test_the_peer_finds_three_readings_over_six(highs, found):
    assert sensiplan(chart(*[36.4, 36.5] * 5, *highs)) == found


def test_the_coverage_is_nominal_for_days_drawn_from_the_distribution():
    law = Distribution(10, [0.05, 0.2, 0.5, 0.2, 0.05])
    shares = [law.at(day) * pit_share(law, day) for day in range(10, 15)]
    assert sum(shares) == pytest.approx(0.8)


def test_a_day_without_probability_is_outside_unless_it_lies_in_the_middle():
    assert pit_share(Distribution(10, [1.0]), 9) == 0


def test_charts_follow_each_other_and_miss_the_share_asked_for():
    rng = random.Random(1)
    charts = list(draw_charts(rng, draw_charter(rng, tests=True), cycles=40, missing=0.3))
    for before, after in pairwise(charts):
        assert after.start == before.start + timedelta(before.length)
    days = [day for one in charts for day in one.days]
    assert [day.date for day in days] == [FIRST + timedelta(n) for n in range(len(days))]
    missed = sum(day.temperature is None for day in days) / len(days)
    assert missed == pytest.approx(0.3, abs=0.04)


@pytest.mark.parametrize("tests", [False, True])
def test_the_model_is_nearer_than_the_peer(tests):
    score = score_charts(women=8, seed=3, missing=0.0, tests=tests)
    assert score.error < score.peer
    assert 0.5 < score.inside <= 1
