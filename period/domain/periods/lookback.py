"""How far back the log is read, for a forecast and for the cycle day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import BLEEDING, Day
from period.domain.periods.menses import MIN_PERIOD_GAP, find_periods

HISTORY_DAYS = 5 * 366
"""How many days before today a forecast reads. Older logs have almost no weight in it."""

MAX_SPAN = timedelta(days=120)
"""Dates that lie within this time share a read of the log."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days from the first to the last of some dates, both included."""

    first: date
    last: date


def find_spans(*, dates: Iterable[date]) -> dict[date, DateSpan]:
    """Return for each date the span of the dates with which it shares a read of the log."""
    spans: dict[date, DateSpan] = {}
    together: list[date] = []
    for day in sorted(set(dates), reverse=True):
        if together and together[0] - day > MAX_SPAN:
            together = []
        together.append(day)
        spans |= dict.fromkeys(together, DateSpan(day, together[0]))
    return spans


def days_back_to_menses(
    *, days: Iterable[Day], before: date, stages: Sequence[LifeStage] = ()
) -> list[Day]:
    """Return the days, read newest first, back to a first day of menses not after `before`.

    Older days cannot change what is a period if more days without bleeding lie between than any
    gap within a period has. Once a period began among the newer days, they cannot change the cycle
    day either. Reading stops there, so `days` may be a lazy iterator over a long history.
    """
    read: list[Day] = []
    earliest: date | None = None
    is_settled = False  # whether it is known that no period began up to `before`
    for day in days:
        if earliest and not is_settled and (earliest - day.date).days > MIN_PERIOD_GAP:
            periods = find_periods(days=read, today=read[0].date, stages=stages)
            if periods and periods[0].start <= before:
                break
            is_settled = True
        read.append(day)
        if day.flow in BLEEDING or (day.starts_period and day.flow != "none"):
            earliest, is_settled = day.date, False
    return read
