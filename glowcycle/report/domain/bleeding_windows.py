"""Bleeding under hormonal contraception, in reference periods of 90 days after Belsey."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from glowcycle.report.domain.bleeding_facts import BleedingWindow
from glowcycle.report.domain.cycle_log import CycleLog
from glowcycle.report.domain.report_log import ReportRange
from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import Day
from period.domain.stages.contraception import (
    REFERENCE_DAYS,
    bleeding_pattern,
    is_scheduled,
    pack_of,
)

_DAY: Final = timedelta(days=1)
_SPAN: Final = timedelta(days=REFERENCE_DAYS - 1)


def find_windows(*, log: CycleLog, days: ReportRange) -> list[BleedingWindow]:
    """Return the windows of each hormonal method, oldest first.

    They follow each other from the first day of the method, or of the range if that is later. The
    last one ends with the method or with the range, and may be shorter than the others.
    """
    found = []
    for stage in sorted(log.stages, key=lambda each: (each.start, each.id)):
        if stage.is_hormonal:
            found += [_window(stage, first, last, log) for first, last in _spans(stage, days)]
    return found


def _spans(stage: LifeStage, days: ReportRange) -> Iterator[tuple[date, date]]:
    first = max(stage.start, days.first)
    end = min(stage.end or date.max, days.last_known)
    while first <= end:
        yield first, min(first + _SPAN, end)
        first += _SPAN + _DAY


def _window(stage: LifeStage, first: date, last: date, log: CycleLog) -> BleedingWindow:
    inside = [Day(day, flow) for day, flow in log.flows.items() if first <= day <= last]
    pattern = bleeding_pattern(days=inside, since=first, today=last)
    return BleedingWindow(
        first=first,
        last=last,
        method=stage.method or "other",
        logged_days=pattern.logged_days,
        bleeding_days=pattern.bleeding_days,
        spotting_days=pattern.spotting_days,
        episodes=pattern.episodes,
        longest_episode=pattern.longest_episode,
        longest_gap=pattern.longest_gap,
        is_whole=pattern.is_whole,
        codes=pattern.codes,
        unscheduled_days=_unscheduled(stage, inside),
    )


def _unscheduled(stage: LifeStage, days: Iterable[Day]) -> int | None:
    pack = pack_of(stage=stage)
    if pack is None:
        return None
    bled = (day.date for day in days if day.flow != "none")
    return sum(not is_scheduled(pack=pack, day=day) for day in bled)
