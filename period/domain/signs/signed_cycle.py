"""What the signs of a cycle tell of it: its length if it runs, its ovulation if it is complete."""

from functools import cache
from math import exp
from operator import mul

from period.domain.model.distribution import Distribution, mixture, normalised
from period.domain.model.population import LONGEST_LUTEAL, SHORTEST_LUTEAL
from period.domain.signs.cycle_signs import CycleSigns
from period.domain.signs.ovulation import CompleteCycle, luteal_length
from period.domain.signs.ovulation_signs import OvulationEvidence, log_likelihoods
from period.domain.signs.ovulation_tests import POSITIVE, runs

_NOTHING = 1e-12

KNOWN_FROM = 0.7
"""The ovulation of a past cycle is known from this probability of a day and its neighbours. The
luteal phase alone, without any sign, gives 0.57."""


def length_given_signs(
    *, evidence: OvulationEvidence, luteal: Distribution, next_length: Distribution
) -> Distribution:
    """Return the distribution of the cycle's length in days, given its signs.

    A confirmed ovulation sets it to one luteal phase later. Otherwise a length is as probable as
    before, times the likelihood of the ovulations that lead to it.
    """
    first = evidence.ovulation.first
    sure = list(map(mul, evidence.ovulation.probabilities, evidence.confirmed))
    unsure = [
        value * (1 - confirmed)
        for value, confirmed in zip(evidence.likelihood, evidence.confirmed, strict=True)
    ]
    explained = Distribution(first, unsure).plus(luteal)
    lengths = [
        # Ovulations before the first day cannot explain the shortest lengths: that is no evidence.
        probability * explained.at(length) / max(luteal.before(length - first + 1), _NOTHING)
        for length, probability in enumerate(next_length.probabilities, start=next_length.first)
    ]
    parts = []
    if (share := sum(sure)) > 0:
        parts.append((share, normalised(first=first, weights=sure).plus(luteal)))
    if share < 1 and sum(lengths) > 0:
        parts.append((1 - share, normalised(first=next_length.first, weights=lengths)))
    return mixture(parts=parts) if parts else next_length


def complete_cycle(*, signs: CycleSigns, length: int) -> CompleteCycle:
    """Return a cycle of that length in days, with the day of ovulation that its signs tell.

    Tests alone tell the day after a surge. With temperatures or mucus it is the median by all signs
    and the luteal phases of all women, where that is certain enough.
    """
    tested = _by_tests(signs, length)
    by_test = tested is not None
    ovulations = range(max(length - LONGEST_LUTEAL, 1), length - SHORTEST_LUTEAL + 1)
    if ovulations and (signs.temperatures or signs.mucus):
        ovulation = _by_all_signs(signs, length, ovulations)
        median = ovulation.median()
        if ovulation.within(median - 1, median + 1) >= KNOWN_FROM:
            return CompleteCycle(length, median, by_test)
    return CompleteCycle(length, tested, by_test)


def _by_tests(signs: CycleSigns, length: int) -> int | None:
    """Return the day after a surge began, None if no surge leaves a luteal phase of 7 to 17 days.

    If several do, the last one counts.
    """
    positive = (day for day, result in signs.tests.items() if result in POSITIVE)
    ovulations = [run[0] + 1 for run in runs(positive)]
    plausible = range(SHORTEST_LUTEAL, LONGEST_LUTEAL + 1)
    return max((day for day in ovulations if length - day in plausible), default=None)


def _by_all_signs(signs: CycleSigns, length: int, ovulations: range) -> Distribution:
    logs = log_likelihoods(signs=signs, ovulations=ovulations)
    totals = [sum(values) for values in zip(*logs.values(), strict=True)]
    highest = max(totals)
    luteal = _luteal_of_all()
    return normalised(
        first=ovulations[0],
        weights=[
            exp(total - highest) * luteal.at(length - day)
            for day, total in zip(ovulations, totals, strict=True)
        ],
    )


@cache
def _luteal_of_all() -> Distribution:
    return luteal_length(own=())
