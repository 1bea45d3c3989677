"""Her bleeding in the terms of FIGO (Munro, Critchley, Fraser 2018), over the year of the range.

FIGO states limits and no number of cycles. The numbers needed here are chosen.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Final

from glowcycle.report.domain.cycle_log import CycleLog, LoggedCycle
from glowcycle.report.domain.facts import Figo, FigoFinding
from glowcycle.report.domain.report_log import ReportRange
from period.domain.log.life_stages import stage_on
from period.domain.log.log_coverage import was_logged
from period.domain.log.logged_day import BLEEDING, Flow
from period.domain.periods.guidelines import (
    LONGEST_USUAL,
    LONGEST_USUAL_BLEEDING,
    NO_PERIOD,
    SHORTEST_USUAL,
    widest_usual_variation,
)
from period.domain.periods.menses import Period
from period.domain.stages.silence import is_explained, is_long_without

NEEDED: Final = 3
"""Cycles or periods of the year behind a finding. Chosen: fewer tell no usual one."""

NEEDED_IF_REGULAR: Final = 6
"""Cycles of the year that show regularity. Chosen: FIGO calls abnormal bleeding chronic if it was
there most of six months. Two cycles too far apart show irregularity: more bring no two nearer."""

_DAY: Final = timedelta(days=1)


def find_figo(*, log: CycleLog, days: ReportRange, birth_year: int | None) -> list[Figo]:
    """Return the five terms in FIGO's order. `days` is the year that they tell of.

    Cycles under a hormonal method or in another life stage count in none of them.
    """
    cycles = [each for each in log.cycles if days.first <= each.start and each.end <= days.last]
    measured = [each for each in cycles if is_measured(each)]
    periods = [
        each for each in log.periods if days.has(each.start) and log.bleeding[each.start] is None
    ]
    return [
        _absent(log, days) or _frequency([cycle.days for cycle in measured]),
        _regularity(
            [cycle.days for cycle in measured],
            limit=widest_usual_variation(birth_year=birth_year, today=days.last_known),
        ),
        _duration([period.bleeding_days for period in periods]),
        _volume([_strengths(period, log) for period in periods]),
        _intermenstrual(cycles, log),
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


def _frequency(lengths: Sequence[int]) -> Figo:
    middle = float(median(lengths)) if lengths else None
    finding: FigoFinding | None = None
    if middle is not None and len(lengths) >= NEEDED:
        finding = "normal"
        if middle > LONGEST_USUAL:
            finding = "infrequent"
        elif middle < SHORTEST_USUAL:
            finding = "frequent"
    return Figo(
        term="frequency", finding=finding, measured=middle, count=len(lengths), needed=NEEDED
    )


def _regularity(lengths: Sequence[int], *, limit: int) -> Figo:
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
    )


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


def _strengths(period: Period, log: CycleLog) -> list[Flow]:
    days = (period.start + number * _DAY for number in range(period.span_days))
    return [flow for day in days if (flow := log.flows.get(day)) in BLEEDING]


def _volume(periods: Iterable[Sequence[Flow]]) -> Figo:
    """Return how heavy most periods are, of those with a strength for each day of bleeding."""
    told = [_volume_of(flows) for flows in periods if flows and "unspecified" not in flows]
    finding: FigoFinding | None = None
    if len(told) >= NEEDED:
        odd: tuple[FigoFinding, ...] = ("heavy", "light")
        finding = next((each for each in odd if 2 * told.count(each) > len(told)), "normal")
    return Figo(
        term="volume",
        finding=finding,
        measured=float(told.count(finding)) if finding else None,
        count=len(told),
        needed=NEEDED,
    )


def _volume_of(flows: Sequence[Flow]) -> FigoFinding:
    """Return how heavy a period is by her own words for its days.

    Heavy with a day that she calls very heavy, or if half of the days or more are heavy; light if
    none is more than light. Chosen: FIGO leaves volume to what she says of the whole.
    """
    if "veryHeavy" in flows or 2 * flows.count("heavy") >= len(flows):
        return "heavy"
    return "light" if set(flows) == {"light"} else "normal"


def _intermenstrual(cycles: Sequence[LoggedCycle], log: CycleLog) -> Figo:
    own = [each for each in cycles if each.reason is None]
    parts = [each for each in cycles if each.reason == "bleeding_between"]
    split = (len(parts) + 1) // 2  # the two parts of one cycle, or a last one alone
    present = split + sum(1 for cycle in own if _bled_between(cycle, log))
    logged = sum(1 for cycle in own if cycle.is_logged)
    finding: FigoFinding | None = "none" if logged >= NEEDED else None
    return Figo(
        term="intermenstrual",
        finding="present" if present else finding,
        measured=float(present),
        count=len(own) + split if present else logged,
        needed=1 if present else NEEDED,
    )


def _bled_between(cycle: LoggedCycle, log: CycleLog) -> bool:
    """Return whether she bled or spotted on a day that is not in a row with either period."""

    def bled(day: date) -> bool:
        return log.flows.get(day, "none") != "none"

    first = _while(bled, cycle.period.end + _DAY, step=_DAY)
    last = _while(bled, cycle.end, step=-_DAY)
    return any(bled(first + number * _DAY) for number in range((last - first).days + 1))


def _while(holds: Callable[[date], bool], day: date, *, step: timedelta) -> date:
    """Return the first day on which it does not hold."""
    while holds(day):
        day += step
    return day
