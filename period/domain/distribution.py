"""A probability for each of a run of whole days, and what may be read off it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Distribution:
    """Probabilities of the days `first`, `first + 1`, ..., which sum to one.

    What a day is counted from (the first day of menses, today) is the owner's business.
    """

    first: int
    probabilities: Sequence[float]

    @property
    def last(self) -> int:
        """The last day it speaks of, included."""
        return self.first + len(self.probabilities) - 1

    def at(self, day: int) -> float:
        """Return the probability of that day; 0 beyond both ends."""
        return self.probabilities[day - self.first] if self.first <= day <= self.last else 0.0

    def within(self, *, earliest: int, latest: int) -> float:
        """Return the probability of the days from earliest to latest, both included."""
        begin = max(earliest - self.first, 0)
        return sum(self.probabilities[begin : max(latest - self.first + 1, begin)])

    def from_day(self, day: int) -> float:
        """Return the probability of that day or a later one."""
        return self.within(earliest=day, latest=self.last)

    def median(self) -> int:
        """Return the first day by which half of the probability has passed."""
        below = accumulate(self.probabilities)
        return self.first + next(i for i, passed in enumerate(below) if passed >= 0.5 - 1e-12)

    def shortest_range(self, *, level: float) -> tuple[int, int]:
        """Return the fewest days in a row, both ends included, that hold so much probability.

        Of several runs as short, the most probable, and of these the earliest. All days if the
        level is one or more.
        """
        best = (len(self.probabilities), -1.0, 0)
        begin, held = 0, 0.0
        for end, probability in enumerate(self.probabilities):
            held += probability
            while held - self.probabilities[begin] >= level and begin < end:
                held -= self.probabilities[begin]
                begin += 1
            if held >= level and (end - begin + 1, -held) < (best[0], -best[1]):
                best = (end - begin + 1, held, begin)
        return self.first + best[2], self.first + best[2] + best[0] - 1

    def not_before(self, day: int) -> "Distribution":
        """Return what remains once the days before it are known to be over.

        Raise ZeroDivisionError if nothing remains.
        """
        begin = max(day - self.first, 0)
        return normalised(self.first + begin, self.probabilities[begin:])

    def weighed_by(self, weights: Sequence[float]) -> "Distribution":
        """Return it with each day's probability times its weight, day for day.

        Raise ZeroDivisionError if nothing remains.
        """
        return normalised(
            self.first,
            [p * weight for p, weight in zip(self.probabilities, weights, strict=True)],
        )

    def earlier_by(self, days: float) -> "Distribution":
        """Return it that many days earlier, where a part of a day is shared between two days."""
        whole = int(days)
        part = days - whole
        return Distribution(
            self.first - whole - 1,
            [
                (1 - part) * here + part * following
                for here, following in zip(
                    [0.0, *self.probabilities], [*self.probabilities, 0.0], strict=True
                )
            ],
        )

    def plus(self, other: "Distribution") -> "Distribution":
        """Return the distribution of the sum of the two, if they are independent."""
        total = [0.0] * (len(self.probabilities) + len(other.probabilities) - 1)
        width = len(other.probabilities)
        for begin, probability in enumerate(self.probabilities):
            if probability:
                total[begin : begin + width] = [
                    held + probability * more
                    for held, more in zip(
                        total[begin : begin + width], other.probabilities, strict=True
                    )
                ]
        return Distribution(self.first + other.first, total)


def normalised(first: int, weights: Sequence[float]) -> Distribution:
    """Return the distribution of days from the first on that is proportional to the weights.

    Raise ZeroDivisionError if they sum to nothing.
    """
    total = sum(weights)
    return Distribution(first, [weight / total for weight in weights])


def mixture(parts: Sequence[tuple[float, Distribution]]) -> Distribution:
    """Return the weighted mean of distributions; the weights need not sum to one."""
    first = min(part.first for _, part in parts)
    total = [0.0] * (max(part.last for _, part in parts) - first + 1)
    for weight, part in parts:
        for day, probability in enumerate(part.probabilities, start=part.first - first):
            total[day] += weight * probability
    return normalised(first, total)
