"""Ovulation tests as evidence for the day of ovulation.

Strips and monitors detect the surge of luteinising hormone that leads to ovulation; a monitor's
high is the oestrogen of the days before it. A low reading counts as negative.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log

from period.domain.log.logged_day import OvulationTest
from period.domain.model.population import SURGE_TO_OVULATION

POSITIVE: frozenset[OvulationTest] = frozenset({"positive", "peak"})
"""The results that show a surge."""

SAME_SURGE = 2
"""Positive tests at most this many days apart belong to one surge; it begins with the first."""

FALSE_SURGE = 0.08 / 30
"""The probability that a surge begins on a given day without leading to ovulation: at most the 8 %
that SURGE_TO_OVULATION tells of, on any day of a month."""

EARLIER_SURGE = 0.3
"""How much less likely an earlier surge led to ovulation than the last one, because a surge may
fail and be repeated. Chosen."""

UNSEEN_ONSET = 0.45
"""The probability that a surge began the day before its first positive test, if she did not test on
that day although she logs negative tests, too. Surges last one to three days."""

NEGATIVE_SHARES = {2: 0.8, 1: 0.15, 0: 0.4, -1: 0.8}
"""The share of negative tests by the days from the test to ovulation, from SURGE_TO_OVULATION and
surges of one to three days (Kerin: Ovulation detection in the human, Clin Reprod Fertil 1, 1982).
"""

NEGATIVE_ELSEWHERE = 0.98

HIGH_SHARES = {
    9: 0.10, 8: 0.14, 7: 0.20, 6: 0.30, 5: 0.42, 4: 0.54, 3: 0.60, 2: 0.55, 1: 0.30, 0: 0.20,
}  # fmt: skip
"""The share of high readings of a monitor by the days from the reading to ovulation: four to five
days come before the peak, with a wide spread (Behre, Kuhlage, Gassner, Sonntag, Schem, Schneider,
Nieschlag: Prediction of ovulation by urinary hormone measurements with the home use ClearPlan
Fertility Monitor, Hum Reprod 15, 2000)."""

HIGH_ELSEWHERE = 0.06

WEIGHT, HIGH_WEIGHT = 0.4, 0.25
"""The exponents of the likelihood of negative tests and of high readings: tests of neighbouring
days err together. Chosen: ranges then hold what they say on simulated charts."""

_NEGATIVE = {
    lag: WEIGHT * log(share / NEGATIVE_ELSEWHERE) for lag, share in NEGATIVE_SHARES.items()
}
_HIGH = {lag: HIGH_WEIGHT * log(share / HIGH_ELSEWHERE) for lag, share in HIGH_SHARES.items()}


def runs(days: Iterable[int]) -> list[list[int]]:
    """Return the runs of days at most SAME_SURGE apart, in order."""
    found: list[list[int]] = []
    for day in sorted(days):
        if found and day - found[-1][-1] <= SAME_SURGE:
            found[-1].append(day)
        else:
            found.append([day])
    return found


def surge_likelihoods(
    *, tests: Mapping[int, OvulationTest], ovulations: Sequence[int]
) -> dict[int, list[float]]:
    """Return for the first cycle day of each surge the likelihood that it led to each ovulation.

    That is beside FALSE_SURGE, the likelihood that it led to none of them.
    """
    surges = [run[0] for run in runs(day for day, result in tests.items() if result in POSITIVE)]
    logs_negative = any(result not in POSITIVE for result in tests.values())
    likelihoods = {}
    for surge in surges:
        unseen = UNSEEN_ONSET if logs_negative and surge - 1 not in tests else 0.0
        weight = 1.0 if surge == surges[-1] else EARLIER_SURGE
        led = [0.0] * len(ovulations)
        for onset, share in ((surge, weight * (1 - unseen)), (surge - 1, weight * unseen)):
            for lag, probability in SURGE_TO_OVULATION.items():
                place = onset + lag - ovulations[0]
                if 0 <= place < len(led):
                    led[place] += share * probability
        likelihoods[surge] = led
    return likelihoods


def log_likelihood(*, tests: Mapping[int, OvulationTest], ovulations: Sequence[int]) -> list[float]:
    """Return the log likelihood of the tests, by cycle day, for each cycle day of ovulation.

    `ovulations` are consecutive. Only ratios between days matter.
    """
    likelihoods = [0.0] * len(ovulations)
    for day, result in tests.items():
        if result not in POSITIVE:
            for lag, value in (_HIGH if result == "high" else _NEGATIVE).items():
                place = day + lag - ovulations[0]
                if 0 <= place < len(likelihoods):
                    likelihoods[place] += value
    if led := surge_likelihoods(tests=tests, ovulations=ovulations):
        for place, shares in enumerate(zip(*led.values(), strict=True)):
            if total := sum(shares):
                likelihoods[place] += log(1 + total / FALSE_SURGE)
    return likelihoods
