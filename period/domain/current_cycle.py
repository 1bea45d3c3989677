"""A model of the current cycle: how long it may last, and when ovulation falls in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from period.domain.distribution import Distribution
from period.domain.late_explanations import LateExplanations
from period.domain.ovulation import (
    CompleteCycle,
    luteal_length,
    mix_surge,
    ovulation_after,
    ovulation_day_distribution,
    ovulation_given_length,
)

LATE_BELOW, NO_DATE_BELOW = 0.05, 0.005
"""Below these survival probabilities the period is late, or too late to predict a date."""

OvulationSource: TypeAlias = Literal["periods", "past_tests", "test"]


@dataclass(frozen=True, slots=True)
class CurrentCycleModel:
    """A cycle that began on `start` and lasts at least `min_length` days.

    `length` (days) and `ovulation` (cycle day) are the distributions at the start of the cycle;
    the `conditional_` ones also know that it has lasted `min_length` days. `luteal` is the
    distribution of the luteal phase, in days. All of them assume that every period was logged and
    she is not pregnant; `explanations` tells how probable that is once the period is late.

    `no_period` is the probability that the bleeding on `start` was no period; `length` and
    `ovulation` then count from `start` all the same. `longest` is the longest cycle that she has
    had, in days.
    """

    start: date
    min_length: int
    length: Distribution
    ovulation: Distribution
    ovulation_source: OvulationSource
    luteal: Distribution
    explanations: LateExplanations
    no_period: float
    longest: int

    @property
    def conditional_length(self) -> Distribution:
        """The distribution of the length, given that it is at least `min_length`."""
        return self.length.not_before(self.min_length)

    @property
    def conditional_ovulation(self) -> Distribution:
        """The distribution of the ovulation day, given that the cycle lasts `min_length` days."""
        return ovulation_given_length(
            ovulation=self.ovulation, luteal=self.luteal, length=self.min_length
        )

    @property
    def survival(self) -> float:
        """The share of her cycles that last at least `min_length` days."""
        return 1 - self.length.before(self.min_length)

    @property
    def is_late(self) -> bool:
        """Whether few of her cycles last this long, and none so far did."""
        return self.survival < LATE_BELOW and self.min_length > self.longest

    @property
    def is_overdue(self) -> bool:
        """Whether so few of her cycles last this long that the log predicts no date any more."""
        return self.is_late and self.survival < NO_DATE_BELOW

    @property
    def missed_log_probability(self) -> float:
        """The probability that the cycle is over and the period that ended it was not logged."""
        return self.explanations.not_logged

    def date_of(self, cycle_day: int) -> date:
        """Return the date of a cycle day; the next period begins on day `length + 1`."""
        return self.start + timedelta(days=cycle_day - 1)


def model_current_cycle(
    *,
    start: date,
    min_length: int,
    next_length: Distribution,
    complete_cycles: Sequence[CompleteCycle],
    surges: Sequence[date],
    explanations: LateExplanations,
    no_period: float,
    longest: int,
) -> CurrentCycleModel:
    """Return the model of the cycle that began on `start`.

    `next_length` is the predictive distribution of its length in days. If ovulation tests turned
    positive in this cycle, the latest surge sets ovulation to the day after it, and the next
    period to one luteal phase after that.
    """
    own_luteal_lengths = [
        cycle.length - cycle.ovulation for cycle in complete_cycles if cycle.ovulation is not None
    ]
    luteal = luteal_length(own=own_luteal_lengths)
    ovulation = ovulation_day_distribution(cycles=complete_cycles, next_length=next_length)
    source: OvulationSource = "past_tests" if own_luteal_lengths else "periods"
    surge = max((day for day in surges if day >= start), default=None)
    if surge is not None:
        after_surge = ovulation_after(surge=(surge - start).days + 1)
        ovulation = mix_surge(if_true=after_surge, if_false=ovulation)
        next_length = mix_surge(if_true=after_surge.plus(luteal), if_false=next_length)
        source = "test"
    return CurrentCycleModel(
        start=start,
        min_length=min_length,
        length=next_length,
        ovulation=ovulation,
        ovulation_source=source,
        luteal=luteal,
        explanations=explanations,
        no_period=no_period,
        longest=longest,
    )
