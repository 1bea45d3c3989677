"""The targets of the predictions, and whether the model meets them."""

from dataclasses import dataclass
from math import inf

from tests.benchmarks import timings
from tests.benchmarks.bench import Bench
from tests.benchmarks.fertile_days import score_fertile_days
from tests.benchmarks.predictions import (
    predict,
    predict_ovulation,
    predict_ovulation_from_periods,
)
from tests.benchmarks.simple_rules import as_predictor, shrunk_mean


@dataclass(frozen=True, slots=True)
class Target:
    """A figure and its target range."""

    name: str
    figure: float
    at_least: float = -inf
    at_most: float = inf

    def __str__(self) -> str:
        wanted = f"{self.at_least:g} to {self.at_most:g}"
        if self.at_least == -inf:
            wanted = f"<= {self.at_most:g}"
        elif self.at_most == inf:
            wanted = f">= {self.at_least:g}"
        met = "met" if self.at_least <= self.figure <= self.at_most else "MISSED"
        return f"{self.name:58}{self.figure:8.3f}  {wanted:14}{met}"


def accuracy_targets(*, bench: Bench) -> list[Target]:
    """Return the accuracy of the model on the women of the bench, as targets."""
    rows = bench.rows("next", predict)
    clean = bench.summary(rows)
    missed = bench.summary(bench.rows("missed", predict))
    extra = bench.summary(bench.rows("extra", predict, p=0.05))
    rival = as_predictor(rule=shrunk_mean, tasks=bench.tasks("next"))
    _, _, upper = bench.crps_difference(rows, bench.rows("next", rival))
    return [
        Target("mean absolute error, days", clean["mae"], at_most=2.06),
        Target("CRPS, days", clean["crps"], at_most=1.49),
        Target("log score, nats", clean["nll"], at_most=2.33),
        Target("inside the 50 % range, %", 100 * clean["pit50"], 47, 54),
        Target("inside the 80 % range, %", 100 * clean["pit80"], 77, 84),
        Target("inside the 95 % range, %", 100 * clean["pit95"], 93, 97),
        Target("width of the 80 % range, days", clean["wd80"], at_most=7.8),
        Target(
            "at least one earlier cycle: mean absolute error",
            bench.summary(rows, earlier=1)["mae"],
            at_most=2.13,
        ),
        Target("10 % of the periods not logged: MAE", missed["mae"], at_most=2.08),
        Target("5 % of the cycles cut by spotting: MAE", extra["mae"], at_most=2.22),
        Target("CRPS less that of the shrunk mean, upper 95 %", upper, at_most=0),
        *_ovulation_targets(bench),
    ]


def _ovulation_targets(bench: Bench) -> list[Target]:
    targets = []
    for known, predictor, most in (
        ("periods only", predict_ovulation_from_periods, 2.10),
        ("own ovulation logged", predict_ovulation, 1.72),
    ):
        scores = bench.summary(bench.rows("ovulation", predictor))
        fertile = score_fertile_days(bench=bench, predictor=predictor)
        targets += [
            Target(f"ovulation day, {known}: MAE", scores["mae"], at_most=most),
            Target(f"fertile days, {known}: mean window, days", fertile.length, at_most=10),
            Target("... true ones inside it, %", 100 * fertile.inside, at_least=88),
            Target("... inside the windows of at most 10 days, %", 100 * fertile.inside_short, 88),
        ]
    return targets


def speed_targets() -> list[Target]:
    """Return the median times of a prediction and a forecast from sixty cycles, as targets."""
    prediction, forecast = timings.one_prediction, timings.whole_forecast
    return [
        Target("one prediction, warm, ms", timings.warm(prediction), at_most=5),
        Target("one prediction, first in a process, ms", timings.first(prediction), at_most=60),
        Target("forecast with its track record, warm, ms", timings.warm(forecast), at_most=150),
        Target("forecast with its track record, first, ms", timings.first(forecast), at_most=150),
    ]
