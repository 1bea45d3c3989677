"""What a sentence may say of one outcome: a verdict, a window, a direction, and numbers as text.

A fact holds nothing of hers: her own word stands beside it, and a placeholder in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from glowcycle.insights.answer import in_order
from glowcycle.insights.domain.cycles import WindowName
from glowcycle.insights.domain.outcomes import YES_OR_NO, OutcomeResult, Verdict, WindowResult
from glowcycle.insights.phrases import UNITS, Unit, is_blind, readable
from glowcycle.insights.reading import InsightsReading
from glowcycle.insights.sentences import agreeing

MAX_FACTS: Final = 4

Direction: TypeAlias = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What was found of one outcome. Numbers are sizes, rounded as she reads them in the answer.

    subject      `energy`, `mood`, `pain`, the wire name of a metric, or a placeholder
    window       the strongest window of the verdict; None where the verdict is of all windows
    untested     the windows for which it is too early, where the verdict is "no pattern"
    direction    of the effect inside the window
    low, high    the ends of the interval in that direction; `low` has the other one if `is_open`
    seen         the cycles that show the direction, of `cycles`
    lacking      the cycles that are missing for an answer
    smallest     the smallest effect that would have been found; None if even the largest would not
                 (`is_blind`), or if any would
    """

    id: str
    subject: str
    unit: Unit
    verdict: Verdict
    cycles: int
    window: WindowName | None = None
    untested: tuple[WindowName, ...] = ()
    direction: Direction | None = None
    effect: str = ""
    low: str = ""
    high: str = ""
    is_open: bool = False
    seen: int = 0
    lacking: int = 0
    smallest: str | None = None
    is_blind: bool = False


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact, the result that it tells of, and her own word for the placeholder, if it has one."""

    fact: Fact
    result: OutcomeResult

    @property
    def name(self) -> str | None:
        outcome = self.result.outcome
        return outcome.name if outcome.kind in YES_OR_NO else None


def choose_facts(reading: InsightsReading) -> Sequence[ToldFact]:
    """Return the first MAX_FACTS results in the order of the answer, as facts."""
    results = in_order(reading)[:MAX_FACTS]
    return [ToldFact(_fact(result, place), result) for place, result in enumerate(results, 1)]


def _fact(result: OutcomeResult, place: int) -> Fact:
    outcome = result.outcome
    is_her_own = outcome.kind in YES_OR_NO
    fact = Fact(
        id=f"F{place}",
        subject=f"{{{{TAG_{place}}}}}" if is_her_own else outcome.name or outcome.kind,
        unit=UNITS[outcome.kind],
        verdict=result.verdict,
        cycles=len(result.cycles),
    )
    if result.verdict == "too_early":
        return replace(fact, lacking=result.lacking)
    if result.verdict == "no_pattern":
        return _no_pattern(fact, result)
    return _found(fact, result.strongest)


def _no_pattern(fact: Fact, result: OutcomeResult) -> Fact:
    smallest = max(window.smallest_effect or 0.0 for window in result.told)
    blind = is_blind(smallest, unit=fact.unit)
    written = "0" if blind else _written(smallest, fact.unit)
    return replace(
        fact,
        untested=tuple(each.window for each in result.windows if each.verdict == "too_early"),
        smallest=None if blind or written == "0" else written,
        is_blind=blind,
    )


def _found(fact: Fact, window: WindowResult) -> Fact:
    effect, low, high = window.effect or 0.0, window.low or 0.0, window.high or 0.0
    is_higher = effect > 0
    near, far = (low, high) if is_higher else (-high, -low)
    return replace(
        fact,
        cycles=window.cycles,
        window=window.window,
        direction="higher" if is_higher else "lower",
        effect=_written(effect, fact.unit),
        low=_written(near, fact.unit),
        high=_written(far, fact.unit),
        is_open=near < 0,
        seen=agreeing(window),
    )


def _written(value: float, unit: Unit) -> str:
    return str(readable(value, unit=unit))
