"""Periods (menses) from logged days: which bleeding is menses, and when it began and ended.

Spotting is no bleeding. Days of bleeding in a row form a run. A run that begins soon after the
start of a period joins that period, and so does one that goes on where the last run ended; any
other run is a new period. Her own word on a day, and her life stages, come before these rules.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf
from typing import Literal, TypeAlias

from period.domain.log.life_stages import LifeStage, hormonal_on
from period.domain.log.logged_day import BLEEDING, Day
from period.domain.periods.bleeding_runs import Run, find_runs
from period.domain.periods.bleeding_stages import (
    StageBleeding,
    after_pregnancy,
    counted_from_menses,
)

MAX_BRIDGED_DAYS = 2
"""Bleeding goes on after up to this many days without it, unless one of them is logged "none"."""

MIN_PERIOD_GAP = 10
"""Bleeding that begins fewer days after a period began belongs to that period."""

MIN_CERTAIN_GAP = 18
"""A period that begins fewer days after the last one may be bleeding between two: ask her."""

MARGIN = timedelta(days=30)
"""Read this much before the first day: bleeding on that day may have begun earlier."""

NotPeriodCode: TypeAlias = StageBleeding | Literal["she_said_so"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """One period, from its first to its last day of bleeding, both included.

    `bleeding_days` counts the days that she logged as bleeding: no spotting, and no day between.
    It is 0 if she said that a period began and logged no bleeding. `needs_confirmation` is true if
    the period began 10 to 17 days after the one before it, and she did not say that it is one.
    """

    start: date
    end: date
    bleeding_days: int
    needs_confirmation: bool

    @property
    def span_days(self) -> int:
        """The days from the first to the last day, both included."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class OtherBleeding:
    """Bleeding that is no period, from its first to its last day, and why it is none."""

    start: date
    end: date
    code: NotPeriodCode


@dataclass(frozen=True, slots=True)
class Bleeding:
    """The periods, and the bleeding that is none; each oldest first."""

    periods: list[Period]
    other: list[OtherBleeding]


def find_periods(
    *, days: Iterable[Day], today: date, stages: Sequence[LifeStage] = ()
) -> list[Period]:
    """Return the periods in the days logged up to and including today, oldest first.

    See `find_bleeding` for the rules.
    """
    return find_bleeding(days=days, today=today, stages=stages).periods


def find_bleeding(
    *, days: Iterable[Day], today: date, stages: Sequence[LifeStage] = ()
) -> Bleeding:
    """Return the periods in the days logged up to and including today, and all other bleeding.

    Spotting never starts or lengthens a period. Bleeding that comes back after one or two days
    goes on, unless one of them is logged as "none". Bleeding that begins fewer than 10 days after
    the start of a period joins that period.

    `starts_period` settles it. True begins a period on that day, with spotting or without a flow
    too; up to nine days of bleeding right before it then begin none. False takes the bleeding of
    that day, up to nine days of it right before, and all that goes on from there out of all
    periods. With flow "none" true says nothing, and without bleeding false says nothing.

    Bleeding in a pregnancy, after the menopause or where she has no periods is no period. After a
    birth or a loss it is none for some weeks, unless she says that a period began.

    The days may come in any order; a date logged twice counts as bleeding if either log does.
    """
    logged = [day for day in days if day.date <= today]
    bleeding = {day.date for day in logged if day.flow in BLEEDING}
    dry = {day.date for day in logged if day.flow == "none"}.difference(bleeding)
    begun = {day.date for day in logged if day.starts_period}.difference(dry)
    denied = {day.date for day in logged if day.starts_period is False}.difference(begun)
    stages = counted_from_menses(stages=stages, bleeding=bleeding)
    reading = _Reading(stages)
    for run in find_runs(bleeding=bleeding, begun=begun, denied=denied, stages=stages):
        reading.add(run, dry)
    return Bleeding(reading.periods, reading.other)


class _Reading:
    """The periods and the other bleeding of the runs so far."""

    def __init__(self, stages: Sequence[LifeStage]) -> None:
        self.periods: list[Period] = []
        self.other: list[OtherBleeding] = []
        self._stages = stages
        self._end: date | None = None  # of the last run
        self._began: date | None = None  # the days in a row up to there
        self._in_period = self._last_is_said = False

    def add(self, run: Run, dry: Container[date]) -> None:
        """Add the run to a period or to the other bleeding."""
        goes_on = self._end is not None and _is_bridged(self._end, run.start, dry)
        if self._end is None or run.start - self._end > _DAY:
            self._began = run.start
        self._end = run.end
        recent = after_pregnancy(stages=self._stages, day=run.start) if self._stages else None
        if run.stage or run.says is False:
            self._leave_out(run, run.stage or "she_said_so")
        elif run.says:
            self._begin(run)
        elif recent and not self._is_soon(run, within=recent):
            self._leave_out(run, recent)
        elif goes_on and not self._in_period:
            self.other[-1] = replace(self.other[-1], end=run.end)
        elif goes_on or self._gap(run) < MIN_PERIOD_GAP:
            self._join(run)
        else:
            self._begin(run)

    def _gap(self, run: Run) -> float:
        """Return the days since the last period began."""
        return (run.start - self.periods[-1].start).days if self.periods else inf

    def _is_soon(self, run: Run, *, within: StageBleeding) -> bool:
        """Return whether the run joins a period of which she said that it began by then."""
        return (
            self._gap(run) < MIN_PERIOD_GAP
            and after_pregnancy(stages=self._stages, day=self.periods[-1].start) == within
        )

    def _begin(self, run: Run) -> None:
        gap = self._gap(run)
        is_same = self._in_period and self.periods[-1].start == self._began
        if is_same and not self._last_is_said and gap < MIN_PERIOD_GAP:
            # She says that the period began later than its bleeding.
            early = self.periods.pop()
            self.other.append(OtherBleeding(early.start, early.end, "she_said_so"))
        hormonal = hormonal_on(stages=self._stages, day=run.start)
        doubtful = not (run.says or hormonal) and gap < MIN_CERTAIN_GAP
        self.periods.append(
            Period(run.start, run.end, run.bleeding_days, needs_confirmation=doubtful)
        )
        self._in_period, self._last_is_said = True, bool(run.says)

    def _join(self, run: Run) -> None:
        period = self.periods[-1]
        days = period.bleeding_days + run.bleeding_days
        self.periods[-1] = replace(period, end=run.end, bleeding_days=days)
        self._in_period = True

    def _leave_out(self, run: Run, code: NotPeriodCode) -> None:
        self.other.append(OtherBleeding(run.start, run.end, code))
        self._in_period = False


def _is_bridged(end: date, day: date, dry: Container[date]) -> bool:
    days_between = (day - end).days - 1
    return days_between <= MAX_BRIDGED_DAYS and not any(
        end + offset * _DAY in dry for offset in range(1, days_between + 1)
    )
