"""Measure the time of a prediction: medians, in milliseconds of processor time.

A prediction never waits, so on an idle machine this is also the elapsed time.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

from period.domain.forecast.forecast import forecast
from period.domain.log.logged_day import Day
from tests.benchmarks.predictions import predict

CYCLES = 60
WARM_CALLS = 50
PROCESSES = 7

_FIRST_CALL = """
import time
from tests.benchmarks import timings
begin = time.process_time()
timings.{call}()
print(1000 * (time.process_time() - begin))
"""


def one_prediction() -> None:
    """Predict the next period from sixty lengths."""
    predict({"history": _LENGTHS, "today": None})


def whole_forecast() -> None:
    """Make the whole forecast, with the track record, from a log of sixty cycles."""
    forecast(days=_DAYS, today=_TODAY)


def warm(call: Callable[[], None]) -> float:
    """Return the median time of a call after a first one."""
    call()
    return median(_timed(call) for _ in range(WARM_CALLS))


def first(call: Callable[[], None]) -> float:
    """Return the median time of the first call in a process, without the imports."""
    code = _FIRST_CALL.format(call=call.__name__)
    return median(
        float(subprocess.check_output([sys.executable, "-c", code], text=True))
        for _ in range(PROCESSES)
    )


def _timed(call: Callable[[], None]) -> float:
    begin = time.process_time()
    call()
    return 1000 * (time.process_time() - begin)


def _lengths() -> list[int]:
    rng = random.Random(60)
    return [round(rng.gauss(29, 3)) for _ in range(CYCLES)]


def _log(lengths: list[int]) -> tuple[list[Day], date]:
    """Return five days of bleeding at the start of every cycle, and a day in the next cycle."""
    start, days = date(2021, 1, 1), []
    for length in [*lengths, 0]:
        days += [Day(start + timedelta(day), "medium") for day in range(5)]
        start += timedelta(length)
    return days, start + timedelta(10)


_LENGTHS = _lengths()
_DAYS, _TODAY = _log(_LENGTHS)
