"""A pregnancy: its week and day, and the day on which the birth is due.

It is counted from the first day of the last period.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from period.domain.log.life_stages import LONGEST_PREGNANCY, TERM, DueDateBasis, LifeStage
from period.domain.log.logged_day import Day
from period.domain.periods.cycles import cycle_day
from period.domain.periods.menses import find_periods

FROM_CONCEPTION = timedelta(days=266)
"""A birth is due this long after the conception (ACOG Committee Opinion 700, 2017)."""

PregnancyBasis: TypeAlias = Literal[DueDateBasis, "stated"]


@dataclass(frozen=True, slots=True)
class Pregnancy:
    """The complete weeks of a pregnancy and the days (0 to 6) beyond them, and the due date.

    `basis` is what the due date follows from; "stated" if she gave it without saying from what.
    """

    week: int
    day: int
    due_date: date
    basis: PregnancyBasis


def pregnancy_on(*, stage: LifeStage, days: Iterable[Day], today: date) -> Pregnancy | None:
    """Return the pregnancy of the stage as of today.

    None once it has lasted 44 weeks, and if its due date lies too far off.
    """
    due = due_date(stage=stage, days=days)
    counted = today - (due - TERM)
    if not timedelta() <= counted < LONGEST_PREGNANCY:
        return None
    basis: PregnancyBasis = stage.basis or ("stated" if stage.due_date else "lastPeriod")
    return Pregnancy(counted.days // 7, counted.days % 7, due, basis)


def due_date(*, stage: LifeStage, days: Iterable[Day]) -> date:
    """Return the due date: the stated one, else counted from conception or from the last period.

    The stage then begins with the conception. Without a period in the 120 days before the stage,
    it begins with the last period.
    """
    if stage.due_date is not None:
        return stage.due_date
    if stage.basis == "conception":
        return stage.start + FROM_CONCEPTION
    return last_period(stage=stage, days=days) + TERM


def last_period(*, stage: LifeStage, days: Iterable[Day]) -> date:
    """Return the first day of the last period before the pregnancy, as far as it is logged."""
    periods = find_periods(days=days, today=stage.start)
    day = cycle_day(periods=periods, on=stage.start)
    return stage.start if day is None else stage.start - timedelta(days=day - 1)
