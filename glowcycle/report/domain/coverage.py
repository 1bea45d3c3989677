"""How much she logged in the range: what a number rests on begins here."""

from collections.abc import Iterator, Set
from datetime import date, timedelta

from glowcycle.report.domain.facts import Coverage

_DECEMBER = 12
# A month that has just begun is not empty yet.
_BEGUN = timedelta(days=7)


def find_coverage(
    *, period: Set[date], journal: Set[date], scans: int, skin: Set[date], last: date
) -> Coverage:
    """Return the coverage, from the days of each kind in the range, which ends on `last`."""
    logged = period | journal | skin
    since = min(logged, default=None)
    filled = {day.replace(day=1) for day in logged}
    return Coverage(
        since=since,
        period_days=len(period),
        journal_days=len(journal),
        scans=scans,
        empty_months=[
            month
            for month in (_months(since, last - _BEGUN) if since else ())
            if month not in filled
        ],
    )


def _months(since: date, last: date) -> Iterator[date]:
    month = since.replace(day=1)
    while month <= last:
        yield month
        is_december = month.month == _DECEMBER
        month = date(month.year + is_december, 1 if is_december else month.month + 1, 1)
