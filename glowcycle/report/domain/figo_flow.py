"""How heavy her periods are, and bleeding between them, in the terms of FIGO 2018."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import takewhile
from typing import Final

from glowcycle.report.domain.bleeding_facts import Figo, FigoFinding
from glowcycle.report.domain.cycle_log import CycleLog, LoggedCycle
from period.domain.log.logged_day import BLEEDING, Flow
from period.domain.periods.menses import Period

NEEDED: Final = 3
"""Cycles or periods of the year behind a finding. Chosen: fewer tell no usual one."""

LONGEST_EDGE: Final = 3
"""Days: bleeding or spotting that lasts no longer, right before or after a period, belongs to that
period and is none between two. Chosen."""

_DAY: Final = timedelta(days=1)


def find_volume(*, periods: Iterable[Period], log: CycleLog) -> Figo:
    """Return how heavy most periods are, of those with a strength for each day of bleeding."""
    strengths = [_strengths(period, log) for period in periods]
    told = [_volume_of(flows) for flows in strengths if flows and "unspecified" not in flows]
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


def _strengths(period: Period, log: CycleLog) -> list[Flow]:
    days = (period.start + number * _DAY for number in range(period.span_days))
    return [flow for day in days if (flow := log.flows.get(day)) in BLEEDING]


def _volume_of(flows: Sequence[Flow]) -> FigoFinding:
    """Return how heavy a period is by her own words for its days.

    Heavy with a day that she calls very heavy, or if half of the days or more are heavy; light if
    none is more than light. Chosen: FIGO leaves volume to what she says of the whole.
    """
    if "veryHeavy" in flows or 2 * flows.count("heavy") >= len(flows):
        return "heavy"
    return "light" if set(flows) == {"light"} else "normal"


def find_intermenstrual(*, cycles: Sequence[LoggedCycle], log: CycleLog) -> Figo:
    """Return whether she bled or spotted between periods, in cycles of her own.

    The edges of a period belong to it. Without any such bleeding only cycles count of which the log
    tells each day: what is not logged is not absent.
    """
    own = [each for each in cycles if each.reason is None]
    parts = [each for each in cycles if each.reason == "bleeding_between"]
    split = (len(parts) + 1) // 2  # the two parts of one cycle, or a last one alone
    present = split + sum(1 for cycle in own if _bled_between(cycle, log))
    logged = sum(1 for cycle in own if all(day in log.flows for day in _days_between(cycle)))
    finding: FigoFinding | None = "none" if logged >= NEEDED else None
    return Figo(
        term="intermenstrual",
        finding="present" if present else finding,
        measured=float(present),
        count=len(own) + split if present else logged,
        needed=1 if present else NEEDED,
    )


def _bled_between(cycle: LoggedCycle, log: CycleLog) -> bool:
    """Return whether she bled or spotted on a day that is at the edge of neither period."""

    def bled(day: date) -> bool:
        return log.flows.get(day, "none") != "none"

    days = _days_between(cycle)
    after, before = _edge(map(bled, days)), _edge(map(bled, reversed(days)))
    return any(map(bled, days[after : max(len(days) - before, 0)]))


def _days_between(cycle: LoggedCycle) -> list[date]:
    """Return the days between the two periods."""
    count = (cycle.end - cycle.period.end).days
    return [cycle.period.end + number * _DAY for number in range(1, count + 1)]


def _edge(bled: Iterable[bool]) -> int:
    """Return how many of these days belong to the period that they follow or lead to."""
    return min(len([*takewhile(bool, bled)]), LONGEST_EDGE)
