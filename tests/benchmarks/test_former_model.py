"""The peer is the former model: its figures are those that the former code returned."""

import pytest

from tests.benchmarks.former_model import former_model, missed_log_probability


@pytest.mark.parametrize(
    ("gaps", "median", "narrowest", "on_day_28"),
    [
        ([], 29, (25, 33), 0.124338),
        ([28, 29, 27], 28, (26, 31), 0.220826),
        ([28, 12, 16, 30], 29, (26, 31), 0.199359),
        ([35, 60, 22], 31, (25, 37), 0.081668),
        ([28, 28, 57, 28], 28, (26, 30), 0.265639),
    ],
)
def test_it_predicts_what_the_former_code_did(gaps, median, narrowest, on_day_28):
    *_, length = former_model().predictions(gaps)
    assert length.median() == median
    assert length.shortest_range(level=0.8) == narrowest
    assert length.at(28) == pytest.approx(on_day_28, abs=2e-5)


def test_it_calls_twice_the_usual_length_an_unlogged_period():
    assert former_model().is_called_not_logged([28, 28, 57, 28]) == [False, False, True, False]


def test_it_is_surer_of_an_unlogged_period_the_later_it_is():
    *_, length = former_model().predictions([28] * 5)
    early, late = (missed_log_probability(length=length, day=day) for day in (30, 45))
    assert early < 0.2
    assert late > 0.8
