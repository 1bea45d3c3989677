"""Sample period logs."""

from datetime import date, timedelta

from period.domain.log.logged_day import Day, Flow
from tests.support.phone import Phone

FIRST = date(2025, 1, 6)


def on(day: int) -> date:
    """Return the date this number of days after FIRST."""
    return FIRST + timedelta(days=day)


def bleeding(start: int, days: int = 5, flow: Flow = "medium") -> list[Day]:
    """Return `days` days of bleeding in a row; the first is `start` days after FIRST."""
    return [Day(on(start + day), flow) for day in range(days)]


def starts(lengths: list[int]) -> list[int]:
    """Return the first day of each period, in days after FIRST, for these cycle lengths."""
    return [sum(lengths[:count]) for count in range(len(lengths) + 1)]


def log_of(*lengths: int, days: int = 5) -> list[Day]:
    """Return a log of periods with these cycle lengths between them, one more than lengths."""
    return [day for start in starts(list(lengths)) for day in bleeding(start, days)]


def positive_test(surge: int) -> Day:
    """Return a day without bleeding on which an ovulation test was positive."""
    return Day(on(surge), "none", ovulation_test="positive")


def log_period(phone: Phone, start: str, days: int = 5) -> None:
    """Log a period of this number of days through the API."""
    for offset in range(days):
        day = date.fromisoformat(start) + timedelta(days=offset)
        phone.post("/period", {"date": str(day), "flow": "medium"})
