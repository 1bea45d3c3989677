"""Measure the pages of ten years of log: the page, and each picture that it asks for.

    python -m tests.benchmarks.ten_years_pages [ROUNDS]

Figures are medians of processor time, in ms, beside the same answer as a phone gets it. A stand-in
answers the queries from memory: moto takes three quarters of such a request. On one machine in one
hour, before pages held their pictures (commit 718e775), and since, with request and answer on them:

                   before         since
    period log       79.4          60.5
    cycles           39.3          32.9
    predictions     108.7          53.2
"""

import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from html import unescape
from itertools import cycle
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.test import Client

from glowcycle.api.today import today
from tests.benchmarks.targets import Target
from tests.support.browser_client import Browser
from tests.support.engine import stage
from tests.support.long_history import log_of, long_history
from tests.support.people import someone

ROUNDS, DAYS, BLEEDING_DAYS = 11, 3650, 5
LENGTHS = (28, 30, 27, 29, 31, 28, 26, 29, 28, 33)
ADDRESSES = {
    "period log": "/period/user/{}",
    "cycles": "/period/cycles/{}",
    "predictions": "/period/predictions/{}",
}
# The predictions take most. With a second request for the picture they took 2.2 times their answer.
MOST = 1.5


def bleeding_days(until: date) -> Iterator[date]:
    """Yield the days of bleeding of ten years, until some days ago."""
    start, lengths = until - timedelta(days=DAYS), cycle(LENGTHS)
    while start <= until - timedelta(days=12):
        yield from (start + timedelta(days=n) for n in range(BLEEDING_DAYS))
        start += timedelta(days=next(lengths))


def pictures_of(page: str) -> list[str]:
    """Return the addresses of the pictures that the browser has to ask for."""
    return [unescape(found) for found in re.findall(r'<img[^>]* src="([^"]+)"', page)]


def load(browser: Browser, address: str) -> int:
    """Load a page with its pictures; return its bytes. It may raise AssertionError."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.content
    pictures = [browser.get(picture) for picture in pictures_of(answer.content.decode())]
    assert all(picture.status_code == 200 for picture in pictures)
    return sum(len(each.content) for each in (answer, *pictures))


def milliseconds(call: Callable[[], object], rounds: int) -> float:
    """Return the median processor time of the call, which warms up first."""
    call()
    times = []
    for _ in range(rounds):
        began = time.process_time()
        call()
        times.append((time.process_time() - began) * 1000)
    return median(times)


def measure(rounds: int) -> Iterator[tuple[str, float, float, int]]:
    """Yield the name of each page, the time of its answer and of the page, and its bytes."""
    phone, browser, program = someone(), Browser(), Client()
    browser.sign_in(phone.token)
    headers = {"Authorization": f"Bearer {phone.token}"}
    log = log_of(phone.user_id, [*bleeding_days(today())], flow="medium", symptoms=["cramps"])
    with long_history(log):
        for name, address in ADDRESSES.items():
            path = address.format(phone.user_id)
            answer = milliseconds(partial(program.get, path, headers=headers), rounds)
            page = milliseconds(partial(load, browser, path), rounds)
            yield name, answer, page, load(browser, path)


def main() -> None:
    with open(os.devnull, "w") as nowhere, stage():  # noqa: PTH123  a device
        for handler in logging.getLogger().handlers:
            handler.setStream(nowhere)  # each request still writes its log line
        print(f"{'ten years, CPU ms':20}{'answer':>10}{'page':>10}{'KB':>8}")
        for name, answer, page, size in measure(int(sys.argv[1]) if sys.argv[1:] else ROUNDS):
            print(f"{name:20}{answer:10.1f}{page:10.1f}{size / 1e3:8.0f}")
    print(Target("predictions, page to answer", page / answer, at_most=MOST))


if __name__ == "__main__":
    main()
