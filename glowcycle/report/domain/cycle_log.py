"""Her periods, and what the days from each to the next are: a cycle, or why they count as none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from glowcycle.report.domain.bleeding_facts import LeftOutReason
from glowcycle.report.domain.other_bleeding import with_spotting
from glowcycle.report.domain.report_log import ReportLog, ReportRange
from period.domain.log.life_stages import LifeStage
from period.domain.log.log_coverage import was_logged
from period.domain.log.logged_day import Day, Flow
from period.domain.own_cycles.complete_cycles import PastGap, find_past_gaps
from period.domain.own_cycles.gaps import GapMeaning
from period.domain.own_cycles.history import read_history
from period.domain.periods.bleeding_stages import cycle_stage
from period.domain.periods.cycles import MAX_CYCLE_DAY
from period.domain.periods.menses import (
    MARGIN,
    MAX_BRIDGED_DAYS,
    MIN_PERIOD_GAP,
    OtherBleeding,
    Period,
)

AROUND: Final = timedelta(days=MAX_CYCLE_DAY) + MARGIN
"""The log is read this much before and after the days of a report, to know the cycles at its ends
and the last period before it."""

_REASONS: Final[Mapping[GapMeaning, LeftOutReason]] = {
    "pause": "too_long",
    "before_stage": "life_stage",
    "life_stage": "life_stage",
    "excluded": "excluded",
    "period_not_logged": "period_not_logged",
    "bleeding_between": "bleeding_between",
    "unexplained": "unexplained",
}
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCycle:
    """The days from one period to the next, both known.

    `reason` says why they are no cycle of her own, None for a cycle. `is_logged` if the log leaves
    no room for a period in between.
    """

    period: Period
    following: Period
    reason: LeftOutReason | None
    is_logged: bool

    @property
    def start(self) -> date:
        """The first day of menses."""
        return self.period.start

    @property
    def end(self) -> date:
        """The day before the next menses."""
        return self.following.start - _DAY

    @property
    def days(self) -> int:
        """The length in days."""
        return (self.following.start - self.period.start).days


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleLog:
    """All that was read of her periods, oldest first, up to the end of the range.

    `cycles` has one for each period but the last, whose cycle runs; `running` is why that is no
    cycle of her own, or "still_running". `bleeding` is why the days of bleeding of a period do not
    count, by its first day; it has all periods, with None for those that do.
    """

    days: Sequence[Day]
    stages: Sequence[LifeStage]
    flows: Mapping[date, Flow]
    periods: Sequence[Period]
    other_bleeding: Sequence[OtherBleeding]
    cycles: Sequence[LoggedCycle]
    running: LeftOutReason | None
    bleeding: Mapping[date, LeftOutReason | None]

    def next_start(self, period: Period) -> date | None:
        """Return the first day of the period after that one, None for the last."""
        later = (each.start for each in self.periods if each.start > period.start)
        return next(later, None)


def read_cycle_log(*, log: ReportLog, days: ReportRange) -> CycleLog:
    """Return her periods and cycles, as known on the last day that tells of the range."""
    logged = [each.day for each in log.days if each.date <= days.end]
    oldest = min((day.date for day in logged), default=days.end)
    history = read_history(
        days=logged,
        today=days.end,
        stages=log.stages,
        profile=log.profile,
        history_days=(days.end - oldest).days + 1,
    )
    flows, periods = history.flows, history.periods
    cycles = [
        _cycle(period, following, gap, flows)
        for (period, following), gap in zip(
            pairwise(periods), find_past_gaps(history=history), strict=True
        )
    ]
    between = _bleeding_between(cycles)
    return CycleLog(
        days=logged,
        stages=log.stages,
        flows=flows,
        periods=periods,
        other_bleeding=with_spotting(history.other_bleeding, flows=flows, stages=log.stages),
        cycles=cycles,
        running=_why_running(periods[-1], log.stages, days.end) if periods else None,
        bleeding={
            period.start: "bleeding_between"
            if period.start in between
            else _why_bleeding_left_out(period, log.stages, flows, days)
            for period in periods
        },
    )


def _bleeding_between(cycles: Sequence[LoggedCycle]) -> set[date]:
    """Return the first days of bleeding that splits a cycle into two parts: it is no period."""
    found: set[date] = set()
    for cycle in cycles:
        if cycle.reason == "bleeding_between" and cycle.start not in found:
            found.add(cycle.following.start)
    return found


def stage_reason(*, stages: Sequence[LifeStage], first: date, last: date) -> LeftOutReason | None:
    """Return why a life stage says that these days tell nothing of her own cycles."""
    stage = cycle_stage(stages=stages, first=first, last=last)
    if stage is None or not stage.is_excluded:
        return None
    return "excluded" if stage.kind == "exclusion" else "life_stage"


def _cycle(
    period: Period, following: Period, gap: PastGap, flows: Mapping[date, Flow]
) -> LoggedCycle:
    is_logged = was_logged(said=flows, first=period.start, last=following.start - _DAY)
    reason = _REASONS.get(gap.meaning)
    # What the model finds odd is a fact where the log leaves no room for a period in between.
    if reason in ("unexplained", "period_not_logged") and is_logged and gap.days >= MIN_PERIOD_GAP:
        reason = None
    return LoggedCycle(period=period, following=following, reason=reason, is_logged=is_logged)


def _why_running(period: Period, stages: Sequence[LifeStage], end: date) -> LeftOutReason:
    if reason := stage_reason(stages=stages, first=period.start, last=end):
        return reason
    return "too_long" if (end - period.start).days >= MAX_CYCLE_DAY else "still_running"


def _why_bleeding_left_out(
    period: Period, stages: Sequence[LifeStage], flows: Mapping[date, Flow], days: ReportRange
) -> LeftOutReason | None:
    """Return why the days of bleeding of the period do not count.

    One day alone, with nothing said of the next, is a first day: she logged no more of it.
    """
    if reason := stage_reason(stages=stages, first=period.start, last=period.end):
        return reason
    if (days.end - period.end).days <= MAX_BRIDGED_DAYS:
        return "still_running"
    if period.end > days.last:
        return "reaches_out"
    if period.bleeding_days <= 1 and period.end + _DAY not in flows:
        return "not_logged"
    return None
