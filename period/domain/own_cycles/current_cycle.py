"""A model of the current cycle: how long it may last, and when ovulation falls in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from period.domain.log.not_used import NotUsed
from period.domain.model.distribution import Distribution
from period.domain.own_cycles.late_explanations import LateExplanations
from period.domain.signs.cycle_signs import CycleSigns, SignKind
from period.domain.signs.ovulation import (
    CompleteCycle,
    luteal_length,
    ovulation_day_distribution,
    ovulation_given_length,
)
from period.domain.signs.ovulation_signs import OvulationEvidence, weigh_signs
from period.domain.signs.sign_effects import OvulationSign, sign_effect
from period.domain.signs.signed_cycle import length_given_signs

MOST_DOUBT = 0.1
"""From this probability that the cycle began with no period, or is shorter than a luteal phase, its
ovulation is not told: it may lie before the start. Chosen."""

LATE_BELOW, NO_DATE_BELOW = 0.05, 0.005
"""Below these survival probabilities the period is late, or too late to predict a date."""

OvulationSource: TypeAlias = Literal[
    "periods", "past_tests", "past_signs", "test", "temperature", "mucus"
]

_BY_SIGN: dict[SignKind, OvulationSource] = {
    "ovulationTest": "test",
    "temperature": "temperature",
    "mucus": "mucus",
}


@dataclass(frozen=True, slots=True)
class CurrentCycleModel:
    """A cycle that began on `start` and lasts at least `min_length` days.

    `length` (days) and `ovulation` (cycle day) are the distributions at the start of the cycle;
    the `conditional_` ones also know that it has lasted `min_length` days. `luteal` is the
    distribution of the luteal phase, in days. All of them assume that every period was logged and
    she is not pregnant; `explanations` tells how probable that is once the period is late.

    `no_period` is the probability that the bleeding on `start` was no period; `length` and
    `ovulation` then count from `start` all the same. `longest` is the longest cycle that she has
    had, in days. `evidence` are the signs of the cycle, None if she logged none.
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
    evidence: OvulationEvidence | None = None

    @property
    def conditional_length(self) -> Distribution:
        """The distribution of the length, given that it is at least `min_length`."""
        return self.length.not_before(self.min_length)

    @property
    def conditional_ovulation(self) -> Distribution:
        """The distribution of the ovulation day, given that the cycle lasts `min_length` days."""
        if self._has_length_alone:
            return self.conditional_length.minus(self.luteal).not_before(1)
        return self._given_length(self.ovulation)

    @property
    def is_too_short_to_tell(self) -> bool:
        """Whether the cycle may be shorter than a luteal phase, so that nothing tells ovulation."""
        return self._has_length_alone and self.length.minus(self.luteal).before(1) > MOST_DOUBT

    @property
    def _has_length_alone(self) -> bool:
        used = self.evidence.without if self.evidence else ()
        return self.ovulation_source == "periods" and not used

    @property
    def is_start_in_doubt(self) -> bool:
        """Whether the cycle may have begun earlier, so that its ovulation cannot be told."""
        return self.no_period >= MOST_DOUBT

    @property
    def signs(self) -> tuple[OvulationSign, ...]:
        """What each kind of sign that was used did to the day of ovulation."""
        if self.evidence is None:
            return ()
        day = self.conditional_ovulation.median()
        return tuple(
            sign_effect(
                kind=kind,
                days=self.evidence.days[kind],
                moved=day - self._given_length(without).median(),
            )
            for kind, without in self.evidence.without.items()
        )

    @property
    def signs_not_used(self) -> tuple[NotUsed, ...]:
        """The signs of the cycle that the forecast does not use, oldest first."""
        return self.evidence.not_used if self.evidence else ()

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

    def _given_length(self, ovulation: Distribution) -> Distribution:
        return ovulation_given_length(
            ovulation=ovulation, luteal=self.luteal, length=self.min_length
        )

    def date_of(self, cycle_day: int) -> date:
        """Return the date of a cycle day; the next period begins on day `length + 1`."""
        return self.start + timedelta(days=cycle_day - 1)


def model_current_cycle(
    *,
    start: date,
    min_length: int,
    next_length: Distribution,
    complete_cycles: Sequence[CompleteCycle],
    explanations: LateExplanations,
    no_period: float,
    longest: int,
    signs: CycleSigns | None = None,
    stated_luteal: int | None = None,
) -> CurrentCycleModel:
    """Return the model of the cycle that began on `start`.

    `next_length` is the predictive distribution of its length in days, and `stated_luteal` the
    luteal length that she says. The signs of the cycle change the day of ovulation, and with it the
    length: a confirmed ovulation sets the next period to one luteal phase after it.
    """
    known = [cycle for cycle in complete_cycles if cycle.ovulation is not None]
    own = [cycle.length - cycle.ovulation for cycle in known if cycle.ovulation is not None]
    luteal = luteal_length(own=own, stated=stated_luteal)
    ovulation = ovulation_day_distribution(
        cycles=complete_cycles, next_length=next_length, stated_luteal=stated_luteal
    )
    source: OvulationSource = "periods"
    if known:
        source = "past_tests" if any(cycle.by_test for cycle in known) else "past_signs"
    model = CurrentCycleModel(
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
    return _with_signs(model, signs) if signs else model


def _with_signs(model: CurrentCycleModel, signs: CycleSigns) -> CurrentCycleModel:
    evidence = weigh_signs(expected=model.ovulation, signs=signs, late_from=_late_from(model))
    return replace(
        model,
        length=length_given_signs(evidence=evidence, luteal=model.luteal, next_length=model.length),
        ovulation=evidence.ovulation,
        ovulation_source=(_BY_SIGN[evidence.main] if evidence.main else model.ovulation_source),
        evidence=evidence,
    )


def _late_from(model: CurrentCycleModel) -> int:
    """Return the first cycle day on which the period is late."""
    length = model.length
    late = next(
        day for day in range(length.first, length.last + 2) if length.before(day) > 1 - LATE_BELOW
    )
    return max(late, model.longest + 1)
