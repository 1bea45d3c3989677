"""The phases of a cycle.

Menstrual during bleeding; then follicular; ovulatory on the day of ovulation and the day on each
side of it; luteal after that.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from period.domain import population as people
from period.domain.cycles import Cycle, FlagCode
from period.domain.distribution import Distribution, normalised

PhaseName: TypeAlias = Literal["menstrual", "follicular", "ovulatory", "luteal"]

_UNUSUAL_LENGTHS: frozenset[FlagCode] = frozenset({"cycle_short", "cycle_long", "series_broken"})
"""Flags of a cycle whose phases cannot be estimated: it may be part of a cycle, or several."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Phase:
    """The most probable phase, and its probability."""

    name: PhaseName
    probability: float


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase of a past cycle, from its first to its last day, both included."""

    name: PhaseName
    first: date
    last: date


def past_phases(*, cycles: Iterable[Cycle]) -> list[PhaseSpan]:
    """Return the phases of each cycle, in the order of the cycles.

    The menstrual phase is logged. The others are estimated if the cycle is complete and its length
    usual: ovulation one mean luteal phase before the next period, and the ovulatory phase from the
    day before ovulation to the day after it.
    """
    return [span for cycle in cycles for span in _phases_of(cycle)]


def _phases_of(cycle: Cycle) -> Iterator[PhaseSpan]:
    bleeding_end = cycle.period.end
    yield PhaseSpan("menstrual", cycle.start, bleeding_end)
    is_unusual = any(flag.code in _UNUSUAL_LENGTHS for flag in cycle.flags)
    if cycle.length is None or is_unusual:
        return
    end = cycle.start + (cycle.length - 1) * _DAY
    ovulation = end - round(people.LUTEAL_LENGTH) * _DAY
    luteal_start = max(bleeding_end, ovulation + _DAY) + _DAY
    estimated = (
        PhaseSpan("follicular", bleeding_end + _DAY, ovulation - 2 * _DAY),
        PhaseSpan("ovulatory", max(bleeding_end, ovulation - 2 * _DAY) + _DAY, ovulation + _DAY),
        PhaseSpan("luteal", luteal_start, end),
    )
    yield from (span for span in estimated if span.first <= span.last)


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
