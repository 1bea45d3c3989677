"""What life stages mean: which bleeding is no period, and which days are no cycle."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias

from period.domain.log.life_stages import TERM, WITHOUT_CYCLES, LifeStage, StageKind

LOCHIA = timedelta(days=42)
"""Bleeding in the six weeks after a birth is lochia: it lasts 27 days as a median, and over 40 in
one woman in ten (WHO multinational study of breast-feeding and lactational amenorrhea IV, Fertil
Steril 72, 1999). Bleeding that goes on from these weeks is lochia to its end."""

AFTER_LOSS = timedelta(days=28)
"""Bleeding in the four weeks after the loss or the end of a pregnancy is no period. Chosen: the
next period comes four to six weeks after it."""

LAST_MENSES = timedelta(days=10)
"""A pregnancy is counted from the first day of the last period, so bleeding in its first ten days
is that period. Chosen: as long as bleeding joins a period."""

NoPeriodStage: TypeAlias = Literal["pregnancy", "menopause", "no_periods"]
StageBleeding: TypeAlias = Literal[NoPeriodStage, "lochia", "after_loss"]

_NO_PERIODS: dict[StageKind, NoPeriodStage] = {"menopause": "menopause", "noPeriods": "no_periods"}
_ENDS_A_CYCLE: tuple[StageKind, ...] = ("pregnancy", "postpartum", "noPeriods", "menopause")

_BY_EFFECT: tuple[StageKind, ...] = (
    *_ENDS_A_CYCLE,
    *("pause", "contraception", "exclusion", "perimenopause", "irregular"),
)
_DAY = timedelta(days=1)


def no_period_stage(*, stages: Iterable[LifeStage], day: date) -> NoPeriodStage | None:
    """Return the stage in which no bleeding of that day is a period, whatever she says of it."""
    found = {stage.kind for stage in stages if _has_no_periods(stage, day)}
    if "pregnancy" in found:
        return "pregnancy"
    return next((code for kind, code in _NO_PERIODS.items() if kind in found), None)


def after_pregnancy(
    *, stages: Sequence[LifeStage], day: date
) -> Literal["lochia", "after_loss"] | None:
    """Return what bleeding of that day is if a pregnancy ended shortly before: no period."""
    if any(stage.birth and stage.birth <= day < stage.birth + LOCHIA for stage in stages):
        return "lochia"
    losses = [lost for stage in stages if (lost := _loss(stage))]
    return "after_loss" if any(lost <= day < lost + AFTER_LOSS for lost in losses) else None


def counted_from_menses(
    *, stages: Iterable[LifeStage], bleeding: Container[date]
) -> list[LifeStage]:
    """Return the stages, with a due date for each pregnancy that begins with its last period.

    It begins on a day of bleeding and is counted from the last period: this bleeding is that one.
    """
    return [
        replace(stage, due_date=stage.start + TERM)
        if stage.basis == "lastPeriod" and stage.due_date is None and stage.start in bleeding
        else stage
        for stage in stages
    ]


@dataclass(frozen=True, slots=True)
class CycleStage:
    """The life stage that touches the days from one period to the next.

    `has_cycle` is false if these days are no cycle, and `is_excluded` is true if they tell nothing
    of her own cycles.
    """

    kind: StageKind
    has_cycle: bool
    is_excluded: bool

    @property
    def has_limits(self) -> bool:
        """Whether the usual range holds for the length: not for what she named out of it."""
        return not self.is_excluded and self.kind != "postpartum"


def cycle_stage(*, stages: Iterable[LifeStage], first: date, last: date) -> CycleStage | None:
    """Return the life stage that touches these days, both included: the one that changes most.

    None if none does. A period began on the first of these days.
    """
    return min(
        (_touching(stage, first) for stage in stages if _touches(stage, first, last)),
        key=lambda found: (found.has_cycle, not found.is_excluded, _BY_EFFECT.index(found.kind)),
        default=None,
    )


def has_no_cycle(*, stages: Iterable[LifeStage], since: date | None, day: date) -> bool:
    """Return whether her life stages say that the day belongs to no cycle.

    `since` is the first day of the last period not after that day, None if none is known. A
    pregnancy, a birth, the menopause or a time without periods ends the cycle, until the next
    period; a pause is silent about its own days alone.
    """
    return any(_ends_cycle(stage, since, day) for stage in stages)


def _has_no_periods(stage: LifeStage, day: date) -> bool:
    if stage.kind == "pregnancy":
        counted_from = stage.due_date - TERM if stage.due_date else stage.start - LAST_MENSES
        return counted_from + LAST_MENSES <= day and stage.is_pregnancy_on(day)
    return stage.kind in _NO_PERIODS and stage.covers(day)


def _loss(stage: LifeStage) -> date | None:
    """Return the day on which a pregnancy ended without a birth, None for any other stage."""
    return stage.end if stage.kind == "pregnancy" and not stage.birth else None


def _touches(stage: LifeStage, first: date, last: date) -> bool:
    born = stage.birth_date if stage.kind == "postpartum" else None
    return stage.touches(first, last) or (born is not None and first < born <= last)


def _touching(stage: LifeStage, first: date) -> CycleStage:
    if stage.kind == "postpartum":
        is_after = stage.birth is not None and stage.birth <= first
        return CycleStage(stage.kind, has_cycle=is_after, is_excluded=not is_after)
    has_cycle = stage.kind not in WITHOUT_CYCLES
    is_excluded = not stage.has_own_cycles or stage.kind == "exclusion"
    return CycleStage(stage.kind, has_cycle, is_excluded)


def _ends_cycle(stage: LifeStage, since: date | None, day: date) -> bool:
    if stage.kind == "pause":
        return stage.covers(day)
    if stage.kind not in _ENDS_A_CYCLE:
        return False
    if since is None:
        recent = after_pregnancy(stages=[stage], day=day)
        return stage.covers(day) or recent is not None
    if stage.kind == "postpartum":
        return stage.birth is not None and since < stage.birth <= day
    if stage.outcome and since == stage.end:
        return False
    return stage.touches(since, day)
