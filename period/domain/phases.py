"""The phases of a cycle.

Menstrual during bleeding; then follicular; ovulatory on the day of ovulation and the day on each
side of it; luteal after that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from period.domain import population as people
from period.domain.distribution import Distribution, normalised

PhaseName: TypeAlias = Literal["menstrual", "follicular", "ovulatory", "luteal"]


@dataclass(frozen=True, slots=True)
class Phase:
    """The most probable phase, and its probability."""

    name: PhaseName
    probability: float


def bleeding_length(*, own: Sequence[int]) -> Distribution:
    """Return the distribution of the length of her menses in days, given her past ones.

    Menses of a single day are ignored: she may have logged only their start.
    """
    counts = people.BLEEDING_DAYS
    days = range(min(counts), max(counts) + 1)
    weight = people.BLEEDING_OWN_WEIGHT / sum(counts.values())
    return normalised(
        first=days.start, weights=[weight * counts[day] + own.count(day) for day in days]
    )


def bleeding_probability(*, length: Distribution, logged_days: int, day: int) -> float:
    """Return the probability of menses on a cycle day, given `logged_days` days in the log."""
    survival = length.within(logged_days, length.last)
    return length.within(day, length.last) / survival if survival else 0.0


def most_probable_phase(
    *, day: int, bleeding: float, ovulation: Distribution, in_this_cycle: float
) -> Phase:
    """Return the most probable phase on a cycle day.

    `bleeding` is the probability that she bleeds on that day, `ovulation` the cycle day of
    ovulation. `in_this_cycle` is the probability that no later period is unlogged; it scales the
    probability of the phase.
    """
    after_ovulation = ovulation.before(day - 1)
    before_ovulation = 1 - ovulation.before(day + 2)
    probabilities: dict[PhaseName, float] = {
        "menstrual": bleeding,
        "follicular": (1 - bleeding) * before_ovulation,
        "ovulatory": (1 - bleeding) * (1 - before_ovulation - after_ovulation),
        "luteal": (1 - bleeding) * after_ovulation,
    }
    name = max(probabilities, key=lambda phase: probabilities[phase])
    return Phase(name, probabilities[name] * in_this_cycle)
