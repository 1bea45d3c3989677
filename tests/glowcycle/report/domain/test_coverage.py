"""How much she logged, as a report tells it."""

from datetime import date

from glowcycle.report.domain.report_log import JournalEntry, SkinScan
from period.domain.log.logged_day import Day
from tests.support.period_logs import bleeding, on
from tests.support.report_logs import report_of


def test_days_count_once_and_scans_each():
    entries = [JournalEntry(date=on(day)) for day in (1, 1, 2)]
    scans = [SkinScan(date=on(3), scores={}) for _ in range(2)]
    found = report_of(bleeding(0), today=20, entries=entries, scans=scans).coverage
    assert (found.period_days, found.journal_days, found.scans) == (5, 2, 2)
    assert (found.since, found.empty_months) == (on(0), [])


def test_months_without_anything_are_named_from_the_first_day_on():
    days = [Day(date(2025, 10, 31), "light"), Day(date(2026, 2, 1), "light")]
    report = report_of(days, today=(date(2026, 3, 8) - on(0)).days)
    empty = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 3, 1)]
    assert report.coverage.empty_months == empty
    begun = report_of(days, today=(date(2026, 3, 7) - on(0)).days)
    assert begun.coverage.empty_months == empty[:-1]


def test_without_a_log_no_month_is_named():
    found = report_of([], today=20).coverage
    assert (found.since, found.empty_months, found.period_days) == (None, [], 0)


def test_what_lies_outside_of_the_range_does_not_count():
    days = [*bleeding(0), *bleeding(40), *bleeding(80)]
    found = report_of(days, first=30, last=on(60), today=90).coverage
    assert (found.period_days, found.since) == (5, on(40))
