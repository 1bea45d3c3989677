"""Her periods and cycles in the range: lengths and bleeding, each with what was left out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Final, get_args

from glowcycle.report.domain.bleeding_facts import (
    CycleFacts,
    DayMark,
    LeftOut,
    LeftOutReason,
    LoggedPeriod,
    Spread,
)
from glowcycle.report.domain.bleeding_windows import find_windows
from glowcycle.report.domain.cycle_log import CycleLog, LoggedCycle
from glowcycle.report.domain.figo import find_figo
from glowcycle.report.domain.report_log import ReportRange
from period.domain.log.life_stages import stage_on
from period.domain.log.log_coverage import was_logged
from period.domain.log.logged_day import Flow
from period.domain.periods.menses import Period
from period.domain.stages.silence import is_long_without

_ORDER: Final = get_args(LeftOutReason)

_MARKS: Final[Mapping[Flow, DayMark]] = {
    "none": "none",
    "spotting": "spotting",
    "light": "light",
    "medium": "medium",
    "heavy": "heavy",
    "veryHeavy": "heavy",
    "unspecified": "unspecified",
}


def find_cycle_facts(*, log: CycleLog, days: ReportRange, birth_year: int | None) -> CycleFacts:
    """Return the facts of her cycles; `birth_year` decides how much lengths usually vary."""
    begun = [period for period in log.periods if days.has(period.start)]
    known = [period.start for period in log.periods if period.start <= days.last_known]
    return CycleFacts(
        last_period=max(known, default=None),
        length=_lengths(log, days),
        bleeding=_bleeding(log, begun),
        periods=[_logged_period(period, log, days) for period in reversed(begun)],
        figo=find_figo(log=log, days=days.year(), birth_year=birth_year),
        windows=find_windows(log=log, days=days),
        days={day: _MARKS[flow] for day, flow in sorted(log.flows.items()) if days.has(day)},
        days_without=_days_without(log, days.last_known),
        other_bleeding=[
            each
            for each in log.other_bleeding
            if each.start <= days.last_known and each.end >= days.first
        ],
    )


def left_out_reason(cycle: LoggedCycle, days: ReportRange) -> LeftOutReason | None:
    """Return why the cycle, which touches the range, does not count in it."""
    if cycle.reason:
        return cycle.reason
    lies_in = days.first <= cycle.start and cycle.end <= days.last_known
    return None if lies_in else "reaches_out"


def _days_without(log: CycleLog, last: date) -> int | None:
    periods = [period for period in log.periods if period.start <= last]
    holding = stage_on(stages=log.stages, day=last)
    if not periods or (holding and holding.kind == "menopause"):
        return None
    first = periods[-1].end + timedelta(days=1)
    is_long = is_long_without(periods=periods, stages=log.stages, today=last)
    is_logged = was_logged(said=log.flows, first=first, last=last)
    return (last - first).days + 1 if is_long and not is_logged else None


def _lengths(log: CycleLog, days: ReportRange) -> Spread | None:
    touching = [
        cycle for cycle in log.cycles if cycle.start <= days.last_known and cycle.end >= days.first
    ]
    reasons = [left_out_reason(cycle, days) for cycle in touching]
    if log.periods and days.first <= log.periods[-1].start <= days.last_known:
        reasons.append(log.running)
    lengths = [
        cycle.days for cycle, reason in zip(touching, reasons, strict=False) if reason is None
    ]
    return _spread(lengths, reasons)


def _bleeding(log: CycleLog, begun: Sequence[Period]) -> Spread | None:
    reasons = [log.bleeding[period.start] for period in begun]
    counted = [
        period.bleeding_days
        for period, reason in zip(begun, reasons, strict=True)
        if reason is None
    ]
    return _spread(counted, reasons)


def _spread(counted: Sequence[int], reasons: Iterable[LeftOutReason | None]) -> Spread | None:
    if not counted:
        return None
    counts = Counter(reason for reason in reasons if reason)
    return Spread(
        median=float(median(counted)),
        least=min(counted),
        most=max(counted),
        count=len(counted),
        left_out=[
            LeftOut(reason=reason, count=counts[reason]) for reason in _ORDER if counts[reason]
        ],
    )


def _logged_period(period: Period, log: CycleLog, days: ReportRange) -> LoggedPeriod:
    cycle = next((each for each in log.cycles if each.start == period.start), None)
    reason = left_out_reason(cycle, days) if cycle else log.running
    return LoggedPeriod(
        start=period.start,
        end=period.end,
        bleeding_days=period.bleeding_days,
        length=cycle.days if cycle and reason is None else None,
        left_out=reason,
    )
