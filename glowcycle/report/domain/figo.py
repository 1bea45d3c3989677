"""Her bleeding in the terms of FIGO (Munro, Critchley, Fraser 2018), over the year of the range.

FIGO states limits and no number of cycles. The numbers needed here are chosen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from statistics import median
from typing import Final

from glowcycle.report.domain.bleeding_facts import Figo, FigoFinding, UntoldReason
from glowcycle.report.domain.cycle_log import CycleLog, LoggedCycle
from glowcycle.report.domain.figo_flow import NEEDED, find_intermenstrual, find_volume
from glowcycle.report.domain.report_log import ReportRange
from period.domain.log.life_stages import stage_on
from period.domain.log.log_coverage import was_logged
from period.domain.periods.guidelines import (
    LONGEST_USUAL,
    LONGEST_USUAL_BLEEDING,
    NO_PERIOD,
    SHORTEST_USUAL,
    widest_usual_variation,
)
from period.domain.stages.silence import is_explained, is_long_without

NEEDED_IF_REGULAR: Final = 6
"""Cycles of the year that show regularity. Chosen: FIGO calls abnormal bleeding chronic if it was
there most of six months. Two cycles too far apart show irregularity: more bring no two nearer."""

_DAY: Final = timedelta(days=1)


def find_figo(*, log: CycleLog, days: ReportRange, birth_year: int | None) -> list[Figo]:
    """Return the five terms in FIGO's order. `days` is the year that they tell of.

    Cycles under a hormonal method or in another life stage count in none of them. Where there are
    no others, a term without a finding says so.
    """
    cycles = [each for each in log.cycles if days.first <= each.start and each.end <= days.last]
    measured = [each for each in cycles if is_measured(each)]
    periods = [
        each for each in log.periods if days.has(each.start) and log.bleeding[each.start] is None
    ]
    terms = [
        _absent(log, days) or _frequency(measured),
        _regularity(
            measured,
            limit=widest_usual_variation(birth_year=birth_year, today=days.last_known),
        ),
        _duration([period.bleeding_days for period in periods]),
        find_volume(periods=periods, log=log),
        find_intermenstrual(cycles=cycles, log=log),
    ]
    why = _why_untold(log, days)
    of_periods = {"duration", "volume"}
    return [
        each
        if each.finding or (periods if each.term in of_periods else measured)
        else replace(each, untold=why)
        for each in terms
    ]


def is_measured(cycle: LoggedCycle) -> bool:
    """Return whether the days between two periods are a length of hers.

    They are if they count as a cycle, or if they are more than any cycle has and all are logged.
    """
    return cycle.reason is None or (cycle.reason == "too_long" and cycle.is_logged)


def _absent(log: CycleLog, days: ReportRange) -> Figo | None:
    """Return that there are no periods, if for over 90 days she logged that none came."""
    last = days.last_known
    stage = stage_on(stages=log.stages, day=last)
    if stage and stage.kind == "menopause":
        return None  # there absence is nothing to find
    periods = [period for period in log.periods if period.start <= last]
    if periods:
        first = periods[-1].end + _DAY
        is_long = is_long_without(periods=periods, stages=log.stages, today=last)
    else:
        first = min((day for day in log.flows if day <= last), default=last)
        is_long = (last - first).days + 1 > NO_PERIOD.limit and not is_explained(
            stages=log.stages, gap=(first, last)
        )
    if not is_long or not was_logged(said=log.flows, first=first, last=last):
        return None
    return Figo(
        term="frequency",
        finding="absent",
        measured=float((last - first).days + 1),
        count=0,
        needed=0,
    )


def _why_untold(log: CycleLog, days: ReportRange) -> UntoldReason | None:
    stage = stage_on(stages=log.stages, day=days.last_known)
    if stage is None or stage.has_own_cycles:
        return None
    return "hormonal_method" if stage.is_hormonal else "life_stage"


def _frequency(cycles: Sequence[LoggedCycle]) -> Figo:
    lengths = [cycle.days for cycle in cycles]
    middle = float(median(lengths)) if lengths else None
    finding: FigoFinding | None = None
    if middle is not None and len(lengths) >= NEEDED:
        finding = "normal"
        if middle > LONGEST_USUAL:
            finding = "infrequent"
        elif middle < SHORTEST_USUAL:
            finding = "frequent"
    return Figo(
        term="frequency",
        finding=finding,
        measured=middle,
        count=len(lengths),
        needed=NEEDED,
        in_doubt=finding == "infrequent" and _is_in_doubt(cycles),
    )


def _regularity(cycles: Sequence[LoggedCycle], *, limit: int) -> Figo:
    lengths = [cycle.days for cycle in cycles]
    apart = max(lengths) - min(lengths) if len(lengths) > 1 else None
    finding: FigoFinding | None = None
    if apart is not None and apart > limit:
        finding = "irregular"
    elif len(lengths) >= NEEDED_IF_REGULAR:
        finding = "regular"
    return Figo(
        term="regularity",
        finding=finding,
        measured=None if apart is None else float(apart),
        count=len(lengths),
        needed=NEEDED_IF_REGULAR,
        limit=limit,
        in_doubt=finding == "irregular" and _is_in_doubt(cycles),
    )


def _is_in_doubt(cycles: Iterable[LoggedCycle]) -> bool:
    """Return whether any long cycle leaves room for a period that she did not log."""
    return any(cycle.days > LONGEST_USUAL and not cycle.is_logged for cycle in cycles)


def _duration(bleeding_days: Sequence[int]) -> Figo:
    middle = float(median(bleeding_days)) if bleeding_days else None
    finding: FigoFinding | None = None
    if middle is not None and len(bleeding_days) >= NEEDED:
        finding = "prolonged" if middle > LONGEST_USUAL_BLEEDING else "normal"
    return Figo(
        term="duration",
        finding=finding,
        measured=middle,
        count=len(bleeding_days),
        needed=NEEDED,
        limit=LONGEST_USUAL_BLEEDING,
    )
