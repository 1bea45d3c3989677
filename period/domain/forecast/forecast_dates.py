"""Dates, ranges and probabilities of a forecast, from the model of the current cycle."""

from datetime import date

from glowcycle.sentences import counted
from period.domain.forecast.predicted_days import (
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
from period.domain.model.distribution import Distribution
from period.domain.model.population import FERTILE_DAYS
from period.domain.model.posterior import Posterior
from period.domain.own_cycles.current_cycle import CurrentCycleModel
from period.domain.signs.ovulation import fertile_window

HIGH_FROM, MEDIUM_FROM = 0.8, 0.6
"""Confidence is high or medium from this probability of being within two days."""

MIN_ALL_SIX = 0.5
"""Fertile days are predicted if the window holds all six with at least this probability."""

FOLLOWING_PERIODS = 2

_LISTED_SHARE = 0.995
"""The share of the distribution that is listed day by day."""


def next_period(*, cycle: CurrentCycleModel, is_reliable: bool) -> NextPeriod:
    """Return when the next period begins; confidence is low unless the basis is reliable."""
    length = cycle.conditional_length
    median = length.median()
    earliest, latest = length.shortest_range(level=LEVEL)
    within = _within_two_days(length, median)
    first, last = length.shortest_range(level=_LISTED_SHARE)
    listed = length.within(first, last)
    return NextPeriod(
        date=_next_start(cycle, median),
        earliest=_next_start(cycle, earliest),
        latest=_next_start(cycle, latest),
        level=LEVEL,
        within_two_days=within,
        confidence=_confidence(within) if is_reliable else "low",
        distribution=tuple(
            DayProbability(_next_start(cycle, day), length.at(day) / listed)
            for day in range(first, last + 1)
        ),
    )


def following_periods(*, cycle: CurrentCycleModel, posterior: Posterior) -> tuple[LaterPeriod, ...]:
    """Return when the two periods after the next one begin."""
    following = []
    for start in posterior.following_starts(cycle.conditional_length, count=FOLLOWING_PERIODS):
        earliest, latest = start.shortest_range(level=LEVEL)
        following.append(
            LaterPeriod(
                date=_next_start(cycle, start.median()),
                earliest=_next_start(cycle, earliest),
                latest=_next_start(cycle, latest),
                level=LEVEL,
            )
        )
    return tuple(following)


def ovulation(*, cycle: CurrentCycleModel) -> Ovulation:
    """Return when ovulation falls in the current cycle."""
    day = cycle.conditional_ovulation
    median = day.median()
    earliest, latest = day.shortest_range(level=LEVEL)
    return Ovulation(
        date=cycle.date_of(median),
        earliest=cycle.date_of(earliest),
        latest=cycle.date_of(latest),
        level=LEVEL,
        within_two_days=_within_two_days(day, median),
        source=cycle.ovulation_source,
        signs=cycle.signs,
    )


def fertile_days(*, cycle: CurrentCycleModel) -> FertileDays | None:
    """Return the fertile days of the current cycle.

    None if ovulation is so uncertain that some of them probably lie outside the window.
    """
    ovulation_day = cycle.conditional_ovulation
    window = fertile_window(ovulation=ovulation_day)
    if window is None:
        return None
    first, last = window
    # A window from the first day of the cycle on holds all fertile days that the cycle has.
    earliest = first if first == 1 else first + FERTILE_DAYS - 1
    all_six = ovulation_day.within(earliest, last)
    if all_six < MIN_ALL_SIX:
        return None
    return FertileDays(first=cycle.date_of(first), last=cycle.date_of(last), all_six=all_six)


def late_period(*, cycle: CurrentCycleModel, today: date) -> Late | None:
    """Return how late the period is, None if it is not late."""
    if not cycle.is_late:
        return None
    expected = _next_start(cycle, cycle.length.median())
    days = (today - expected).days
    text = counted(
        "{count} day later than expected. It may still come, it may have come without being "
        "logged, or you may be pregnant. If it came, log the day it began. Periods can be late "
        "for many reasons.",
        "{count} days later than expected. It may still come, it may have come without being "
        "logged, or you may be pregnant. If it came, log the day it began. Periods can be late "
        "for many reasons.",
        count=days,
    )
    why = cycle.explanations
    return Late(days, why.not_logged, why.pregnancy, why.long_cycle, text)


def _next_start(cycle: CurrentCycleModel, length: int) -> date:
    """Return the first day of the next period if the cycle has that length."""
    return cycle.date_of(length + 1)


def _within_two_days(distribution: Distribution, day: int) -> float:
    return distribution.within(day - NEAR_DAYS, day + NEAR_DAYS)


def _confidence(within_two_days: float) -> Confidence:
    if within_two_days >= HIGH_FROM:
        return "high"
    return "medium" if within_two_days >= MEDIUM_FROM else "low"
