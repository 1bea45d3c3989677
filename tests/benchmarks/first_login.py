"""Measure the first login of a phone: two years of records, 1,495 in all.

    python -m tests.benchmarks.first_login [LIMIT ...]

For pages of 100 and of 1,000 changes, or of these limits, it prints the trips, the bytes as they
are and compressed, the calls to the store, the CPU of the service without that of the engine, and
how many days of records the first trip brings.
"""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from time import process_time
from typing import Any
from unittest import mock
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

import time_machine
from django.test import Client

from glowcycle.aws import clients
from tests.benchmarks.store_cost import BLEEDING_DAYS, CYCLE_DAYS, LAST_DAY, counted, entry
from tests.benchmarks.targets import Target
from tests.support.engine import stage
from tests.support.people import someone
from tests.support.phone import Phone

ENTRIES, DAYS, SCANS = 730, 400, 365
SCORES = {"radiance": 61.5, "moisture": None, "texture": 58, "pores": 70.1, "darkCircles": 49}
BATCH = 100
TRIPS = 3
# A third of what it took, uncompressed, before a page could hold 1,000 changes.
COMPRESSED_KB = 240


@dataclass
class Login:
    """What a first login took."""

    limit: int
    trips: int = 0
    bytes: int = 0
    compressed: int = 0
    calls: int = 0
    cpu: float = 0
    days: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.limit:>6}{self.trips:7}{self.bytes / 1e3:9.0f}{self.compressed / 1e3:13.0f}"
            f"{self.calls:13}{self.cpu:9.2f}     {min(self.days)} to {max(self.days)}"
        )


def operations() -> Iterator[dict[str, Any]]:
    """Yield a create for each record, oldest first: phones have written in the order of days."""
    for age in range(ENTRIES, 0, -1):
        day = LAST_DAY - timedelta(days=age)
        yield _create("journal", str(uuid4()), entry(day))
        if age <= SCANS:
            yield _create("skin", str(uuid4()), {"date": str(day), "metrics": SCORES})
        if age <= DAYS:
            yield _create("period", str(day), _log(day, age))


def _log(day: date, age: int) -> dict[str, Any]:
    flow = "medium" if age % CYCLE_DAYS < BLEEDING_DAYS else "none"
    return {"date": str(day), "flow": flow, "symptoms": ["cramps"]}


def _create(kind: str, name: str, record: dict[str, Any]) -> dict[str, Any]:
    operation = {"operationId": str(uuid4()), "action": "create", "kind": kind}
    return {**operation, "id": name, "record": record}


def write_history() -> Phone:
    """Return the phone of a person who wrote it all ten minutes ago."""
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=10)):
        phone, waiting = someone(), list(operations())
        assert len(waiting) == ENTRIES + DAYS + SCANS
        for start in range(0, len(waiting), BATCH):
            answer = phone.post("/sync", {"operations": waiting[start : start + BATCH]})
            assert {each["status"] for each in answer.json()["results"]} == {"applied"}
    return phone


@contextmanager
def engine_time() -> Iterator[list[float]]:
    """Collect the CPU seconds of each call to the engine, which runs in this process."""
    endpoint = clients.dynamodb()._endpoint  # type: ignore[attr-defined]  # botocore's
    attempt, spent = endpoint._do_get_response, list[float]()

    def timed(*args: Any) -> Any:
        began = process_time()
        try:
            return attempt(*args)
        finally:
            spent.append(process_time() - began)

    with mock.patch.object(endpoint, "_do_get_response", timed):
        yield spent


def log_in(phone: Phone, limit: int) -> Login:
    """Return what it takes to take all pages, as a phone does that accepts gzip."""
    login, client, cursor = Login(limit), Client(), ""
    headers = {"Authorization": f"Bearer {phone.token}"}
    while True:
        path = f"/sync?limit={limit}{cursor}"
        began = process_time()
        with counted() as cost, engine_time() as spent:
            answer = client.get(path, headers={**headers, "Accept-Encoding": "gzip"})
        login.cpu += process_time() - began - sum(spent)
        login.calls += cost.calls
        login.trips += 1
        login.compressed += len(answer.content)
        plain = client.get(path, headers=headers)
        page = plain.json()
        login.bytes += len(plain.content)
        if login.trips == 1:
            login.days = [change["record"]["date"] for change in page["changes"]]
        if not page["hasMore"]:
            return login
        cursor = f"&cursor={page['next']}"


def main() -> None:
    logging.disable(logging.INFO)
    limits = [int(limit) for limit in sys.argv[1:]] or [100, 1000]
    with stage():
        phone = write_history()
        log_in(phone, limits[0])  # warm: imports, her key
        logins = [log_in(phone, limit) for limit in limits]
    print(f"{ENTRIES + DAYS + SCANS:,} records")
    print(" limit  trips       KB   KB by gzip  store calls  CPU, s     the first trip")
    for login in logins:
        print(login)
    last = logins[-1]
    print(Target("trips of a first login", last.trips, at_most=TRIPS))
    print(Target("KB of a first login by gzip", last.compressed / 1e3, at_most=COMPRESSED_KB))


if __name__ == "__main__":
    main()
