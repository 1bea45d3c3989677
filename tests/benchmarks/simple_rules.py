"""The rules of other period trackers, written from their descriptions.

Each takes the lengths of her cycles in days, oldest first, and returns the next length.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from statistics import fmean, median
from typing import TypeAlias

from tests.benchmarks.scorer import Prediction, Predictor, Task, Tasks

Rule: TypeAlias = Callable[[Sequence[int]], float]

USUAL = 28
"""The prediction of a rule without any history."""

POPULATION_MEAN = 29.0

LONGEST = 130


def mean_of_last(count: int | None, lengths: Sequence[int]) -> float:
    """The mean of the last `count` cycles, or of all."""
    return fmean(lengths[-count:] if count else lengths) if lengths else USUAL


def median_of_all(lengths: Sequence[int]) -> float:
    """The median of all cycles."""
    return median(lengths) if lengths else USUAL


def shrunk_mean(lengths: Sequence[int], *, weight: float = 1.0) -> float:
    """The mean of all cycles and one more of the population's mean length."""
    return (sum(lengths) + weight * POPULATION_MEAN) / (len(lengths) + weight)


def mensinator(lengths: Sequence[int]) -> float:
    """The mean of the last five cycles, its fraction cut off."""
    return int(mean_of_last(5, lengths))


def periodical(lengths: Sequence[int]) -> float:
    """The mean of the cycles of up to 183 days, as a whole number."""
    usable = [length for length in lengths if length <= 183]
    return sum(usable) // len(usable) if usable else USUAL


RULES: dict[str, Rule] = {
    "always 28": lambda _: USUAL,
    "mean of all (drip)": partial(mean_of_last, None),
    "mean of last 3": partial(mean_of_last, 3),
    "mean of last 6": partial(mean_of_last, 6),
    "median of all": median_of_all,
    "mean shrunk to the population": shrunk_mean,
    "mean of last 5, truncated (Mensinator)": mensinator,
    "integer mean up to 183 d (Periodical)": periodical,
}


def as_predictor(*, rule: Rule, tasks: Tasks) -> Predictor:
    """Return the rule as a distribution: its point, spread by its errors on these tasks.

    This favours the rule, because it knows its errors on the scored cycles. So a model that scores
    better than the rule is really better.
    """
    errors = Counter(
        answer - round(rule(task["history"])) for task, answer in tasks if task["history"]
    )
    spread: dict[int, float] = defaultdict(float)
    for error, count in errors.items():
        for nearby, share in ((-1, 0.25), (0, 0.5), (1, 0.25)):
            spread[error + nearby] += count * share
    total = sum(spread.values())

    def predict(task: Task) -> Prediction:
        point = round(rule(task["history"]))
        pmf: dict[int, float] = defaultdict(float)
        for error, share in spread.items():
            pmf[min(max(point + error, 0), LONGEST)] += share / total
        return {"point": point, "pmf": pmf}

    return predict
