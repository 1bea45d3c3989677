"""Print how close the day of ovulation is told from simulated charts, beside Sensiplan's rule.

    python -m tests.benchmarks.ovulation_charts [--women 100] [--seeds 1 2]

Each chart is read on its last day and on the day of its first fertile mucus, by the model that the
forecast uses, after the woman's earlier charts. `simulated_charts` tells what is drawn, and from
which sources.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from period.domain.model.distribution import Distribution
from period.domain.model.population import CYCLE_LENGTH
from period.domain.own_cycles.history import read_history
from period.domain.own_cycles.running_cycle import cycle_model
from period.domain.signs.mucus_signs import FERTILE
from tests.benchmarks import timings
from tests.benchmarks.simulated_charts import Chart, draw_charter, draw_charts
from tests.benchmarks.targets import Target
from tests.support.gap_histories import history_likelihoods

CHARTS = 6
"""Consecutive charts of each woman, of which those after the first EARLIER are scored."""

EARLIER = 3

MISSING = (0.0, 0.3)

_LEVEL_HIGHS, _LEVEL_LOWS, _CLEARLY = 3, 6, 0.2


@dataclass(frozen=True, slots=True)
class ChartScore:
    """Mean absolute errors in days; `inside` is the PIT coverage of the 80 % range.

    `peer` is the rule of Sensiplan, which finds ovulation in a share `peer_finds` of the charts; in
    the others it is taken to be where the forecast of the lengths has it. `foretold` is the error
    on the day of the first mucus of fertile quality, and `foretold_by_lengths` that of the same
    forecast without any sign of this cycle.
    """

    error: float
    inside: float
    peer: float
    peer_finds: float
    foretold: float
    foretold_by_lengths: float


def sensiplan(chart: Chart) -> int | None:
    """Return the cycle day of ovulation by the rule of three over six, None if it finds none.

    The first of three readings above the six before, of which the third is 0.2 degrees above or a
    fourth follows, is the day after ovulation (Raith-Paula, Frank-Herrmann, Freundl, Strowitzki:
    Natürliche Familienplanung heute, Springer 2020).
    """
    readings = [
        ((day.date - chart.start).days + 1, day.temperature.celsius)
        for day in chart.days
        if day.temperature
    ]
    values = [celsius for _, celsius in readings]
    for first in range(_LEVEL_LOWS, len(values) - _LEVEL_HIGHS + 1):
        cover = max(values[first - _LEVEL_LOWS : first])
        *_, third = highs = values[first : first + _LEVEL_HIGHS]
        fourth = values[first + _LEVEL_HIGHS : first + _LEVEL_HIGHS + 1]
        if min(highs) > cover and (third >= cover + _CLEARLY or (fourth and fourth[0] > cover)):
            return readings[first][0] - 1
    return None


def score_charts(*, women: int, seed: int, missing: float, tests: bool) -> ChartScore:
    """Return the score on the charts of `women` women, with or without ovulation tests."""
    errors, inside, peer, found = [], [], [], []
    foretold, by_lengths = [], []
    for days, chart in _logs(women, seed, missing, tests):
        last = chart.days[-1].date
        ovulation = _ovulation(days, last)
        errors.append(abs(ovulation.median() - chart.ovulation))
        inside.append(pit_share(ovulation, chart.ovulation))
        by_rule = sensiplan(chart)
        found.append(by_rule is not None)
        if by_rule is None:
            by_rule = _ovulation([Day(day.date, day.flow) for day in days], last).median()
        peer.append(abs(by_rule - chart.ovulation))
        first = next((day.date for day in chart.days if day.mucus in FERTILE), last)
        so_far = [day for day in days if day.date <= first]
        without = [Day(d.date, d.flow) if d.date >= chart.start else d for d in so_far]
        foretold.append(abs(_ovulation(so_far, first).median() - chart.ovulation))
        by_lengths.append(abs(_ovulation(without, first).median() - chart.ovulation))
    return ChartScore(
        fmean(errors),
        fmean(inside),
        fmean(peer),
        fmean(found),
        fmean(foretold),
        fmean(by_lengths),
    )


def pit_share(distribution: Distribution, day: int, *, level: float = 0.8) -> float:
    """Return the share of the day's probability inside the central range of that level.

    Its mean is the level where the distributions are calibrated, although days are whole.
    """
    edge = (1 - level) / 2
    begin, share = distribution.before(day), distribution.at(day)
    if not share:
        return float(edge <= begin <= 1 - edge)
    return max(min(begin + share, 1 - edge) - max(begin, edge), 0.0) / share


def chart_targets(*, women: int, seed: int) -> list[Target]:
    """Return the figures of temperatures with mucus, and of women who also test, as targets."""
    targets = []
    for missing in MISSING:
        inside = []
        for tests in (False, True):
            score = score_charts(women=women, seed=seed, missing=missing, tests=tests)
            inside.append(score.inside)
            signs = "with tests" if tests else "temperature, mucus"
            name = f"ovulation from charts, {missing:.0%} missing, {signs}"
            targets += [
                Target(f"{name}: MAE", score.error, at_most=1.25 if missing else 0.85),
                Target("... of Sensiplan's rule", score.peer, at_least=score.error),
                Target(
                    "... on the first day of fertile mucus, at most as without signs",
                    score.foretold,
                    at_most=score.foretold_by_lengths,
                ),
            ]
        name = f"both groups, {missing:.0%} missing: inside the 80 % range, %"
        targets.append(Target(name, 100 * fmean(inside), 77, 83))
    return targets


def chart_speed_targets() -> list[Target]:
    """Return the median times with sixty charts of every sign, as targets."""
    rng = random.Random(60)
    charts = list(draw_charts(rng, draw_charter(rng, tests=True), cycles=61, missing=0.0))
    today = charts[-1].start + timedelta(14)
    days = [day for chart in charts for day in chart.days if day.date <= today]
    history = read_history(days=days, today=today)
    gaps = [gap.days for gap in history.gaps]

    def one_prediction() -> None:
        history_likelihoods(population=CYCLE_LENGTH, gaps=gaps)[-1].posterior()
        cycle_model(history=history, today=today)

    def whole_forecast() -> None:
        forecast(days=days, today=today)

    return [
        Target("one prediction with signs, warm, ms", timings.warm(one_prediction), at_most=5),
        Target("forecast from sixty full charts, ms", timings.warm(whole_forecast), at_most=60),
    ]


def _logs(
    women: int, seed: int, missing: float, tests: bool
) -> Iterator[tuple[Sequence[Day], Chart]]:
    """Yield her log up to the end of each chart that is scored, and the chart."""
    rng = random.Random(f"{seed} {missing} {tests}")
    for _ in range(women):
        charter = draw_charter(rng, tests=tests)
        charts = list(draw_charts(rng, charter, cycles=CHARTS, missing=missing))
        for count in range(EARLIER, CHARTS):
            yield [day for chart in charts[: count + 1] for day in chart.days], charts[count]


def _ovulation(days: Sequence[Day], today: date) -> Distribution:
    history = read_history(days=days, today=today)
    return cycle_model(history=history, today=today).conditional_ovulation


def main() -> None:
    """Print the targets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--women", type=int, default=100)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args()
    for seed in arguments.seeds:
        print(f"Charts of {arguments.women} women in each group, seed {seed}")
        for target in chart_targets(women=arguments.women, seed=seed):
            print(target)
    for target in chart_speed_targets():
        print(target)


if __name__ == "__main__":
    main()
