"""The cycle she is in: how long it may last, and when ovulation falls in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from period.domain.distribution import Distribution
from period.domain.ovulation import (
    CompleteCycle,
    expected_ovulation,
    luteal_length,
    ovulation_after,
    still_running,
    with_surge,
)
from period.domain.population import CYCLE_LENGTH

LATE_BELOW, NO_DATE_BELOW = 0.05, 0.005
"""The shares of her cycles below which lasting so long is called late, and gets no date."""

OvulationSource: TypeAlias = Literal["periods", "past_tests", "test"]


@dataclass(frozen=True, slots=True)
class RunningCycle:
    """A cycle that began on `start` and is known to last `least` days or more.

    `length` (days) and `ovulation` (cycle days) are what was to be expected of it before it was
    known how long it lasts; `luteal` is the length of its luteal phase.
    """

    start: date
    least: int
    length: Distribution
    ovulation: Distribution
    ovulation_source: OvulationSource
    luteal: Distribution

    @property
    def remaining(self) -> Distribution:
        """The length in days, now that it is known to last so long."""
        return self.length.not_before(self.least)

    @property
    def lasting(self) -> float:
        """The share of such cycles that would last so long."""
        return 1 - self.length.before(self.least)

    @property
    def is_late(self) -> bool:
        """Whether few such cycles would last so long."""
        return self.lasting < LATE_BELOW

    @property
    def is_overdue(self) -> bool:
        """Whether so few would that the log no longer tells when the next period comes."""
        return self.lasting < NO_DATE_BELOW

    @property
    def forgotten(self) -> float:
        """The probability that it is over, and the period that ended it was not logged."""
        forgotten = CYCLE_LENGTH.forgotten_share * self.length.before(self.least)
        return forgotten / (forgotten + self.lasting)

    @property
    def ovulation_now(self) -> Distribution:
        """The cycle day of ovulation, now that the cycle is known to last so long."""
        return still_running(ovulation=self.ovulation, luteal=self.luteal, length=self.least)

    def on(self, cycle_day: int) -> date:
        """Return the date of a cycle day; the next period begins on day `length + 1`."""
        return self.start + timedelta(days=cycle_day - 1)


def running_cycle(
    *,
    start: date,
    least: int,
    next_length: Distribution,
    complete: Sequence[CompleteCycle],
    surges: Sequence[date],
) -> RunningCycle:
    """Return the running cycle, given the length in days to expect and the cycles before it.

    If ovulation tests turned positive in it, the latest surge moves ovulation to the day after it,
    and the next period to a luteal phase after that.
    """
    own = [cycle.length - cycle.ovulation for cycle in complete if cycle.ovulation is not None]
    luteal = luteal_length(own=own)
    ovulation = expected_ovulation(cycles=complete, next_length=next_length)
    source: OvulationSource = "past_tests" if own else "periods"
    surge = max((day for day in surges if day >= start), default=None)
    if surge is not None:
        after = ovulation_after(surge=(surge - start).days + 1)
        ovulation = with_surge(believed=after, otherwise=ovulation)
        next_length = with_surge(believed=after.plus(luteal), otherwise=next_length)
        source = "test"
    return RunningCycle(start, least, next_length, ovulation, source, luteal)
