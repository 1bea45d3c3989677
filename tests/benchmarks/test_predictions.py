import pytest

from tests.benchmarks.predictions import (
    predict,
    predict_ovulation,
    predict_ovulation_from_periods,
)

TASK = {"history": [28, 29, 27, 28], "ovulation": [18, None, 17, 18], "today": None}


@pytest.mark.parametrize("predictor", [predict, predict_ovulation, predict_ovulation_from_periods])
def test_a_prediction_is_a_day_and_probabilities_that_sum_to_one(predictor):
    prediction = predictor(TASK)
    assert sum(prediction["pmf"].values()) == pytest.approx(1)
    assert prediction["point"] in prediction["pmf"]


def test_past_days_have_no_probability():
    assert min(predict({**TASK, "today": 31})["pmf"]) == 31


def test_logged_ovulations_are_used_only_by_the_predictor_for_them():
    assert predict_ovulation(TASK)["point"] > predict_ovulation_from_periods(TASK)["point"]
