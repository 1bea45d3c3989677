"""The running cycle put into words of the answer: dates, ranges and probabilities."""

from datetime import date

from period.domain.current_cycle import RunningCycle
from period.domain.distribution import Distribution
from period.domain.forecast_result import (
    LEVEL,
    NEAR_DAYS,
    Confidence,
    DayProbability,
    FertileDays,
    Late,
    LaterPeriod,
    NextPeriod,
    Ovulation,
)
from period.domain.ovulation import fertile_window
from period.domain.population import FERTILE_DAYS
from period.domain.posterior import Posterior

HIGH_FROM, MEDIUM_FROM = 0.8, 0.6
"""Probability within two days from which confidence is called high, or medium."""

WORTH_NAMING = 0.5
"""Fertile days are named if they hold all six with this probability or more."""

FOLLOWING_PERIODS = 2

_SHOWN = 0.995
"""The share of the day-by-day distribution that is worth listing."""


def next_period(*, cycle: RunningCycle, trusted: bool) -> NextPeriod:
    """Return when the next period begins; confidence stays low unless its grounds are trusted."""
    length = cycle.remaining
    median = length.median()
    earliest, latest = length.shortest_range(level=LEVEL)
    within = _near(length, median) * (1 - cycle.forgotten)
    first, last = length.shortest_range(level=_SHOWN)
    shown = length.within(first, last)
    return NextPeriod(
        date=_start(cycle, median),
        earliest=_start(cycle, earliest),
        latest=_start(cycle, latest),
        level=LEVEL,
        within_two_days=within,
        confidence=_confidence(within) if trusted else "low",
        distribution=tuple(
            DayProbability(_start(cycle, day), length.at(day) / shown)
            for day in range(first, last + 1)
        ),
    )


def following_periods(*, cycle: RunningCycle, posterior: Posterior) -> tuple[LaterPeriod, ...]:
    """Return when the two periods after the next one begin."""
    later = []
    for start in posterior.following_starts(cycle.remaining, count=FOLLOWING_PERIODS):
        earliest, latest = start.shortest_range(level=LEVEL)
        later.append(
            LaterPeriod(
                date=_start(cycle, start.median()),
                earliest=_start(cycle, earliest),
                latest=_start(cycle, latest),
                level=LEVEL,
            )
        )
    return tuple(later)


def ovulation_day(*, cycle: RunningCycle) -> Ovulation:
    """Return when ovulation falls in the running cycle."""
    day = cycle.ovulation_now
    median = day.median()
    earliest, latest = day.shortest_range(level=LEVEL)
    return Ovulation(
        date=cycle.on(median),
        earliest=cycle.on(earliest),
        latest=cycle.on(latest),
        level=LEVEL,
        within_two_days=_near(day, median),
        source=cycle.ovulation_source,
    )


def fertile_days(*, cycle: RunningCycle) -> FertileDays | None:
    """Return the fertile days of the running cycle.

    None if ovulation is so uncertain that some of them probably lie outside.
    """
    ovulation = cycle.ovulation_now
    window = fertile_window(ovulation=ovulation)
    if window is None:
        return None
    first, last = window
    all_six = ovulation.within(first + FERTILE_DAYS - 1, last)
    if all_six < WORTH_NAMING:
        return None
    return FertileDays(first=cycle.on(first), last=cycle.on(last), all_six=all_six)


def late(*, cycle: RunningCycle, today: date) -> Late | None:
    """Return by how much the period is late, None while it is not."""
    if not cycle.is_late:
        return None
    expected = _start(cycle, cycle.length.median())
    text = f"A period was expected on {expected}: it is late, or it was not logged."
    return Late(days=(today - expected).days, forgotten=cycle.forgotten, text=text)


def _start(cycle: RunningCycle, length: int) -> date:
    """Return the first day of the period after a cycle of that length."""
    return cycle.on(length + 1)


def _near(distribution: Distribution, day: int) -> float:
    return distribution.within(day - NEAR_DAYS, day + NEAR_DAYS)


def _confidence(within_two_days: float) -> Confidence:
    if within_two_days >= HIGH_FROM:
        return "high"
    return "medium" if within_two_days >= MEDIUM_FROM else "low"
