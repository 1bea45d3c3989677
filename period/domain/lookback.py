"""How far back in the log one must look, for a forecast and for the day of the cycle."""

from collections.abc import Iterable
from datetime import date

from period.domain.menses import BLEEDING, MIN_PERIOD_GAP, Day

HISTORY_DAYS = 5 * 366
"""How far before today a forecast reads, in days. Older logs weigh next to nothing in it."""


def back_to_menses(*, days: Iterable[Day], before: date) -> list[Day]:
    """Return the days, read newest first, back to a first day of menses not after `before`.

    Bleeding that more dry days precede than any gap within a period has is certain to begin one,
    so nothing older changes the day of the cycle from there on. No more is taken from `days`, which
    may be an endless history.
    """
    taken: list[Day] = []
    oldest: date | None = None
    for day in days:
        if day.flow in BLEEDING:
            if oldest and oldest <= before and (oldest - day.date).days > MIN_PERIOD_GAP:
                break
            oldest = day.date
        taken.append(day)
    return taken
