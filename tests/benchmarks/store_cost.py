"""Measure the store calls and capacity units of each API call, with 100 and 10,000 entries.

    DYNAMODB_ENDPOINT_URL=http://127.0.0.1:4567 python -m tests.benchmarks.store_cost

The engine must count capacity (dynalite does, moto does not). Engines count only writes to tables;
the cost in the indexes follows DynamoDB's rule: one unit per started KB that the index projects,
twice if the index key changes.
"""

import json
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from tqdm import tqdm

from glowcycle.aws import clients, request_context
from glowcycle.infrastructure.tables import create_table, table_models
from tests.support.people import someone
from tests.support.phone import Phone

FEW, MANY = 100, 10_000
LAST_DAY = date(2026, 3, 1)
CYCLE_DAYS, BLEEDING_DAYS = 28, 5


@dataclass
class Cost:
    """Store calls and capacity units of one API call."""

    calls: int = 0
    read: float = 0
    written: float = 0
    written_to_indexes: int = 0
    names: list[str] = field(default_factory=list)


@contextmanager
def counted() -> Iterator[Cost]:
    """Count the store calls until the block ends."""
    cost, events = Cost(), clients.dynamodb().meta.events

    def count(parsed: dict[str, Any], model: Any, **_: Any) -> None:
        units = parsed.get("ConsumedCapacity", {}).get("CapacityUnits", 0)
        cost.calls += 1
        cost.names.append(model.name)
        if model.name in ("PutItem", "UpdateItem"):
            cost.written += units
        else:
            cost.read += units

    def weigh(params: dict[str, Any], **_: Any) -> None:
        body = json.loads(params["body"])
        size = math.ceil(item_bytes(body["Item"]) / 1024)
        is_new = "attribute_not_exists" in body.get("ConditionExpression", "")
        by_change = size if is_new else 2 * size
        by_date = size if "dateOrder" in body["Item"] else 0
        cost.written_to_indexes += by_change + by_date

    events.register("after-call.dynamodb", count)
    events.register("before-call.dynamodb.PutItem", weigh)
    try:
        yield cost
    finally:
        events.unregister("after-call.dynamodb", count)
        events.unregister("before-call.dynamodb.PutItem", weigh)


def item_bytes(item: dict[str, dict[str, str]]) -> int:
    """Return the size of an item of strings, numbers and binary values, as DynamoDB counts it."""
    values = ((len(name), *value.items()) for name, value in item.items())
    return sum(n + (len(v) * 3 // 4 if kind == "B" else len(v.encode())) for n, (kind, v) in values)


def entry(day: date) -> dict[str, Any]:
    """Return an ordinary entry of about half a KB."""
    return {
        "date": day.isoformat(),
        "mood": "😌",
        "energy": 60,
        "text": "A day like many others. " * 12,
        "tags": ["sleep", "work"],
    }


def write_history(entries: int) -> Phone:
    """Write one entry a day, back from LAST_DAY, and the periods of that time."""
    phone = someone()
    for age in tqdm(range(entries), desc=f"{entries:,} entries", unit="entry", leave=False):
        day = LAST_DAY - timedelta(days=age)
        phone.post("/journal", entry(day))
        if age % CYCLE_DAYS < BLEEDING_DAYS:
            phone.post("/period", {"date": str(day), "flow": "medium", "symptoms": ["cramps"]})
    return phone


def measure(phone: Phone, entries: int) -> dict[str, Cost]:
    """Return the cost of each API call."""
    costs: dict[str, Cost] = {}

    def call(name: str, method: str, path: str, body: Any = None) -> Any:
        with counted() as cost:
            answer = phone.send(method, path, body)
        assert answer.status_code < 300, (name, answer.status_code)
        costs[name] = cost
        return answer.json() if answer.content else None

    person = phone.user_id
    home, day = f"/journal/user/{person}", LAST_DAY + timedelta(days=1)
    written = call("POST /journal", "POST", "/journal", {**entry(day), "entryId": str(uuid4())})
    address = f"/journal/{written['entryId']}"
    call("GET /journal/{id}", "GET", address)
    call("PATCH /journal/{id}", "PATCH", address, {"energy": 61})
    call("PUT /journal/{id}", "PUT", address, entry(day))
    call("DELETE /journal/{id}", "DELETE", address)
    call("first page of 25", "GET", home)
    link = phone.get(f"{home}?limit=25").json()["next"]
    for _ in range(entries // 25 // 2 - 1):
        parts = urlsplit(link)
        link = phone.get(f"{parts.path}?{parts.query}").json()["next"]
    parts = urlsplit(link)
    call("middle page by cursor", "GET", f"{parts.path}?{parts.query}")
    middle = LAST_DAY - timedelta(days=entries // 2)
    call("page by date range", "GET", f"{home}?from={middle - timedelta(days=40)}&to={middle}")
    call("page by tag", "GET", f"{home}?tag=sleep")
    call("POST /period", "POST", "/period", {"date": str(day), "flow": "light"})
    call("GET /period/user", "GET", f"/period/user/{person}")
    call("GET /period/cycles", "GET", f"/period/cycles/{person}?to={LAST_DAY}")
    call("GET /period/predictions", "GET", f"/period/predictions/{person}?today={LAST_DAY}")
    return costs


def main() -> None:
    with request_context.act_as_operator():
        for model in table_models():
            list(create_table(model))
    few, many = (measure(write_history(entries), entries) for entries in (FEW, MANY))
    print(f"{'':27}{FEW:>7} entries{'':21}{MANY:>9,} entries")
    print(f"{'API call':27}" + 2 * f"{'calls':>7}{'read':>7}{'write':>7}{'+index':>8}  ")
    for name, cost in few.items():
        row = "".join(
            f"{c.calls:7}{c.read:7.1f}{c.written:7.1f}{c.written_to_indexes:8}  "
            for c in (cost, many[name])
        )
        print(f"{name:27}{row}")


if __name__ == "__main__":
    main()
