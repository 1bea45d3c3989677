"""From days logged to periods: which bleeding is menses, and when it began and ended.

Only light, medium and heavy flow is bleeding. Days of bleeding form a spell; a spell that begins
soon after a period began is part of that period, and any other spell is a period of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

Flow: TypeAlias = Literal["none", "spotting", "light", "medium", "heavy"]
OvulationTest: TypeAlias = Literal["positive", "negative"]

BLEEDING: frozenset[Flow] = frozenset({"light", "medium", "heavy"})

MAX_BRIDGED_DAYS = 2
"""So many days without bleeding are taken for days she did not log, unless she logged "none"."""

MIN_PERIOD_GAP = 10
"""Bleeding that begins fewer days after a period began belongs to that period."""

MIN_CERTAIN_GAP = 18
"""A period that begins fewer days after the last one may be spotting between two: ask her."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """What she logged about one day.

    `cycle_length` is her own statement of her usual length in days: evidence for the prediction,
    and no more.
    """

    date: date
    flow: Flow
    ovulation_test: OvulationTest | None = None
    cycle_length: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """One menses, from its first to its last day of bleeding, both included.

    `bleeding_days` counts the days of bleeding and those bridged between them, so it is less than
    the days from start to end where bleeding stopped and came back. `needs_confirmation` says that
    it began 10 to 17 days after the period before it.
    """

    start: date
    end: date
    bleeding_days: int
    needs_confirmation: bool


@dataclass(frozen=True, slots=True)
class _Spell:
    """Unbroken bleeding, both dates included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def find_periods(*, days: Iterable[Day], today: date) -> list[Period]:
    """Return the periods found in the days logged up to and including today, oldest first.

    Spotting never starts or lengthens a period. One or two days between two days of bleeding are
    bridged unless one of them is logged as "none". Bleeding that begins under 10 days after a
    period began joins it. The days may come in any order; where a date is logged twice, it bled
    if either log says so.
    """
    logged = [day for day in days if day.date <= today]
    bleeding = sorted({day.date for day in logged if day.flow in BLEEDING})
    dry = {day.date for day in logged if day.flow == "none"}.difference(bleeding)
    periods: list[Period] = []
    for spell in _find_spells(bleeding, dry):
        gap = (spell.start - periods[-1].start).days if periods else None
        if gap is not None and gap < MIN_PERIOD_GAP:
            periods[-1] = _join(periods[-1], spell)
        else:
            asks = gap is not None and gap < MIN_CERTAIN_GAP
            periods.append(Period(spell.start, spell.end, spell.days, needs_confirmation=asks))
    return periods


def _find_spells(bleeding: list[date], dry: set[date]) -> list[_Spell]:
    spells: list[_Spell] = []
    for day in bleeding:
        if spells and _is_bridged(spells[-1].end, day, dry):
            spells[-1] = _Spell(spells[-1].start, day)
        else:
            spells.append(_Spell(day, day))
    return spells


def _is_bridged(last: date, day: date, dry: set[date]) -> bool:
    between = (day - last).days - 1
    return between <= MAX_BRIDGED_DAYS and not any(
        last + offset * _DAY in dry for offset in range(1, between + 1)
    )


def _join(period: Period, spell: _Spell) -> Period:
    return Period(
        start=period.start,
        end=spell.end,
        bleeding_days=period.bleeding_days + spell.days,
        needs_confirmation=period.needs_confirmation,
    )
