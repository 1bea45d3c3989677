"""The phases of a cycle.

Menstrual during bleeding; then follicular; ovulatory on the day of ovulation and the day on each
side of it; luteal after that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from period.domain.log.logged_day import Day
from period.domain.model import population as people
from period.domain.model.distribution import Distribution, normalised
from period.domain.periods.menses import Period

PhaseName: TypeAlias = Literal["menstrual", "follicular", "ovulatory", "luteal"]

MAX_BLEEDING_DAYS = 120
"""The longest bleeding of the model: after it the series of cycles is broken."""


@dataclass(frozen=True, slots=True)
class Phase:
    """The most probable phase, and its probability."""

    name: PhaseName
    probability: float


def bleeding_length(*, own: Sequence[int], stated: int | None = None) -> Distribution:
    """Return the distribution of the length of her menses in days, given her past ones.

    Menses of a single day are ignored: she may have logged only their start. The length that she
    states counts as one of her own. Some probability remains for bleeding that lasts longer than
    any before.
    """
    known = [*own, stated]
    counts = people.BLEEDING_DAYS
    first, longest = min(counts), max(counts)
    weight = people.BLEEDING_OWN_WEIGHT / sum(counts.values())
    weights = [
        weight * counts.get(day, 0) + known.count(day)
        for day in range(first, MAX_BLEEDING_DAYS + 1)
    ]
    longer = people.BLEEDING_OWN_WEIGHT * people.BLEEDING_LONGER_SHARE
    for day in range(longest, MAX_BLEEDING_DAYS + 1):
        weights[day - first] += longer * (1 - people.BLEEDING_GOES_ON)
        longer *= people.BLEEDING_GOES_ON
    return normalised(first=first, weights=weights)


def bleeding_probability(*, length: Distribution, logged_days: int, day: int) -> float:
    """Return the probability of menses on a cycle day, given `logged_days` days in the log."""
    survival = length.within(logged_days, length.last)
    return length.within(day, length.last) / survival if survival else 0.0


def bleeding_on(
    *, periods: Sequence[Period], days: Iterable[Day], today: date, length: Distribution
) -> float:
    """Return the probability that she bleeds today: 1 or 0 if the log shows it.

    `periods` are those of the log, oldest first, `length` the distribution of her menses.
    """
    current = periods[-1]
    if current.end == today:
        return 1.0
    if any(day.flow is not None and current.end < day.date <= today for day in days):
        return 0.0
    day = (today - current.start).days + 1
    return bleeding_probability(length=length, logged_days=current.span_days, day=day)


def most_probable_phase(
    *,
    day: int,
    bleeding: float,
    ovulation: Distribution,
    in_this_cycle: float,
    no_period: float = 0.0,
) -> Phase | None:
    """Return the most probable phase on a cycle day, None if something else is more probable.

    `bleeding` is the probability that she bleeds on that day, `ovulation` the cycle day of
    ovulation. `in_this_cycle` is the probability that no later period is unlogged and no pregnancy
    began; it scales the probability of each phase, but for menses that the log shows. `no_period`
    is the probability that the bleeding which began this cycle was no period.
    """
    menses = bleeding * (1 - no_period)
    if bleeding == 1:
        return Phase("menstrual", menses) if menses >= no_period else None
    after_ovulation = ovulation.before(day - 1)
    before_ovulation = 1 - ovulation.before(day + 2)
    probabilities: dict[PhaseName, float] = {
        "menstrual": menses,
        "follicular": (1 - menses) * before_ovulation,
        "ovulatory": (1 - menses) * (1 - before_ovulation - after_ovulation),
        "luteal": (1 - menses) * after_ovulation,
    }
    name = max(probabilities, key=lambda phase: probabilities[phase])
    probability = probabilities[name] * in_this_cycle
    return Phase(name, probability) if probability >= 1 - in_this_cycle else None
