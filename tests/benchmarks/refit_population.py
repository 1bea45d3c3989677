"""Fit the constants of period/domain/model/population.py to files of cycles. Needs NumPy and SciPy.

    python -m tests.benchmarks.refit_population --data FILE --scorer FILE [--more FILE] [--folds 5]

Without --folds it prints the constants. With --folds it splits the women into groups, and scores
each group with constants that were fitted without it: the honest figures for that file. The women
of --more are always fitted and never scored.

Fitted are the typical lengths, spreads and late shares, and the luteal phase. How many women are
unlike those of the data (the mixtures, and the shares of delayed cycles) was chosen, because these
files hold too few of them.

The fit maximises the log score of the model's walk-forward predictions, minus a penalty that keeps
each constant near a round guess. A small file hardly determines some constants: without the penalty
they drift to values that fit no other file.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import exp, log
from pathlib import Path
from unittest import mock

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]  # has no types
from tqdm import tqdm

from period.domain.model import population as people
from period.domain.model.grid import DAYS, SHORTEST, build_grid
from period.domain.model.population_shape import Population
from period.domain.model.prior import build_prior
from period.domain.signs.ovulation import luteal_length
from tests.benchmarks.bench import Bench, Constants
from tests.benchmarks.score_table import add_arguments, print_table
from tests.benchmarks.scorer import Women, load_scorer, split_women


@dataclass(frozen=True, slots=True)
class Guess:
    """The expected value of a constant, and its standard deviation."""

    value: float
    give: float
    scale: str = "plain"

    def encode(self, value: float) -> float:
        """Return the value on the optimiser's unbounded scale."""
        if self.scale == "positive":
            return log(value)
        return log(value / (1 - value)) if self.scale == "share" else value

    def decode(self, free: float) -> float:
        """Return the value from the optimiser's unbounded scale."""
        if self.scale == "positive":
            return exp(free)
        return 1 / (1 + exp(-free)) if self.scale == "share" else free


GUESSES: dict[str, Guess] = {
    "typical": Guess(27.5, 1.0),
    "typical_sd_below": Guess(2.0, 0.4, "positive"),
    "typical_sd_above": Guess(3.0, 0.4, "positive"),
    "log_spread": Guess(0.5, 0.3),
    "log_spread_slope": Guess(0.1, 0.05),
    "log_spread_sd": Guess(0.35, 0.3, "positive"),
    "late_share": Guess(0.15, 0.5, "share"),
    "late_shift": Guess(1.2, 0.4),
    "late_scale": Guess(1.8, 0.2, "positive"),
}

TYPICAL_OVULATION = Guess(26.2, 1.0)


def fit_population(
    *,
    population: Population,
    guesses: Mapping[str, Guess],
    series: Sequence[Sequence[int]],
    label: str,
) -> Population:
    """Return the population that best predicts every woman's series of days, oldest first."""

    def decoded(free: Sequence[float]) -> Population:
        values = zip(guesses, guesses.values(), map(float, free), strict=True)
        return replace(population, **{name: guess.decode(value) for name, guess, value in values})

    def cost(free: Sequence[float]) -> float:
        progress.update()
        penalty = sum(
            ((value - guess.encode(guess.value)) / guess.give) ** 2 / 2
            for guess, value in zip(guesses.values(), free, strict=True)
        )
        return penalty - log_score(population=decoded(free), series=series)

    with tqdm(desc=label, unit=" evaluations") as progress:
        free = [guess.encode(guess.value) for guess in guesses.values()]
        options = {"maxiter": 100, "ftol": 1e-8, "eps": 1e-4}
        return decoded(minimize(cost, free, method="L-BFGS-B", options=options).x)


def log_score(*, population: Population, series: Sequence[Sequence[int]]) -> float:
    """Return the sum of the log probabilities of every length, predicted from the earlier ones.

    The cycles are used as in the file: none forgotten, none cut.
    """
    population = replace(population, forgotten_share=0.0, cut_share=0.0)
    grid = build_grid.__wrapped__(population=population)
    prior = np.array(build_prior.__wrapped__(population=population))
    lengths = np.array(grid.lengths).T.copy()
    unexplained = population.unexplained_share
    logs = np.log((1 - unexplained) * lengths + unexplained / DAYS)
    floor = people.FLOOR_SHARE / (people.FLOOR_TO - people.FLOOR_FROM + 1)
    score = 0.0
    for days in series:
        log_likelihood = np.zeros(len(prior))
        for day in days:
            weights = prior * np.exp(log_likelihood - log_likelihood.max())
            predicted = weights @ lengths[day - SHORTEST] / weights.sum()
            score += np.log((1 - people.FLOOR_SHARE) * predicted + floor)
            log_likelihood = people.MEMORY * log_likelihood + logs[day - SHORTEST]
    return float(score)


def fit_luteal(*, series: Sequence[Sequence[int]]) -> Constants:
    """Return the luteal constants: the mean over women, and the spreads that predict best."""
    mean = float(np.mean([np.mean(luteal) for luteal in series if luteal]))

    def constants(free: Sequence[float]) -> Constants:
        weight, spread = np.exp(free)
        return {
            "LUTEAL_LENGTH": mean,
            "LUTEAL_OWN_WEIGHT": float(weight),
            "LUTEAL_SPREAD": float(spread),
        }

    def cost(free: Sequence[float]) -> float:
        with mock.patch.multiple(people, **constants(free)):
            return -sum(
                log(luteal_length(own=own[:past]).at(days))
                for own in series
                for past, days in enumerate(own)
            )

    return constants(minimize(cost, [0.0, 0.0], method="Nelder-Mead", tol=1e-3).x)


def fit(*, women: Women) -> Constants:
    """Return every fitted constant, by its name in period/domain/model/population.py."""
    ovulations = [
        [(cycle["length"], cycle["ovulation"]) for cycle in cycles if cycle["ovulation"]]
        for cycles in women.values()
    ]
    return {
        "CYCLE_LENGTH": fit_population(
            population=people.CYCLE_LENGTH,
            guesses=GUESSES,
            series=[[cycle["length"] for cycle in cycles] for cycles in women.values()],
            label="cycle lengths",
        ),
        "OVULATION_DAY": fit_population(
            population=people.OVULATION_DAY,
            guesses=GUESSES | {"typical": TYPICAL_OVULATION},
            series=[[day + people.OVULATION_SHIFT for _, day in own] for own in ovulations],
            label="ovulation days",
        ),
        **fit_luteal(series=[[length - day for length, day in own] for own in ovulations]),
    }


def _rounded(constant: float | Population) -> float | dict[str, float]:
    if isinstance(constant, Population):
        return {name: round(value, 4) for name, value in asdict(constant).items()}
    return round(constant, 2)


def main() -> None:
    """Print the constants, or the scores if --folds is given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_arguments(parser)
    parser.add_argument("--more", type=Path, help="another file of cycles (CSV)")
    parser.add_argument("--folds", type=int, default=0, help="score this number of groups")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.scorer)
    women = scorer.load(arguments.data)
    more = scorer.load(arguments.more) if arguments.more else {}
    if not arguments.folds:
        for name, value in fit(women=women | more).items():
            print(f"{name} = {_rounded(value)}")
        return
    fitted: dict[str, Constants] = {}
    for fold in tqdm(split_women(women=women, folds=arguments.folds), desc="folds"):
        others = {name: cycles for name, cycles in women.items() if name not in fold}
        fitted |= dict.fromkeys(fold, fit(women=others | more))
    print_table(bench=Bench(scorer, women, fitted))


if __name__ == "__main__":
    main()
