"""Periods (menses) from logged days: which bleeding is menses, and when it began and ended.

Spotting is no bleeding. Consecutive days of bleeding form a spell. A spell
that begins soon after the start of a period joins that period; any other spell is a new one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from period.domain.logged_day import BLEEDING, Day

MAX_BRIDGED_DAYS = 2
"""Up to this many days without bleeding count as not logged, unless she logged "none"."""

MIN_PERIOD_GAP = 10
"""Bleeding that begins fewer days after a period began belongs to that period."""

MIN_CERTAIN_GAP = 18
"""A period that begins fewer days after the last one may be bleeding between two: ask her."""

MARGIN = timedelta(days=30)
"""Read this much before the first day: bleeding on that day may have begun earlier."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """One period, from its first to its last day of bleeding, both included.

    `bleeding_days` counts bleeding and bridged days, so it is less than the days from start to end
    if the bleeding stopped and came back. `needs_confirmation` is true if the period began 10 to
    17 days after the one before it.
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
    """Return the periods in the days logged up to and including today, oldest first.

    Spotting never starts or lengthens a period. One or two days between two days of bleeding are
    bridged unless one of them is logged as "none". Bleeding that begins fewer than 10 days after
    the start of a period joins that period. The days may come in any order; a date logged twice
    counts as bleeding if either log does.
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
            doubtful = gap is not None and gap < MIN_CERTAIN_GAP
            periods.append(Period(spell.start, spell.end, spell.days, needs_confirmation=doubtful))
    return periods


def _find_spells(bleeding: list[date], dry: set[date]) -> list[_Spell]:
    spells: list[_Spell] = []
    for day in bleeding:
        if spells and _is_bridged(spells[-1].end, day, dry):
            spells[-1] = _Spell(spells[-1].start, day)
        else:
            spells.append(_Spell(day, day))
    return spells


def _is_bridged(end: date, day: date, dry: set[date]) -> bool:
    days_between = (day - end).days - 1
    return days_between <= MAX_BRIDGED_DAYS and not any(
        end + offset * _DAY in dry for offset in range(1, days_between + 1)
    )


def _join(period: Period, spell: _Spell) -> Period:
    return Period(
        start=period.start,
        end=spell.end,
        bleeding_days=period.bleeding_days + spell.days,
        needs_confirmation=period.needs_confirmation,
    )
