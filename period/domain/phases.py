"""The phase of the cycle that she is in, as far as it can be told.

Menstrual while she bleeds; then follicular; ovulatory on the day of ovulation and the day on each
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
    """Return the distribution of the length of her menses, in days, given those she had.

    Menses of a single day count for nothing: she may have logged their start only.
    """
    usual = people.BLEEDING_DAYS
    days = range(min(usual), max(usual) + 1)
    weight = people.BLEEDING_OWN_WEIGHT / sum(usual.values())
    return normalised(
        first=days.start, weights=[weight * usual[day] + own.count(day) for day in days]
    )


def still_bleeding(*, length: Distribution, so_far: int, day: int) -> float:
    """Return the probability of menses on that cycle day, when the log shows `so_far` days."""
    as_long = length.within(so_far, length.last)
    return length.within(day, length.last) / as_long if as_long else 0.0


def most_probable_phase(
    *, day: int, bleeding: float, ovulation: Distribution, in_this_cycle: float
) -> Phase:
    """Return the phase on that cycle day.

    `bleeding` is the probability that she bleeds on it, `ovulation` the cycle day of ovulation,
    and `in_this_cycle` the probability that no later period went unlogged: all other phases are
    less probable by as much.
    """
    later = ovulation.before(day - 1)
    earlier = 1 - ovulation.before(day + 2)
    probabilities: dict[PhaseName, float] = {
        "menstrual": bleeding,
        "follicular": (1 - bleeding) * earlier,
        "ovulatory": (1 - bleeding) * (1 - earlier - later),
        "luteal": (1 - bleeding) * later,
    }
    name = max(probabilities, key=lambda phase: probabilities[phase])
    return Phase(name, probabilities[name] * in_this_cycle)
