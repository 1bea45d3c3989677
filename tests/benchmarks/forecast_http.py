"""Compare GET /period/predictions with the same call by the simplest rule, the mean of all lengths.

    python -m tests.benchmarks.forecast_http

Both get the same 60 cycles, in turns; prints medians and ratio. The store is left out: a stand-in's
time would flatter the ratio.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import pairwise
from unittest import mock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from tqdm import tqdm

from period import services
from period.domain.forecast.evidence import ForecastBasis, TrackRecord
from period.domain.forecast.forecast_result import Forecast
from period.domain.forecast.predicted_days import NextPeriod
from period.domain.log.logged_day import Day
from period.domain.log.profile import NOTHING_SAID
from period.domain.periods.menses import find_periods
from period.log_reading import LogReading
from tests.support.engine import stage
from tests.support.people import someone

CYCLES, BLEEDING_DAYS, ROUNDS = 60, 5, 40
LENGTHS = (28, 30, 27, 29, 31, 28)
FIRST_DAY = date(2021, 6, 1)


def mean_of_all(*, days: Iterable[Day], today: date, **_: object) -> Forecast:
    """Forecast by the mean of all lengths so far, without range and odds."""
    starts = [period.start for period in find_periods(days=days, today=today)]
    mean = statistics.fmean((b - a).days for a, b in pairwise(starts))
    coming = starts[-1] + timedelta(days=round(mean))
    return Forecast(
        as_of=today,
        next_period=NextPeriod(coming, coming, coming, 0, 0, "low", ()),
        based_on=ForecastBasis("own_cycles", len(starts) - 1, (), None, 0, ""),
        track_record=TrackRecord(0, 0, None, None, None, 0, ()),
    )


def history() -> list[Day]:
    """Return the days of the cycles, with the first ten of the current one."""
    days, start = [], FIRST_DAY
    for cycle in range(CYCLES + 1):
        days += [Day(start + timedelta(days=n), "medium") for n in range(BLEEDING_DAYS)]
        start += timedelta(days=LENGTHS[cycle % len(LENGTHS)])
    return days


def timed(call: Callable[[], object]) -> float:
    """Return the milliseconds that the call takes."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    days, phone = history(), someone()
    today = days[-1].date + timedelta(days=5)
    path = f"/period/predictions/{phone.user_id}?today={today}"

    def ask() -> None:
        assert phone.get(path).status_code == 200

    ours, simple = [], []
    log = LogReading(days, [], since=FIRST_DAY)
    with (
        mock.patch.object(services, "read_log", return_value=log),
        mock.patch.object(services, "read_stages_and_unreadable", return_value=([], [])),
        mock.patch.object(services, "read_profile", return_value=(NOTHING_SAID, [])),
    ):
        first = timed(ask)
        for _ in tqdm(range(ROUNDS), leave=False):
            ours.append(timed(ask))
            with mock.patch.object(services, "forecast", mean_of_all):
                simple.append(timed(ask))
    ratio = statistics.median(ours) / statistics.median(simple)
    print(
        f"GET /period/predictions, {CYCLES} cycles, median of {ROUNDS} in turns, without the store"
    )
    print(f"  first in this process {first:8.1f} ms")
    print(f"  model                 {statistics.median(ours):8.1f} ms")
    print(f"  mean of all           {statistics.median(simple):8.1f} ms")
    print(f"  ratio                 {ratio:8.2f}")


if __name__ == "__main__":
    with stage():
        main()
