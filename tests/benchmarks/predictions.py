"""The model as a predictor for the scorer: one distribution per task."""

from period.domain.model import population as people
from period.domain.model.distribution import Distribution
from period.domain.signs.ovulation import CompleteCycle, ovulation_day_distribution
from tests.benchmarks.former_model import former_model
from tests.benchmarks.scorer import Prediction, Task
from tests.support.gap_histories import history_likelihoods


def predict(task: Task) -> Prediction:
    """Return the predicted length of the current cycle; `today` is the cycle day, if known."""
    length = _next_length(task)
    return _as_prediction(length.not_before(task["today"]) if task["today"] else length)


def predict_as_before(task: Task) -> Prediction:
    """Return what the former model predicted."""
    *_, length = former_model().predictions(task["history"])
    return _as_prediction(length.not_before(task["today"]) if task["today"] else length)


def predict_ovulation(task: Task) -> Prediction:
    """Return the predicted cycle day of ovulation, from lengths and logged ovulations."""
    cycles = [
        CompleteCycle(length, ovulation)
        for length, ovulation in zip(task["history"], task["ovulation"], strict=True)
    ]
    return _as_prediction(ovulation_day_distribution(cycles=cycles, next_length=_next_length(task)))


def predict_ovulation_from_periods(task: Task) -> Prediction:
    """Return the predicted cycle day of ovulation, from lengths alone."""
    return predict_ovulation({**task, "ovulation": [None] * len(task["history"])})


def _next_length(task: Task) -> Distribution:
    history = history_likelihoods(population=people.CYCLE_LENGTH, gaps=task["history"])
    return history[-1].posterior().next_length()


def _as_prediction(days: Distribution) -> Prediction:
    return {
        "point": days.median(),
        "pmf": dict(enumerate(days.probabilities, start=days.first)),
    }
