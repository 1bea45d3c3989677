"""The model as the scorer asks it: one task, one distribution."""

from period.domain import population as people
from period.domain.bayes_update import history_likelihoods
from period.domain.distribution import Distribution
from period.domain.ovulation import CompleteCycle, ovulation_day_distribution
from tests.benchmarks.scorer import Prediction, Task


def predict(task: Task) -> Prediction:
    """Return the length of the running cycle, of which `today` is the cycle day if it is given."""
    length = _next_length(task)
    return _as_prediction(length.not_before(task["today"]) if task["today"] else length)


def predict_ovulation(task: Task) -> Prediction:
    """Return the cycle day of ovulation, from lengths and the ovulations logged before."""
    cycles = [
        CompleteCycle(length, ovulation)
        for length, ovulation in zip(task["history"], task["ovulation"], strict=True)
    ]
    return _as_prediction(ovulation_day_distribution(cycles=cycles, next_length=_next_length(task)))


def predict_ovulation_from_periods(task: Task) -> Prediction:
    """Return the same as if no ovulation had ever been logged."""
    return predict_ovulation({**task, "ovulation": [None] * len(task["history"])})


def _next_length(task: Task) -> Distribution:
    history = history_likelihoods(population=people.CYCLE_LENGTH, gaps=task["history"])
    return history[-1].posterior().next_length()


def _as_prediction(days: Distribution) -> Prediction:
    return {
        "point": days.median(),
        "pmf": dict(enumerate(days.probabilities, start=days.first)),
    }
