"""Measure what an answer of insights costs a person who logged every day of three years.

    python -m tests.benchmarks.insight_store_cost
    DYNAMODB_ENDPOINT_URL=http://127.0.0.1:4567 python -m tests.benchmarks.insight_store_cost

Only an engine that counts capacity tells read units (dynalite does, moto does not). moto runs in
this process, so that its own CPU is part of the figure: the service's alone is that on dynalite.
"""

import os
import statistics
from datetime import timedelta
from time import process_time
from unittest import mock

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

import moto.core  # noqa: F401  before any client is made: moto hooks into botocore on import
from django.conf import settings

from glowcycle.aws.request_context import RequestContext
from glowcycle.sandbox import seeding
from glowcycle.sandbox.identity import issue_token
from glowcycle.sandbox.people import SandboxPerson
from tests.benchmarks.store_cost import Cost, counted
from tests.support.engine import stage
from tests.support.phone import Phone
from tests.support.three_years import ThreeYears

PERSON = SandboxPerson(id="three-years", about="logged every day", history=ThreeYears())
ROUNDS = 7
TARGET_SECONDS = 1.0
ADDRESSES = ("/journal/insights", "/skin/insights")


def measure(phone: Phone, path: str) -> tuple[Cost, float, int, int]:
    """Return the cost of one answer, the median of its CPU seconds, its bytes and its tests."""
    seconds = []
    for _ in range(ROUNDS):
        started = process_time()
        with counted() as cost:
            answer = phone.get(path)
        seconds.append(process_time() - started)
        assert answer.status_code == 200, answer.content
    tests = answer.json()["tests"] if "format" not in path else 0
    return cost, statistics.median(seconds), len(answer.content), tests


def main() -> None:
    # A busy machine may take longer than an answer may wait for its stores.
    with stage(), mock.patch.object(RequestContext, "waited", return_value=0.0):
        seeding.write_history(PERSON)
        token = issue_token(user_id=PERSON.id, lifetime=timedelta(hours=1))
        phone = Phone(PERSON.id, token)
        counts = bool(settings.DYNAMODB_ENDPOINT_URL)
        engine = settings.DYNAMODB_ENDPOINT_URL or "moto, in this process"
        print(f"Insights into three years of days, on {engine}; median of {ROUNDS}")
        print(f"{'':36}{'calls':>6}{'read units':>12}{'CPU s':>8}{'bytes':>9}{'tests':>7}")
        for address in ADDRESSES:
            for query in ("", "?format=svg"):
                path = f"{address}/{PERSON.id}{query}"
                cost, seconds, size, tests = measure(phone, path)
                name = f"GET {address}{query}"
                read = f"{cost.read:.1f}" if counts else ""
                row = f"{cost.calls:6}{read:>12}{seconds:8.2f}{size:9,}{tests or '':>7}"
                print(f"{name:36}{row}")
        print(f"target: the statistics of 36 tests in at most {TARGET_SECONDS:.0f} s of CPU")


if __name__ == "__main__":
    main()
