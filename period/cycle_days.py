"""Sets the day of the cycle on the records of other kinds, within the bounds of one answer."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from glowcycle.encryption import choices
from period.domain.log.life_stages import LifeStage
from period.domain.periods.bleeding_runs import REACH
from period.domain.periods.cycles import MAX_CYCLE_DAY, cycle_day, is_without_cycle
from period.domain.periods.lookback import DateSpan, days_back_to_menses, find_spans
from period.domain.periods.menses import MARGIN, Period, find_periods
from period.log_reading import LogBudget, walk_log
from period.stage_services import read_stages

# Days of the log in one read unit: two cycles of those who log their bleeding alone.
FIRST_PAGE = 12


class Dated(Protocol):
    """A record of another kind, with a day of her cycle."""

    cycle_day: Any

    @property
    def day(self) -> date: ...


def derive_cycle_days(*, user_id: str, records: Sequence[Dated], times: int = 1) -> int:
    """Set each record's day of the cycle from the period log; return how many records are done.

    Records that are close in time share a read. It takes the records in their order, and stops
    before one whose read would exceed the budget of an answer, or `times` that budget; the first
    record is always done. A day without a cycle by her life stages has no cycle day. Any other
    record on a day that the log does not cover keeps the cycle day that the phone sent. All records
    do while she restricts the processing of her data, which this is. Raise Unavailable.
    """
    if not records or choices.restricted_since(user_id=user_id):
        return len(records)
    stages = read_stages(user_id=user_id)
    spans = find_spans(dates=(record.day for record in records))
    budget, periods = LogBudget().times(times), dict[DateSpan, list[Period]]()
    for position, record in enumerate(records):
        span = spans[record.day]
        if span not in periods:
            if budget.is_spent:
                return position
            periods[span] = _read_periods(user_id, span, stages, budget)
        known = cycle_day(periods=periods[span], on=record.day, stages=stages)
        if known is not None or is_without_cycle(
            periods=periods[span], on=record.day, stages=stages
        ):
            record.cycle_day = known
    return len(records)


def _read_periods(
    user_id: str, span: DateSpan, stages: Sequence[LifeStage], budget: LogBudget
) -> list[Period]:
    """Return the periods that the cycle days of the span depend on."""
    last = span.last + REACH
    days = walk_log(
        user_id=user_id,
        first=span.first - timedelta(days=MAX_CYCLE_DAY) - MARGIN,
        last=last,
        budget=budget,
        batch=max(FIRST_PAGE, (span.last - span.first).days // 2),
    )
    read = days_back_to_menses(days=days, before=span.first, stages=stages)
    return find_periods(days=read, today=last, stages=stages)
