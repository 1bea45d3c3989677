"""The log that the examples of the documentation are made of."""

from datetime import date, timedelta

from period.domain.log.logged_day import Day

TODAY = date(2026, 3, 12)
# The first days of the periods that the forecast and the cycles are examples of, oldest first.
STARTS = (
    *(date(2025, 8, 14), date(2025, 9, 11), date(2025, 10, 8), date(2025, 11, 6)),
    *(date(2025, 12, 4), date(2026, 1, 3), date(2026, 1, 31), date(2026, 3, 1)),
)
LOG = [Day(date=start + timedelta(days=day), flow="medium") for start in STARTS for day in range(5)]
