"""Probability distributions over whole days: median, ranges, conditioning, sums, mixtures."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, erf, floor, sqrt
from operator import mul

_FAR = 5.0
"""Normal distributions are cut off this many standard deviations from the mean."""

_ROUNDING = 1e-12

ABOUT_AS_LIKELY = 0.9
"""A day beside the most probable one counts as about as likely from this share of it. Chosen."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Probabilities of the days `first`, `first + 1`, ..., which sum to one.

    The days may be cycle days, lengths in days, or days from a given date.
    """

    first: int
    probabilities: Sequence[float]

    @property
    def last(self) -> int:
        """The last day of the distribution, included."""
        return self.first + len(self.probabilities) - 1

    def at(self, day: int) -> float:
        """Return the probability of that day; 0 beyond both ends."""
        return self.probabilities[day - self.first] if self.first <= day <= self.last else 0.0

    def before(self, day: int) -> float:
        """Return the probability of all days before that day."""
        return sum(self.probabilities[: max(day - self.first, 0)])

    def within(self, earliest: int, latest: int) -> float:
        """Return the probability of the days from earliest to latest, both included."""
        return self.before(latest + 1) - self.before(earliest)

    def median(self) -> int:
        """Return the first day whose cumulative probability is one half or more."""
        cumulative = accumulate(self.probabilities)
        return self.first + next(i for i, p in enumerate(cumulative) if p >= 0.5 - _ROUNDING)

    def shortest_range(self, *, level: float) -> tuple[int, int]:
        """Return the first and last day of the shortest range that holds the level.

        Of ranges of the same length, the most probable wins; of those, the earliest.
        """
        cumulative = [0.0, *accumulate(self.probabilities)]
        level -= _ROUNDING
        best, best_held = (0, len(cumulative) - 1), 0.0
        begin = 0
        for end in range(1, len(cumulative)):
            while begin + 1 < end and cumulative[end] - cumulative[begin + 1] >= level:
                begin += 1
            held = cumulative[end] - cumulative[begin]
            shorter = best[1] - best[0] - (end - begin)
            if held >= level and (shorter > 0 or (not shorter and held > best_held + _ROUNDING)):
                best, best_held = (begin, end), held
        return self.first + best[0], self.first + best[1] - 1

    def likeliest(self) -> tuple[int, int]:
        """Return the first and last day of the likeliest run of days.

        It is the most probable day with those next to it that are about as likely.
        """
        peak = max(self.probabilities)
        first = last = self.first + self.probabilities.index(peak)
        while self.at(first - 1) >= ABOUT_AS_LIKELY * peak:
            first -= 1
        while self.at(last + 1) >= ABOUT_AS_LIKELY * peak:
            last += 1
        return first, last

    def not_before(self, day: int) -> "Distribution":
        """Return the distribution given that the day is not before `day`.

        Raise ValueError if no later day has a probability.
        """
        dropped = max(day - self.first, 0)
        return normalised(first=self.first + dropped, weights=self.probabilities[dropped:])

    def earlier_by(self, days: float) -> "Distribution":
        """Return the distribution moved earlier; a fraction of a day is split between two days."""
        whole = floor(days)
        part = days - whole
        padded = [0.0, *self.probabilities, 0.0]
        shares = [(1 - part) * day + part * following for day, following in pairwise(padded)]
        return Distribution(self.first - whole - 1, shares)

    def plus(self, other: "Distribution") -> "Distribution":
        """Return the distribution of the sum of two independent numbers of days."""
        return self._with(other.first, other.probabilities[::-1])

    def minus(self, other: "Distribution") -> "Distribution":
        """Return the distribution of the difference of two independent numbers of days."""
        return self._with(-other.last, other.probabilities)

    def _with(self, first: int, backwards: Sequence[float]) -> "Distribution":
        """Return the sum with a number of days from `first` on, its last probability first."""
        edge = [0.0] * (len(backwards) - 1)
        padded = [*edge, *self.probabilities, *edge]
        total = [
            sum(map(mul, padded[begin : begin + len(backwards)], backwards))
            for begin in range(len(self.probabilities) + len(edge))
        ]
        return Distribution(self.first + first, total)

    def moments(self) -> tuple[float, float]:
        """Return the mean and the variance."""
        days = range(self.first, self.last + 1)
        mean = sum(day * p for day, p in zip(days, self.probabilities, strict=True))
        square = sum(day * day * p for day, p in zip(days, self.probabilities, strict=True))
        return mean, square - mean * mean


def normalised(*, first: int, weights: Sequence[float]) -> Distribution:
    """Return the distribution from `first` on that is proportional to the weights.

    Raise ValueError if the weights sum to zero.
    """
    total = sum(weights)
    if total <= 0:
        raise ValueError("No day has a probability above zero.")
    return Distribution(first, [weight / total for weight in weights])


def normal(*, mean: float, variance: float) -> Distribution:
    """Return the normal distribution over whole days."""
    sd = sqrt(variance)
    first, last = floor(mean - _FAR * sd), ceil(mean + _FAR * sd)
    below = [erf((day - 0.5 - mean) / (sd * sqrt(2))) for day in range(first, last + 2)]
    return normalised(first=first, weights=[after - before for before, after in pairwise(below)])


def mixture(*, parts: Sequence[tuple[float, Distribution]]) -> Distribution:
    """Return the weighted mean of distributions; the weights need not sum to one."""
    first = min(part.first for _, part in parts)
    total = [0.0] * (max(part.last for _, part in parts) - first + 1)
    for weight, part in parts:
        for day, probability in enumerate(part.probabilities, start=part.first - first):
            total[day] += weight * probability
    return normalised(first=first, weights=total)
