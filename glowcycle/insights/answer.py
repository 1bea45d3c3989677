"""The answer as its serializers read it: what was found, in its order, with its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from glowcycle.insights import phrases, remarks, summary
from glowcycle.insights.domain.confounders import Confounder
from glowcycle.insights.domain.cycles import LeftOut
from glowcycle.insights.domain.discovery import RATE
from glowcycle.insights.domain.effects import LEVEL
from glowcycle.insights.domain.noise import Noise
from glowcycle.insights.domain.outcomes import OutcomeResult
from glowcycle.insights.domain.rotation import ROTATIONS
from glowcycle.insights.domain.window_examination import LEAST_CYCLES
from glowcycle.insights.reading import InsightsReading
from glowcycle.insights.result_answer import ResultAnswer

_FIRST_KINDS = ("energy", "mood", "pain", "metric")


@dataclass(frozen=True, slots=True)
class Worded:
    """Something that was found, with its sentence."""

    found: LeftOut | Confounder | Noise
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why nothing is answered."""

    code: str
    text: str = remarks.PAUSED


@dataclass(frozen=True, slots=True)
class CyclesAnswer:
    """How many complete cycles there are and are needed, and what does not count as one."""

    complete: int
    left_out: Sequence[Worded]
    needed: int = LEAST_CYCLES


@dataclass(frozen=True, slots=True)
class Method:
    """How the answer was found."""

    rotations: int = ROTATIONS
    rate: float = RATE
    level: float = LEVEL

    @property
    def text(self) -> str:
        return remarks.method_text()


@dataclass(frozen=True, slots=True)
class InsightsAnswer:
    """The whole answer to one person."""

    user_id: str
    reading: InsightsReading

    @property
    def as_of(self) -> date:
        return self.reading.as_of

    @property
    def reason(self) -> Reason | None:
        return Reason("paused") if self.reading.cycles.is_paused else None

    @property
    def cycles(self) -> CyclesAnswer:
        found = self.reading.cycles
        left_out = [Worded(each, remarks.LEFT_OUT_TEXTS[each.reason]) for each in found.left_out]
        return CyclesAnswer(len(found.complete), left_out)

    @property
    def heading(self) -> str:
        return summary.heading(self.reading, in_order(self.reading))

    @property
    def sentences(self) -> list[str]:
        return summary.sentences(self.reading, in_order(self.reading))

    @property
    def results(self) -> list[ResultAnswer]:
        return [ResultAnswer(result) for result in in_order(self.reading)]

    @property
    def noise(self) -> Worded | None:
        noise = self.reading.noise
        return Worded(noise, remarks.noise_text(noise)) if noise else None

    @property
    def confounders(self) -> list[Worded]:
        found = self.reading.confounders
        return [Worded(each, remarks.confounder_text(each)) for each in found]

    @property
    def method(self) -> Method:
        return Method()

    @property
    def notice(self) -> str:
        return remarks.NOTICE


def in_order(reading: InsightsReading) -> list[OutcomeResult]:
    """Return the results in the order of the answer: nothing while she pauses.

    First what follows her cycle, then energy, mood, pain or the metrics, then the others, those
    with most days first.
    """
    if reading.cycles.is_paused:
        return []
    return sorted(reading.insights.results, key=_place)


def _place(result: OutcomeResult) -> tuple[bool, int, int, int, str]:
    outcome = result.outcome
    kinds, metrics = _FIRST_KINDS, phrases.METRICS
    kind = kinds.index(outcome.kind) if outcome.kind in kinds else len(kinds)
    metric = metrics.index(outcome.name or "") if outcome.kind == "metric" else 0
    return result.verdict != "follows", kind, metric, -result.days, outcome.name or ""
