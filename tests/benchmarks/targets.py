"""The targets of the predictions, and whether the model meets them."""

from dataclasses import dataclass
from math import inf

from tests.benchmarks import timings
from tests.benchmarks.bench import Bench
from tests.benchmarks.fertile_days import score_fertile_days
from tests.benchmarks.predictions import (
    predict,
    predict_as_before,
    predict_ovulation,
    predict_ovulation_from_periods,
)
from tests.benchmarks.scorer import Predictor
from tests.benchmarks.simple_rules import as_predictor, shrunk_mean

HEADING = f"{'':62}{'before':>8}{'now':>8}  target"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure, its target range, and the same figure of the former model if that is known."""

    name: str
    figure: float
    at_least: float = -inf
    at_most: float = inf
    before: float | None = None

    def __str__(self) -> str:
        before = "" if self.before is None else f"{self.before:.3f}"
        figures = f"{self.name:62}{before:>8}{self.figure:8.3f}"
        if self.at_least == -inf and self.at_most == inf:
            return figures
        wanted = f"{self.at_least:g} to {self.at_most:.3g}"
        if self.at_least == -inf:
            wanted = f"<= {self.at_most:.3g}"
        elif self.at_most == inf:
            wanted = f">= {self.at_least:g}"
        met = "met" if self.at_least <= self.figure <= self.at_most else "MISSED"
        return f"{figures}  {wanted:14}{met}"


def accuracy_targets(*, bench: Bench) -> list[Target]:
    """Return the accuracy of the model on the women of the bench, as targets."""
    now, before = (_figures(bench, predictor) for predictor in (predict, predict_as_before))
    rival = as_predictor(rule=shrunk_mean, tasks=bench.tasks("next"))
    _, _, upper = bench.crps_difference(bench.rows("next", predict), bench.rows("next", rival))
    return [
        *(Target(name, now[name], *wanted, before[name]) for name, wanted in _WANTED.items()),
        Target("CRPS less that of the shrunk mean, upper 95 %", upper, at_most=0),
        *_ovulation_targets(bench),
    ]


_WANTED = {
    "mean absolute error, days": (-inf, 2.06),
    "CRPS, days": (-inf, 1.49),
    "log score, nats": (-inf, 2.33),
    "inside the 50 % range, %": (47, 54),
    "inside the 80 % range, %": (77, 84),
    "inside the 95 % range, %": (93, 97),
    "width of the 80 % range, days": (-inf, 7.8),
    "at least one earlier cycle: mean absolute error": (-inf, 2.13),
    "10 % of the periods not logged: MAE": (-inf, 2.08),
    "5 % of the cycles cut by spotting: MAE": (-inf, 2.22),
}


def _figures(bench: Bench, predictor: Predictor) -> dict[str, float]:
    """Return the figures of a model, by their names in _WANTED."""
    rows = bench.rows("next", predictor)
    clean = bench.summary(rows)
    figures = (
        *(clean[score] for score in ("mae", "crps", "nll")),
        *(100 * clean[f"pit{level}"] for level in (50, 80, 95)),
        clean["wd80"],
        bench.summary(rows, earlier=1)["mae"],
        bench.summary(bench.rows("missed", predictor))["mae"],
        bench.summary(bench.rows("extra", predictor, p=0.05))["mae"],
    )
    return dict(zip(_WANTED, figures, strict=True))


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
