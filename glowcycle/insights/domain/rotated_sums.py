"""The days of a window in each rotation of a cycle, and how far they are from the other days."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

from glowcycle.insights.domain.segments import Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class RotatedSums:
    """The sum and the number of the values inside a window, for each rotation of one segment.

    The first rotation is by no day: her own days. `logged` is the number of all values, which add
    up to nothing, and `squares` the sum of their squares. `size` is the length of the window.
    """

    sums: Sequence[float]
    counts: Sequence[int]
    logged: int
    squares: float
    size: int

    def terms(self, likeness: float) -> list[float]:
        """Return window minus rest in standard errors, for each rotation.

        Empty if window or rest has no value; rotations in which one has none are left out. For days
        of that `likeness`, the variance of the mean of n of them is that of one day times
        (1 + (n - 1) likeness) / n (Kish: Survey Sampling, 1965, on cluster samples).
        """
        if not 0 < self.counts[0] < self.logged:
            return []
        factors = {}
        for inside in {*self.counts} - {0, self.logged}:
            outside = self.logged - inside
            variance = (1 + (inside - 1) * likeness) / inside + 1 / outside
            # The rest adds up to minus the sum of the window.
            factors[inside] = (1 / inside + 1 / outside) / sqrt(variance)
        return [
            total * factors[inside]
            for total, inside in zip(self.sums, self.counts, strict=True)
            if inside in factors
        ]


def rotated_sums(segment: Segment) -> RotatedSums:
    """Return the sums of a segment, whose values add up to nothing."""
    logged = [value for value in segment.values if value is not None]
    first, size = segment.window.start % len(segment.values), len(segment.window)
    around = segment.values[first:] + segment.values[:first]
    around += around[: size - 1]
    totals = [0.0, *accumulate(value or 0.0 for value in around)]
    days = [0, *accumulate(value is not None for value in around)]
    return RotatedSums(
        sums=[after - before for before, after in zip(totals, totals[size:], strict=False)],
        counts=[after - before for before, after in zip(days, days[size:], strict=False)],
        logged=len(logged),
        squares=sum([value * value for value in logged]),
        size=size,
    )


def likeness(of: Sequence[RotatedSums]) -> float:
    """Return how alike two days in one window are, from 0 to 1: their intraclass correlation.

    It is the mean product of two values that one window of any rotation holds, by the mean square
    of all values: the same for every rotation, so that the test may weigh by it. The values of a
    segment add up to nothing, so shuffled ones would have a product below 0, which is taken off.
    """
    pairs, products = 0, 0.0
    for segment in of:
        held = sum([count * (count - 1) for count in segment.counts])
        if held:
            shuffled = segment.squares / segment.logged / (segment.logged - 1)
            products += (
                sum([total * total for total in segment.sums]) - segment.size * segment.squares
            )
            products += held * shuffled
            pairs += held
    square = sum(segment.squares for segment in of) / sum(segment.logged for segment in of)
    return min(max(products / pairs / square, 0.0), 1.0) if pairs and square else 0.0
