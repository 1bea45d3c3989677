"""Score the predicted fertile days: the share of the true fertile days that they contain."""

from dataclasses import dataclass
from statistics import fmean

from period.domain.model.distribution import Distribution
from period.domain.model.population import FERTILE_DAYS
from period.domain.signs.ovulation import fertile_window
from tests.benchmarks.bench import ENOUGH, Bench
from tests.benchmarks.scorer import Predictor

SHORT = 10
"""The longest window, in days, that still helps."""


@dataclass(frozen=True, slots=True)
class FertileScore:
    """The mean window length in days, and the share of true fertile days inside the window.

    `inside_short` is the share for windows of at most ten days.
    """

    length: float
    inside: float
    inside_short: float


def score_fertile_days(*, bench: Bench, predictor: Predictor) -> FertileScore:
    """Return the score of the fertile days that follow from each prediction of ovulation."""
    predict = bench.with_constants(predictor)
    scored: list[tuple[int, float]] = []
    for task, ovulation in bench.tasks("ovulation"):
        if len(task["history"]) < ENOUGH:
            continue
        pmf = predict(task)["pmf"]
        window = fertile_window(ovulation=Distribution(min(pmf), list(pmf.values())))
        if window is None:
            continue
        first, last = window
        true = range(ovulation - FERTILE_DAYS + 1, ovulation + 1)
        scored.append((last - first + 1, fmean(first <= day <= last for day in true)))
    return FertileScore(
        length=fmean(length for length, _ in scored),
        inside=fmean(inside for _, inside in scored),
        inside_short=fmean(inside for length, inside in scored if length <= SHORT),
    )
