"""What a file may not say of a day beside the days that she logged herself."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from glowcycle.storage import batch_reads
from period.domain.log.logged_day import BLEEDING
from period.domain.periods.menses import MIN_PERIOD_GAP
from period.models import DayLog


def find_contradictions(
    *, user_id: str, contents: Mapping[str, Mapping[str, Any]]
) -> dict[str, tuple[str, ...]]:
    """Return the days of which the file may not say that a period begins, by wire name.

    She logged bleeding shortly before: as a start, a later day would make that bleeding no period,
    or a period of its own. Raise Unavailable.
    """
    before = {
        day: [
            str(date.fromisoformat(day) - timedelta(days=back)) for back in range(1, MIN_PERIOD_GAP)
        ]
        for day, content in contents.items()
        if content.get("starts_period")
    }
    keys = sorted({each for days in before.values() for each in days})
    stored = batch_reads.find_all(DayLog, user_id=user_id, keys=keys)
    bled = {day for day, log in stored.items() if _bled(log)}
    return {day: ("startsPeriod",) for day, days in before.items() if not bled.isdisjoint(days)}


def _bled(log: DayLog) -> bool:
    """Return whether she logged bleeding herself."""
    return not (log.is_gone or log.is_unreadable) and not log.origin and log.flow in BLEEDING
