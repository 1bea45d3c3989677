"""Reports of logs: of the days of `period_logs`, and of the people of the pictures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from glowcycle.records import record_kinds
from glowcycle.report.build import build_log
from glowcycle.report.domain.facts import Report, Typed
from glowcycle.report.domain.report import find_facts
from glowcycle.report.domain.report_log import LoggedDay, ReportLog
from period.domain.log.logged_day import Day
from tests.support.period_logs import on

YEAR = 364


def contents_of(records: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, list[Any]]:
    """Return the contents of these records, as a phone sends them, by kind and Python name."""
    found: dict[str, list[Any]] = {name: [] for name in record_kinds()}
    for kind, body in records:
        found[kind].append(record_kinds()[kind].serializer.read(dict(body)))
    return found


def report_of_records(
    records: Iterable[tuple[str, Mapping[str, Any]]], today: date, **options: Any
) -> Report:
    """Return the report of these records on the year up to today."""
    about = {name: options.pop(name) for name in ("profile", "moods") if name in options}
    log = build_log(records=contents_of(records), **about)
    first = options.pop("first", today - timedelta(days=YEAR))
    return _report(log, first=first, today=today, **options)


def report_of(
    days: Iterable[Day | LoggedDay], *, today: int, first: int | None = None, **options: Any
) -> Report:
    """Return the report of these days, by numbers of days after FIRST: the year up to `today`."""
    members = ("stages", "profile", "entries", "scans", "moods")
    log = {name: options.pop(name) for name in members if name in options}
    logged: Sequence[LoggedDay] = [
        LoggedDay(day=day) if isinstance(day, Day) else day for day in days
    ]
    begins = on(today - YEAR if first is None else first)
    return _report(ReportLog(days=logged, **log), first=begins, today=on(today), **options)


def _report(log: ReportLog, *, first: date, today: date, **options: Any) -> Report:
    given: dict[str, Any] = {"insights": {}, "typed": Typed(), "last": today, "read_since": first}
    return find_facts(log=log, first=first, today=today, **{**given, **options})


def figo_of(report: Report, term: str) -> Any:
    """Return that term of FIGO."""
    return next(each for each in report.cycles.figo if each.term == term)
