"""What may follow her cycle: an outcome with its values, and what was found of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from glowcycle.insights.domain.cycles import CompleteCycle, WindowName

OutcomeKind: TypeAlias = Literal["energy", "mood", "pain", "moodName", "tag", "symptom", "metric"]
Verdict: TypeAlias = Literal["too_early", "below_noise", "follows", "no_pattern"]

YES_OR_NO: Final[frozenset[OutcomeKind]] = frozenset({"moodName", "tag", "symptom"})
"""Outcomes that a day has or has not: a value of 1 or 0, whose mean is a share of days."""


LEAST_LOGGED_DAYS: Final = 8
"""A cycle with fewer logged days does not count."""

LEAST_SCAN_DAYS: Final = 4
"""A cycle with fewer days with a scan does not count: nobody scans as often as she writes."""

MOST_DOUBTFUL: Final = 0.1
"""A score with at most this confidence follows the light more than the skin."""


def is_telling(confidence: float | None) -> bool:
    """Return whether a score with this confidence tells anything over time; None if it has none."""
    return confidence is None or confidence > MOST_DOUBTFUL


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One thing that may follow her cycle.

    values  the value of each day that has one, in the outcome's own unit; an outcome of YES_OR_NO
            has 1 or 0 for each day that she logged
    name    her own word of a tag, symptom or mood; the wire name of a metric; None for the others
    noise   the standard deviation of one measurement, in the unit of the values; None if there is
            none, or it is not known
    """

    kind: OutcomeKind
    name: str | None = None
    values: Mapping[date, float]
    noise: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowResult:
    """What the days of one window tell of an outcome; from `effect` on None if it is too early.

    cycles           the cycles with a value inside the window and outside of it
    lacking          how many such cycles are missing until an answer is possible, 0 if none
    effect           how much higher the value is inside the window than outside of it
    low, high        the 90 % interval of the effect
    share            the share of these cycles whose difference has the sign of the effect; a cycle
                     with the same values inside as outside has none
    usual            the mean value outside the window
    p_value          how often chance alone shows as much; `adjusted` after the false discovery rate
    smallest_effect  the smallest effect, in size, that would have been found in four of five;
                     infinite if not even the largest would
    """

    window: WindowName
    verdict: Verdict
    cycles: int
    lacking: int = 0
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    share: float | None = None
    usual: float | None = None
    p_value: float | None = None
    adjusted: float | None = None
    smallest_effect: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeResult:
    """What was found of one outcome.

    days     the days with a value in cycles that count
    cycles   the cycles that count: complete, with enough values
    lacking  how many of these are missing until an answer is possible, 0 if none
    windows  one result for each of WINDOWS, in that order
    """

    outcome: Outcome
    verdict: Verdict
    days: int
    cycles: Sequence[CompleteCycle]
    lacking: int
    windows: Sequence[WindowResult]

    @property
    def told(self) -> Sequence[WindowResult]:
        """The windows that have the verdict of the outcome."""
        return [window for window in self.windows if window.verdict == self.verdict]

    @property
    def strongest(self) -> WindowResult:
        """Of these, the one with the smallest p-value."""
        return min(self.told, key=lambda each: 1.0 if each.p_value is None else each.p_value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Insights:
    """The answer for one family of outcomes; `tests` is how many windows were tested in it."""

    results: Sequence[OutcomeResult]
    tests: int
