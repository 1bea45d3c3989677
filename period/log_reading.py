"""Reads the period log, newest day first, within the bounds of one answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, get_args

from glowcycle.storage.date_queries import split, walk_back
from period.domain.log.logged_day import (
    Day,
    Flow,
    Mucus,
    OvulationTest,
    PregnancyTest,
    Temperature,
)
from period.models import DAYS, DayLog

V = TypeVar("V", bound=str)

_FLOWS: frozenset[Flow] = frozenset(get_args(Flow))
_OVULATION_TESTS: frozenset[OvulationTest] = frozenset(get_args(OvulationTest))
_MUCUS: frozenset[Mucus] = frozenset(get_args(Mucus))
_PREGNANCY_TESTS: frozenset[PregnancyTest] = frozenset(get_args(PregnancyTest))

# What the rules read of a day.
_READ = (
    "date",
    "flow",
    "ovulation_test",
    "cycle_length",
    "starts_period",
    "temperature",
    "mucus",
    "pregnancy_test",
)


@dataclass(slots=True)
class LogBudget:
    """What one answer may still read of the log; an answer never stops within a read.

    reads  ranges of days, each of one query or a few
    days   days of the log
    bytes  bytes of their content
    """

    reads: int = 40
    days: int = 4_000
    bytes: int = 8_000_000

    @property
    def is_spent(self) -> bool:
        """Whether the answer should read no further."""
        return min(self.reads, self.days, self.bytes) <= 0

    def count(self, log: DayLog) -> bool:
        """Count a day that was read, which may be a tombstone; return whether any is left."""
        self.days -= 1
        self.bytes -= log.json_bytes
        return not self.is_spent

    def times(self, factor: int) -> "LogBudget":
        """Return a budget that is `factor` times as large."""
        return LogBudget(self.reads * factor, self.days * factor, self.bytes * factor)


@dataclass(frozen=True, slots=True)
class LogReading:
    """The days of the log that were read; all days from `since` on are among them.

    `days` are what the rules read of their records, which are `logs`. `unreadable` are the remains
    of days that cannot be read.
    """

    days: list[Day]
    unreadable: list[DayLog]
    since: date
    logs: Sequence[DayLog] = ()


def walk_log(
    *, user_id: str, first: date, last: date, budget: LogBudget, batch: int
) -> Iterator[Day]:
    """Yield the days from `first` to `last` (inclusive) that can be read, newest first.

    It counts all days, and yields them even if they exceed the budget. `batch` is the number of
    days in the first query. Raise Unavailable.
    """

    def goes_on(log: DayLog) -> bool:
        budget.count(log)
        return True

    budget.reads -= 1
    logs = walk_back(DAYS, user_id=user_id, first=first, last=last, goes_on=goes_on, batch=batch)
    return (_day(log) for log in logs if not log.is_unreadable)


def read_log(*, user_id: str, first: date, last: date, at_least_since: date) -> LogReading:
    """Return the days from `first` to `last`, without the oldest ones if they exceed the budget.

    The days from `at_least_since` on are always among them. Raise Unavailable.
    """
    budget, since = LogBudget(), first

    def goes_on(log: DayLog) -> bool:
        nonlocal since
        if budget.count(log) or log.date > str(at_least_since) or not (day := _calendar_day(log)):
            return True
        since = day
        return False

    logs, unreadable = split(
        list(walk_back(DAYS, user_id=user_id, first=first, last=last, goes_on=goes_on))
    )
    return LogReading([_day(log) for log in logs], unreadable, since=since, logs=logs)


def _calendar_day(log: DayLog) -> date | None:
    """Return the day of the log, None for remains under a key that is no day."""
    try:
        return date.fromisoformat(log.date)
    except ValueError:
        return None


def as_day(content: Mapping[str, Any]) -> Day:
    """Return the day with that date and content, by the Python names that it has in a record."""
    measured = content.get("temperature")
    length = content.get("cycle_length")
    return Day(
        date=date.fromisoformat(str(content["date"])),
        flow=_known(content.get("flow"), _FLOWS),
        ovulation_test=_known(content.get("ovulation_test"), _OVULATION_TESTS),
        cycle_length=None if length is None else int(length),
        starts_period=content.get("starts_period"),
        temperature=Temperature(float(measured["celsius"]), measured["excluded"])
        if measured
        else None,
        mucus=_known(content.get("mucus"), _MUCUS),
        pregnancy_test=_known(content.get("pregnancy_test"), _PREGNANCY_TESTS),
    )


def _day(log: DayLog) -> Day:
    return as_day({name: getattr(log, name) for name in _READ})


def _known(stored: str | None, values: frozenset[V]) -> V | None:
    """Return the value, None for one that only a later version of the service knows."""
    return next((value for value in values if value == stored), None)
