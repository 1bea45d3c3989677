"""What a sentence may say of one outcome: a verdict, a window, a direction, and numbers as text.

A fact holds nothing of hers: her own word stands beside it, and a placeholder in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glowcycle.insights.answer import in_order
from glowcycle.insights.domain.cycles import WindowName
from glowcycle.insights.domain.outcomes import YES_OR_NO, OutcomeResult, Verdict, WindowResult
from glowcycle.insights.phrases import LARGEST, UNITS, Unit, readable
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
    outcome, id_ = result.outcome, f"F{place}"
    unit = UNITS[outcome.kind]
    subject = outcome.name or "" if outcome.kind == "metric" else str(outcome.kind)
    if outcome.kind in YES_OR_NO:
        subject = f"{{{{TAG_{place}}}}}"
    if result.verdict == "too_early":
        lacking = result.lacking or min((each.lacking for each in result.windows), default=0)
        return Fact(
            id=id_,
            subject=subject,
            unit=unit,
            verdict="too_early",
            cycles=len(result.cycles),
            lacking=lacking,
        )
    told = [window for window in result.windows if window.verdict == result.verdict]
    if result.verdict == "no_pattern":
        return _no_pattern(result, told, id_=id_, subject=subject, unit=unit)
    strongest = min(told, key=lambda window: 1.0 if window.p_value is None else window.p_value)
    return _found(result, strongest, id_=id_, subject=subject, unit=unit)


def _no_pattern(
    result: OutcomeResult, told: Sequence[WindowResult], *, id_: str, subject: str, unit: Unit
) -> Fact:
    smallest = max(window.smallest_effect or 0.0 for window in told)
    is_blind = smallest >= LARGEST[unit]
    written = _written(smallest, unit)
    return Fact(
        id=id_,
        subject=subject,
        unit=unit,
        verdict="no_pattern",
        cycles=len(result.cycles),
        untested=tuple(each.window for each in result.windows if each.verdict == "too_early"),
        smallest=None if is_blind or written == "0" else written,
        is_blind=is_blind,
    )


def _found(
    result: OutcomeResult, window: WindowResult, *, id_: str, subject: str, unit: Unit
) -> Fact:
    effect, low, high = window.effect or 0.0, window.low or 0.0, window.high or 0.0
    is_higher = effect > 0
    near, far = (low, high) if is_higher else (-high, -low)
    return Fact(
        id=id_,
        subject=subject,
        unit=unit,
        verdict=result.verdict,
        cycles=window.cycles,
        window=window.window,
        direction="higher" if is_higher else "lower",
        effect=_written(effect, unit),
        low=_written(near, unit),
        high=_written(far, unit),
        is_open=near < 0,
        seen=agreeing(window),
    )


def _written(value: float, unit: Unit) -> str:
    return str(readable(value, unit=unit))
