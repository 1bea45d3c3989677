"""Cycles from periods: the day of the cycle, the length of each, and what is unusual about it."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from period.domain.log.life_stages import LifeStage, StageKind
from period.domain.log.log_coverage import was_logged
from period.domain.log.logged_day import Day
from period.domain.periods.bleeding_stages import cycle_stage, has_no_cycle
from period.domain.periods.cycle_flags import (
    Flag,
    bleeding_flags,
    length_flags,
    running_flags,
    series_broken,
    variation_flag,
)
from period.domain.periods.guidelines import widest_usual_variation
from period.domain.periods.menses import MAX_BRIDGED_DAYS, Period

MAX_CYCLE_DAY = 120
"""After this many days without a period the series is broken; the next period starts a new one."""

VARIATION_WINDOW = timedelta(days=365)

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cycle:
    """The days from the first day of one period to the day before the next.

    `length` (days) is None for the current cycle, for a gap of over 120 days, and where a life
    stage says that these days are no cycle. `life_stage` is the stage that touches it, and
    `excluded` is true if it tells nothing of her own cycles for that reason. `is_logged` if the log
    leaves no room for a period in between.
    """

    start: date
    length: int | None
    period: Period
    flags: tuple[Flag, ...]
    life_stage: StageKind | None = None
    excluded: bool = False
    is_logged: bool = False


def cycle_day(
    *, periods: Sequence[Period], on: date, stages: Iterable[LifeStage] = ()
) -> int | None:
    """Return the day of the cycle on that date: 1 on the first day of menses.

    None before the first known period, after day 120, and where a life stage says that there is no
    cycle. The periods are oldest first, as `find_periods` returns them; periods that begin after
    the date are ignored.
    """
    start = _last_start(periods, on)
    if start is None or has_no_cycle(stages=stages, since=start, day=on):
        return None
    return (on - start).days + 1


def is_without_cycle(*, periods: Sequence[Period], on: date, stages: Iterable[LifeStage]) -> bool:
    """Return whether her life stages say that the date belongs to no cycle."""
    return has_no_cycle(stages=stages, since=_last_start(periods, on), day=on)


def find_cycles(
    *,
    periods: Sequence[Period],
    today: date,
    stages: Sequence[LifeStage] = (),
    days: Iterable[Day] = (),
) -> list[Cycle]:
    """Return a cycle for every period, oldest first; the last one is the current cycle.

    The periods are oldest first, as `find_periods` returns them for the same `today`. `days` are
    the log, which tells whether a period may be missing from it.
    """
    said = {day.date for day in days if day.flow is not None and day.date <= today}
    cycles = [
        _complete_cycle(period, following, said, stages) for period, following in pairwise(periods)
    ]
    if periods:
        cycles.append(_current_cycle(periods[-1], today, said, stages))
    return cycles


def find_variation(
    *, cycles: Sequence[Cycle], today: date, birth_year: int | None = None
) -> Flag | None:
    """Return a flag if the longest and the shortest cycle of the past year differ too much.

    None if they do not, or if fewer than two cycles that began in that year are complete. Cycles
    that a life stage excludes do not count. The limit depends on her age.
    """
    counted = _of_year(cycles, today)
    longest = max((cycle.length or 0 for cycle in counted), default=0)
    return variation_flag(
        days=spread_of_year(cycles=cycles, today=today),
        limit=widest_usual_variation(birth_year=birth_year, today=today),
        knows_age=birth_year is not None,
        is_logged=all(cycle.is_logged for cycle in counted if cycle.length == longest),
    )


def spread_of_year(*, cycles: Sequence[Cycle], today: date) -> int:
    """Return how many days apart the longest and the shortest cycle of the past year are."""
    lengths = [cycle.length or 0 for cycle in _of_year(cycles, today)]
    return max(lengths, default=0) - min(lengths, default=0)


def _of_year(cycles: Sequence[Cycle], today: date) -> list[Cycle]:
    since = today - VARIATION_WINDOW
    return [
        cycle for cycle in cycles if cycle.length and cycle.start >= since and not cycle.excluded
    ]


def _last_start(periods: Sequence[Period], on: date) -> date | None:
    """Return the first day of the last period, None if it began more than 120 days before."""
    count = bisect_right(periods, on, key=lambda period: period.start)
    if not count or (on - periods[count - 1].start).days >= MAX_CYCLE_DAY:
        return None
    return periods[count - 1].start


def _complete_cycle(
    period: Period, following: Period, said: Container[date], stages: Sequence[LifeStage]
) -> Cycle:
    days, last = (following.start - period.start).days, following.start - _DAY
    is_logged = was_logged(said=said, first=period.start, last=last)
    is_cycle = days <= MAX_CYCLE_DAY
    flags = (
        length_flags(days=days, is_logged=is_logged)
        if is_cycle
        else series_broken(days=days, limit=MAX_CYCLE_DAY)
    )
    cycle = Cycle(period.start, days if is_cycle else None, period, flags, is_logged=is_logged)
    return _in_stage(cycle, last, stages)


def _current_cycle(
    period: Period, today: date, said: Container[date], stages: Sequence[LifeStage]
) -> Cycle:
    # Until she logs today, her period may still begin today.
    last = today if today in said else today - _DAY
    days = (last - period.start).days + 1
    is_logged = was_logged(said=said, first=period.start, last=last)
    flags: tuple[Flag, ...] = ()
    if (today - period.end).days > MAX_BRIDGED_DAYS:  # else the bleeding goes on
        flags = (
            running_flags(days=days, is_logged=is_logged)
            if days <= MAX_CYCLE_DAY
            else series_broken(days=days, limit=MAX_CYCLE_DAY)
        )
    return _in_stage(Cycle(period.start, None, period, flags, is_logged=is_logged), today, stages)


def _in_stage(cycle: Cycle, last: date, stages: Sequence[LifeStage]) -> Cycle:
    """Return the cycle with its life stage, which may rule out its length and the flags of it."""
    stage = cycle_stage(stages=stages, first=cycle.start, last=last)
    of_bleeding = bleeding_flags(period=cycle.period)
    if stage is None:
        return replace(cycle, flags=of_bleeding + cycle.flags)
    return replace(
        cycle,
        length=cycle.length if stage.has_cycle else None,
        flags=of_bleeding + (cycle.flags if stage.has_limits else ()),
        life_stage=stage.kind,
        excluded=stage.is_excluded,
    )
