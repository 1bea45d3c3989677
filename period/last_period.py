"""Finds the last period of a log that has none in the years that a forecast reads."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from period.domain.log.life_stages import LifeStage
from period.domain.periods.lookback import days_back_to_menses
from period.domain.periods.menses import Period, find_periods
from period.log_reading import LogBudget, walk_log

FIRST_DAY = date(1900, 1, 1)
# Most people end a log with a period. Further back it is not looked for.
FIRST_PAGE, MAX_DAYS = 12, 60


def find_last_period(
    *, user_id: str, before: date, stages: Sequence[LifeStage] = ()
) -> Period | None:
    """Return the last period that began before that day, None if the newest days have none.

    It reads at most 60 days of the log, in two queries, and mostly 12 in one. Raise Unavailable.
    """
    last = before - timedelta(days=1)
    days = walk_log(
        user_id=user_id, first=FIRST_DAY, last=last, budget=LogBudget(), batch=FIRST_PAGE
    )
    read = days_back_to_menses(days=islice(days, MAX_DAYS), before=last, stages=stages)
    periods = find_periods(days=read, today=last, stages=stages)
    return periods[-1] if periods else None
