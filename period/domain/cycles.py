"""Cycles from periods: the cycle day, each cycle's length, and flags outside the usual range.

The limits are those of FIGO (Munro, Critchley, Fraser: The two FIGO systems for normal and
abnormal uterine bleeding, Int J Gynaecol Obstet 143, 2018): a period every 24 to 38 days, lasting
up to 8 days, and the shortest and longest cycle of a year at most 7 to 9 days apart, by age.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, TypeAlias

from glowcycle.sentences import sentence
from period.domain.menses import Period

MAX_CYCLE_DAY = 120
"""After this many days without a period the series is broken; the next period starts a new one."""

SHORTEST_USUAL = 24
LONGEST_USUAL = 38
LONGEST_USUAL_BLEEDING = 8
WIDEST_USUAL_VARIATION = 9
"""FIGO: 7 days from 26 to 41 years of age, 9 before and after. Her age is not known here."""

VARIATION_WINDOW = timedelta(days=365)

FlagCode: TypeAlias = Literal[
    "cycle_short", "cycle_long", "bleeding_long", "variation_wide", "series_broken"
]


@dataclass(frozen=True, slots=True)
class Flag:
    """A measurement (days) outside the usual range, and the limit (days) that it passes.

    `text` is a sentence for her. A flag is an observation, not a diagnosis.
    """

    code: FlagCode
    measured: int
    limit: int
    text: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """The days from the first day of one period to the day before the next.

    `length` (days) is None for the current cycle, and for a gap of over 120 days, which is not one
    cycle.
    """

    start: date
    length: int | None
    period: Period
    flags: tuple[Flag, ...]


def cycle_day(*, periods: Sequence[Period], on: date) -> int | None:
    """Return the day of the cycle on that date: 1 on the first day of menses.

    None before the first known period, and after day 120. The periods are oldest first, as
    `find_periods` returns them; periods that begin after the date are ignored.
    """
    count = bisect_right(periods, on, key=lambda period: period.start)
    if not count:
        return None
    day = (on - periods[count - 1].start).days + 1
    return day if day <= MAX_CYCLE_DAY else None


def find_cycles(*, periods: Sequence[Period], today: date) -> list[Cycle]:
    """Return a cycle for every period, oldest first; the last one is the current cycle.

    The periods are oldest first, as `find_periods` returns them for the same `today`.
    """
    cycles = [_complete_cycle(period, following) for period, following in pairwise(periods)]
    if periods:
        cycles.append(_current_cycle(periods[-1], today))
    return cycles


def find_variation(*, cycles: Sequence[Cycle], today: date) -> Flag | None:
    """Return a flag if the longest and the shortest cycle of the past year differ too much.

    None if they do not, or if fewer than two cycles that began in that year are complete.
    """
    since = today - VARIATION_WINDOW
    lengths = [cycle.length for cycle in cycles if cycle.length and cycle.start >= since]
    variation = max(lengths, default=0) - min(lengths, default=0)
    if variation <= WIDEST_USUAL_VARIATION:
        return None
    return Flag(
        "variation_wide",
        variation,
        WIDEST_USUAL_VARIATION,
        sentence(
            "Your longest and shortest cycle of the past year are {variation} days apart, outside "
            "the usual range of up to {limit} days (7 between 26 and 41 years of age; your age is "
            "not known here). An unlogged period has the same effect.",
            variation=variation,
            limit=WIDEST_USUAL_VARIATION,
        ),
    )


def _complete_cycle(period: Period, following: Period) -> Cycle:
    days = (following.start - period.start).days
    if days > MAX_CYCLE_DAY:
        return Cycle(period.start, None, period, (*_bleeding_flags(period), _series_broken(days)))
    flags = [*_bleeding_flags(period)]
    if days < SHORTEST_USUAL:
        text = sentence(
            "This cycle lasted {days} days, outside the usual range of {shortest} to {longest} "
            "days.",
            days=days,
            shortest=SHORTEST_USUAL,
            longest=LONGEST_USUAL,
        )
        flags.append(Flag("cycle_short", days, SHORTEST_USUAL, text))
    if days > LONGEST_USUAL:
        text = sentence(
            "This cycle lasted {days} days, outside the usual range of {shortest} to {longest} "
            "days. An unlogged period in between would look the same.",
            days=days,
            shortest=SHORTEST_USUAL,
            longest=LONGEST_USUAL,
        )
        flags.append(Flag("cycle_long", days, LONGEST_USUAL, text))
    return Cycle(period.start, days, period, tuple(flags))


def _current_cycle(period: Period, today: date) -> Cycle:
    day = (today - period.start).days + 1
    flags = [*_bleeding_flags(period)]
    if day > MAX_CYCLE_DAY:
        flags.append(_series_broken(day))
    elif day > LONGEST_USUAL:
        text = sentence(
            "This cycle has reached day {day}, outside the usual range of {shortest} to {longest} "
            "days. An unlogged period in between would look the same.",
            day=day,
            shortest=SHORTEST_USUAL,
            longest=LONGEST_USUAL,
        )
        flags.append(Flag("cycle_long", day, LONGEST_USUAL, text))
    return Cycle(period.start, None, period, tuple(flags))


def _bleeding_flags(period: Period) -> tuple[Flag, ...]:
    if period.bleeding_days <= LONGEST_USUAL_BLEEDING:
        return ()
    text = sentence(
        "This period had {days} days of bleeding, outside the usual range of up to {limit} days.",
        days=period.bleeding_days,
        limit=LONGEST_USUAL_BLEEDING,
    )
    return (Flag("bleeding_long", period.bleeding_days, LONGEST_USUAL_BLEEDING, text),)


def _series_broken(days: int) -> Flag:
    text = sentence(
        "No period was logged for {days} days. A gap of over {limit} days is not counted as a "
        "cycle: counting starts again with the next period.",
        days=days,
        limit=MAX_CYCLE_DAY,
    )
    return Flag("series_broken", days, MAX_CYCLE_DAY, text)
