"""Waking temperatures as evidence for the day of ovulation.

Progesterone raises the temperature after ovulation and holds it until the next period. Her low
level and her shift are unknown; both are integrated out, so no rule has to say how many high
readings follow how many low ones.
"""

from collections.abc import Mapping, Sequence
from math import log

NOISE = 0.13
"""Standard deviation of a waking temperature about its level, in degrees Celsius: 0.10 to 0.15 in
charts (Barron, Fehring: Basal body temperature assessment: is it useful to couples seeking
pregnancy?, MCN 30, 2005)."""

SHIFT, SHIFT_SPREAD = 0.32, 0.10
"""The rise after ovulation in degrees: 0.2 to 0.5 (Barron, Fehring 2005)."""

RISE = (0.4, 0.75)
"""The share of the rise on the first and the second day after ovulation; then it is complete."""

FARTHEST = 0.3
"""A reading counts as at most this far, in degrees, from the median of the readings about it: late
waking or a short night moves a single day by more."""

_NEIGHBOURS = 2

WEIGHT = 0.55
"""The exponent of the likelihood: neighbouring days err together. Chosen: ranges then hold what
they say on simulated charts."""


def log_likelihood(*, readings: Mapping[int, float], ovulations: Sequence[int]) -> list[float]:
    """Return the log likelihood of the readings, by cycle day, for each cycle day of ovulation.

    `ovulations` are consecutive. A day of ovulation after the last reading means that no rise is
    in the readings yet.
    """
    days = sorted(readings)
    values = _without_spikes([readings[day] for day in days])
    mean = sum(values) / len(values)
    deviations = {day: value - mean for day, value in zip(days, values, strict=True)}
    square = sum(value * value for value in deviations.values())
    # The sums over the days of the full rise, for each candidate from the last to the first.
    likelihoods: list[float] = []
    full_days, full_sum = 0, 0.0
    remaining = list(deviations.items())
    for ovulation in reversed(ovulations):
        while remaining and remaining[-1][0] > ovulation + len(RISE):
            full_days += 1
            full_sum += remaining.pop()[1]
        rise, rise_square, product = float(full_days), float(full_days), full_sum
        for day, share in enumerate(RISE, start=ovulation + 1):
            if day in deviations:
                rise += share
                rise_square += share * share
                product += share * deviations[day]
        rise_square -= rise * rise / len(days)
        likelihoods.append(_marginal(square, product, rise_square))
    return likelihoods[::-1]


def _marginal(square: float, product: float, rise_square: float) -> float:
    """Return the log likelihood with the low level and the shift integrated out.

    The arguments are the centred sums of squares of the readings, of products, and of the rise.
    """
    noise = NOISE * NOISE
    certainty = 1 + SHIFT_SPREAD**2 * rise_square / noise
    left = product - SHIFT * rise_square
    residual = square - 2 * SHIFT * product + SHIFT**2 * rise_square
    residual -= SHIFT_SPREAD**2 * left * left / (noise * certainty)
    return WEIGHT * -(residual / noise + log(certainty)) / 2


def _without_spikes(values: Sequence[float]) -> list[float]:
    clipped = []
    for place, value in enumerate(values):
        about = sorted(values[max(place - _NEIGHBOURS, 0) : place + _NEIGHBOURS + 1])
        middle = about[len(about) // 2]
        clipped.append(min(max(value, middle - FARTHEST), middle + FARTHEST))
    return clipped
