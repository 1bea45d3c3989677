"""How large an effect is, its interval over cycles, and how small a one could have been found."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, pi, sqrt, tan
from statistics import NormalDist, fmean, stdev
from typing import Final

from glowcycle.insights.domain.differences import Difference

LEVEL: Final = 0.90
POWER: Final = 0.80

_NORMAL: Final = NormalDist()
_ROUNDS: Final = 20
"""The smallest effect on a share no longer changes after these rounds."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The mean difference between window and rest over cycles, its interval, and its agreement.

    `share` is the share of cycles whose difference has the sign of the mean.
    """

    mean: float
    low: float
    high: float
    share: float


def effect(of: Sequence[Difference], *, logged: Sequence[float]) -> Effect:
    """Return the effect that these differences show: at least two cycles.

    `logged` are the differences of her values as they are: a cycle in which that is 0 shows
    nothing, whatever her weekdays leave of it. The interval is Student's t over cycles: a
    percentile bootstrap covers only 79 to 83 %.
    """
    mean = fmean(difference.own for difference in of)
    deviation = stdev(difference.with_weekdays for difference in of)
    margin = t_quantile((1 + LEVEL) / 2, freedom=len(of) - 1) * deviation / sqrt(len(of))
    agreeing = sum(
        bool(as_it_is) and difference.own * mean > 0
        for difference, as_it_is in zip(of, logged, strict=True)
    )
    return Effect(mean, mean - margin, mean + margin, agreeing / len(of))


def smallest_effect(*, deviation: float, widening: float, tests: int, rate: float) -> float:
    """Return the smallest effect, in size, that is found with POWER by one of `tests` tests.

    Each test is taken at `rate` divided by their number. `deviation` is the standard deviation of
    an effect that chance alone shows (Bloom: Minimum detectable effects, Evaluation Review 19,
    1995). An effect is rotated along with the values, so with one of size x the rotations have the
    variance deviation^2 + widening x^2. Infinite where POWER is out of reach.
    """
    return _smallest(rotated=deviation, own=deviation, widening=widening, level=rate / tests)


def smallest_effect_on_share(
    *, deviation: float, widening: float, tests: int, rate: float, share: float, inside: float
) -> float:
    """Return the same for an outcome of yes or no, as a difference of shares of days.

    `share` is that of all days with a yes, `inside` that of the days inside the window. A share s
    has the variance s (1 - s) for each day, so an effect changes the variance of the days inside:
    they make up most of the variance of the effect, and a few of the days that are rotated.
    """
    size = 0.0
    for _ in range(_ROUNDS):
        raised = share + size if share <= 1 / 2 else share - size
        change = raised * (1 - raised) / (share * (1 - share)) - 1 if 0 < share < 1 else 0.0
        size = _smallest(
            rotated=deviation * sqrt(1 + inside * change),
            own=deviation * sqrt(1 + (1 - inside) * change),
            widening=widening,
            level=rate / tests,
        )
        if size > max(share, 1 - share):
            return inf
    return size


def _smallest(*, rotated: float, own: float, widening: float, level: float) -> float:
    threshold, power = _NORMAL.inv_cdf(1 - level / 2), _NORMAL.inv_cdf(POWER)
    # x = threshold sqrt(rotated^2 + widening x^2) + power own, solved for x.
    rest = 1 - threshold**2 * widening
    if rest <= 0:
        return inf
    more = threshold**2 * rotated**2 - power**2 * own**2
    return (power * own + sqrt(power**2 * own**2 + rest * more)) / rest


def t_quantile(probability: float, *, freedom: int) -> float:
    """Return the quantile of Student's t by Cornish and Fisher's expansion.

    Abramowitz, Stegun: Handbook of Mathematical Functions, 26.7.5. For the intervals here it is
    within 0.01 of the exact value with two degrees of freedom, and within 0.002 with more. With one
    it would be 5 % too small; there, t is Cauchy's distribution.
    """
    if freedom == 1:
        return tan(pi * (probability - 1 / 2))
    x = _NORMAL.inv_cdf(probability)
    terms = (
        x,
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92_160,
    )
    return sum((term / freedom**power for power, term in enumerate(terms)), 0.0)
