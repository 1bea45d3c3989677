"""What was found of one outcome, as its serializers read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from glowcycle.insights import phrases
from glowcycle.insights import sentences as texts
from glowcycle.insights.domain.cycles import AROUND_OVULATION, PERIMENSTRUAL, PREMENSTRUAL
from glowcycle.insights.domain.effects import LEVEL
from glowcycle.insights.domain.folding import FoldedDay, fold
from glowcycle.insights.domain.outcomes import OutcomeResult, WindowResult

_WINDOW_DAYS = {
    "perimenstrual": PERIMENSTRUAL,
    "premenstrual": PREMENSTRUAL,
    "midCycle": (-AROUND_OVULATION, AROUND_OVULATION),
}


@dataclass(frozen=True, slots=True)
class Interval:
    """The range of an effect, in the unit of its outcome."""

    low: float
    high: float
    level: float = LEVEL


@dataclass(frozen=True, slots=True)
class WindowAnswer:
    """What was found of an outcome in one window."""

    result: OutcomeResult
    window: WindowResult

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day of the window, counted from `relative_to`."""
        return _WINDOW_DAYS[self.window.window]

    @property
    def first(self) -> int:
        return self.days[0]

    @property
    def last(self) -> int:
        return self.days[1]

    @property
    def relative_to(self) -> str:
        return "ovulation" if self.window.window == "midCycle" else "menses"

    @property
    def interval(self) -> Interval | None:
        low, high = self.window.low, self.window.high
        return None if low is None or high is None else Interval(low, high)

    @property
    def smallest_effect(self) -> float | None:
        """At most the largest difference that there can be."""
        smallest = self.window.smallest_effect
        unit = phrases.UNITS[self.result.outcome.kind]
        return None if smallest is None else min(smallest, phrases.LARGEST[unit])

    @property
    def text(self) -> str:
        return texts.window_text(self.result.outcome, self.window)


@dataclass(frozen=True, slots=True)
class ResultAnswer:
    """What was found of one outcome."""

    result: OutcomeResult

    @property
    def label(self) -> str:
        return phrases.label(self.result.outcome)

    @property
    def unit(self) -> phrases.Unit:
        return phrases.UNITS[self.result.outcome.kind]

    @property
    def cycles(self) -> int:
        return len(self.result.cycles)

    @property
    def text(self) -> str:
        return texts.result_text(self.result)

    @property
    def windows(self) -> list[WindowAnswer]:
        return [WindowAnswer(self.result, window) for window in self.result.windows]

    @property
    def folded(self) -> Sequence[FoldedDay]:
        return fold(self.result).days
