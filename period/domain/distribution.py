"""A probability for each of a run of whole days, and what may be read off it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, erf, floor, sqrt

_FAR = 5.0
"""So many standard deviations from its mean a normal distribution ends."""

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Distribution:
    """Probabilities of the days `first`, `first + 1`, ..., which sum to one.

    What the days are counted from, or whether they are lengths, is up to whoever made it.
    """

    first: int
    probabilities: Sequence[float]

    @property
    def last(self) -> int:
        """The last day that has a probability, included."""
        return self.first + len(self.probabilities) - 1

    def at(self, day: int) -> float:
        """Return the probability of that day, which may lie beyond both ends."""
        return self.probabilities[day - self.first] if self.first <= day <= self.last else 0.0

    def before(self, day: int) -> float:
        """Return the probability of all days before it."""
        return sum(self.probabilities[: max(day - self.first, 0)])

    def within(self, earliest: int, latest: int) -> float:
        """Return the probability of the days from earliest to latest, both included."""
        return self.before(latest + 1) - self.before(earliest)

    def median(self) -> int:
        """Return the first day by which half of the probability has passed."""
        passed = accumulate(self.probabilities)
        return self.first + next(i for i, share in enumerate(passed) if share >= 0.5 - _ROUNDING)

    def shortest_range(self, *, level: float) -> tuple[int, int]:
        """Return the fewest days in a row that hold the level: the first and the last of them.

        Of runs as short the most probable counts, and of these the earliest.
        """
        passed = [0.0, *accumulate(self.probabilities)]
        level -= _ROUNDING
        best, best_held = (0, len(passed) - 1), 0.0
        begin = 0
        for end in range(1, len(passed)):
            while begin + 1 < end and passed[end] - passed[begin + 1] >= level:
                begin += 1
            held = passed[end] - passed[begin]
            shorter = best[1] - best[0] - (end - begin)
            if held >= level and (shorter > 0 or (not shorter and held > best_held + _ROUNDING)):
                best, best_held = (begin, end), held
        return self.first + best[0], self.first + best[1] - 1

    def not_before(self, day: int) -> "Distribution":
        """Return what is left once the days before that day are over.

        Raise ValueError if nothing is.
        """
        over = max(day - self.first, 0)
        return normalised(first=self.first + over, weights=self.probabilities[over:])

    def earlier_by(self, days: float) -> "Distribution":
        """Return it so many days earlier; a part of a day is shared between two days."""
        whole = floor(days)
        part = days - whole
        padded = [0.0, *self.probabilities, 0.0]
        shares = [(1 - part) * day + part * following for day, following in pairwise(padded)]
        return Distribution(self.first - whole - 1, shares)

    def plus(self, other: "Distribution") -> "Distribution":
        """Return the distribution of the sum of two independent numbers of days."""
        total = [0.0] * (len(self.probabilities) + len(other.probabilities) - 1)
        for begin, probability in enumerate(self.probabilities):
            for step, more in enumerate(other.probabilities, start=begin):
                total[step] += probability * more
        return Distribution(self.first + other.first, total)

    def moments(self) -> tuple[float, float]:
        """Return the mean and the variance."""
        days = range(self.first, self.last + 1)
        mean = sum(day * p for day, p in zip(days, self.probabilities, strict=True))
        square = sum(day * day * p for day, p in zip(days, self.probabilities, strict=True))
        return mean, square - mean * mean


def normalised(*, first: int, weights: Sequence[float]) -> Distribution:
    """Return the distribution of days from the first on which are as likely as their weights.

    Raise ValueError if the weights sum to nothing.
    """
    total = sum(weights)
    if total <= 0:
        raise ValueError("No day is left that could be meant.")
    return Distribution(first, [weight / total for weight in weights])


def normal(*, mean: float, variance: float) -> Distribution:
    """Return the normal distribution over whole days."""
    sd = sqrt(variance)
    first, last = floor(mean - _FAR * sd), ceil(mean + _FAR * sd)
    below = [erf((day - 0.5 - mean) / (sd * sqrt(2))) for day in range(first, last + 2)]
    return normalised(first=first, weights=[after - before for before, after in pairwise(below)])


def mixture(*, parts: Sequence[tuple[float, Distribution]]) -> Distribution:
    """Return the mean of distributions by their weights, which need not sum to one."""
    first = min(part.first for _, part in parts)
    total = [0.0] * (max(part.last for _, part in parts) - first + 1)
    for weight, part in parts:
        for day, probability in enumerate(part.probabilities, start=part.first - first):
            total[day] += weight * probability
    return normalised(first=first, weights=total)
