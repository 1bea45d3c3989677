"""Life stages: times in which her cycles differ, or there are none. She alone says them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

StageKind: TypeAlias = Literal[
    "contraception",
    "pregnancy",
    "postpartum",
    "perimenopause",
    "irregular",
    "menopause",
    "noPeriods",
    "exclusion",
    "pause",
]
Method: TypeAlias = Literal[
    "combinedPill",
    "progestinPill",
    "implant",
    "injection",
    "hormonalIud",
    "copperIud",
    "ring",
    "patch",
    "condom",
    "other",
]
DueDateBasis: TypeAlias = Literal["lastPeriod", "scan", "conception"]
Outcome: TypeAlias = Literal["birth", "loss", "ended"]
Breastfeeding: TypeAlias = Literal["full", "partly", "none"]
Hormones: TypeAlias = Literal["none", "sequential", "continuous"]
Reason: TypeAlias = Literal[
    # irregular
    "pcos",
    "thyroid",
    "adolescence",
    # noPeriods
    "hysterectomy",
    "ablation",
    "testosterone",
    # exclusion
    "illness",
    "medication",
    "travel",
    "emergencyContraception",
    "miscarriage",
    "notLogged",
    # any of them
    "other",
]

SCHEDULED: frozenset[Method] = frozenset({"combinedPill", "ring", "patch"})
"""The hormonal methods with a scheduled bleed, which a pack tells."""

PROGESTIN_ONLY: frozenset[Method] = frozenset(
    {"progestinPill", "implant", "injection", "hormonalIud"}
)

WITHOUT_HORMONES: frozenset[Method] = frozenset({"copperIud", "condom", "other"})

WITHOUT_CYCLES: frozenset[StageKind] = frozenset(
    {"pregnancy", "postpartum", "menopause", "noPeriods", "pause"}
)
"""The kinds in which there are no cycles, or nothing is known of them."""

TERM = timedelta(days=280)
"""A birth is due this long after the first day of the last period (ACOG Committee Opinion 700:
Methods for estimating the due date, 2017)."""

LONGEST_PREGNANCY = timedelta(weeks=44)
"""Hardly any pregnancy lasts longer: its due date is mistaken, or its end was not logged."""

_PRECEDENCE: tuple[StageKind, ...] = (
    "pause",
    "pregnancy",
    "postpartum",
    "contraception",
    "noPeriods",
    "menopause",
    "perimenopause",
    "irregular",
)
"""Of stages that overlap, the first of these kinds holds. An exclusion is about past cycles."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The days of a pack with hormones and without, and the first day of one of her packs.

    `pause` is 0 if she takes packs without a break, so that no bleed is scheduled.
    """

    active: int
    pause: int
    begins: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeStage:
    """A life stage from its first to its last day; `end` is None while it goes on.

    Which of the other members a kind has, docs/api.md tells.
    """

    id: str
    kind: StageKind
    start: date
    end: date | None = None
    method: Method | None = None
    pack: Pack | None = None
    due_date: date | None = None
    basis: DueDateBasis | None = None
    outcome: Outcome | None = None
    birth_date: date | None = None
    breastfeeding: Breastfeeding | None = None
    hormones: Hormones | None = None
    reason: Reason | None = None

    def covers(self, day: date) -> bool:
        """Return whether the stage holds on that day."""
        return self.start <= day and (self.end is None or day <= self.end)

    def touches(self, first: date, last: date) -> bool:
        """Return whether the stage holds on any day from first to last, both included."""
        return self.start <= last and (self.end is None or first <= self.end)

    @property
    def is_hormonal(self) -> bool:
        """Whether it is contraception that stops ovulation, or may.

        So may a method that only a later version of the service knows.
        """
        return self.kind == "contraception" and self.method not in WITHOUT_HORMONES

    @property
    def has_own_cycles(self) -> bool:
        """Whether there are cycles in this stage, and they are her own."""
        return self.kind not in WITHOUT_CYCLES and not self.is_hormonal

    @property
    def birth(self) -> date | None:
        """The day of the birth that the stage tells of, None if it tells of none."""
        if self.kind == "postpartum":
            return self.birth_date or self.start
        return self.end if self.kind == "pregnancy" and self.outcome == "birth" else None

    def is_pregnancy_on(self, day: date) -> bool:
        """Return whether it is a pregnancy on that day. It is over on the day of its outcome."""
        is_over = self.outcome is not None and day == self.end
        return self.kind == "pregnancy" and self.covers(day) and not is_over


def stage_on(*, stages: Iterable[LifeStage], day: date) -> LifeStage | None:
    """Return the stage that holds on that day, None in none.

    Two devices may have written stages that overlap. Of these the first by kind holds, then
    hormonal contraception, then the one that began last; so their order never matters.
    """
    holding = [stage for stage in stages if stage.kind in _PRECEDENCE and stage.covers(day)]
    return min(
        holding,
        key=lambda stage: (
            _PRECEDENCE.index(stage.kind),
            not stage.is_hormonal,
            -stage.start.toordinal(),
            stage.id,
        ),
        default=None,
    )


def is_paused(*, stages: Iterable[LifeStage], day: date) -> bool:
    """Return whether she asked for silence on that day."""
    return any(stage.kind == "pause" and stage.covers(day) for stage in stages)


def pregnancy_stage_on(*, stages: Iterable[LifeStage], day: date) -> LifeStage | None:
    """Return the pregnancy that goes on that day, of several the one that began last."""
    holding = [stage for stage in stages if stage.is_pregnancy_on(day)]
    return max(holding, key=lambda stage: (stage.start, stage.id), default=None)


def hormonal_on(*, stages: Iterable[LifeStage], day: date) -> LifeStage | None:
    """Return the hormonal method that she uses on that day, of several the one that began last."""
    using = [stage for stage in stages if stage.is_hormonal and stage.covers(day)]
    return max(using, key=lambda stage: (stage.start, stage.id), default=None)
