"""Measure what an honest day, an import of ten years and a flood get, and what each costs.

    DYNAMODB_ENDPOINT_URL=http://127.0.0.1:4567 python -m tests.benchmarks.budget_cost

It prints the tables of docs/operations.md. The engine must count capacity, as dynalite does. The
rates and budgets are those of the settings. A flood is measured in a part and scaled to its budget.
"""

import io
import os
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings
from django.test import override_settings
from PIL import Image
from skimage.data import astronaut
from tqdm import tqdm

from glowcycle.aws import clients
from glowcycle.infrastructure.tables import record_models
from glowcycle.storage.write_budget import WriteCount
from tests.benchmarks import aws_prices
from tests.benchmarks.measured_phone import MeasuredPhone
from tests.benchmarks.store_cost import BLEEDING_DAYS, CYCLE_DAYS, LAST_DAY, entry
from tests.support.engine import stage

RATE = 20  # the default of REQUESTS_PER_SECOND; tests.settings has another
RECORDS = 10_000
PART = 400  # the writes of a flood that are measured
LONG = "😌" * 20_000
HONEST_DAYS, DAYS_A_MONTH = 28, 30
# A kept photo; and what DynamoDB adds to each item.
PHOTO_BYTES, ITEM_OVERHEAD = 300_000, 100


def create(day: date, **content: Any) -> dict[str, Any]:
    record = {**entry(day), **content}
    return _operation("create", "journal", str(uuid4()), record)


def _operation(action: str, kind: str, name: str, record: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": str(uuid4()),
        "action": action,
        "kind": kind,
        "id": name,
        "record": record,
    }


def live_a_day(phone: MeasuredPhone, age: int, cursor: str) -> str:
    """Open the app three times on that day, and measure a photo once a week; return the cursor."""
    her, day = phone.user_id, LAST_DAY + timedelta(days=age)
    own = create(day)
    operations = [own]
    if age % CYCLE_DAYS < BLEEDING_DAYS:
        log = {"flow": "medium", "symptoms": ["cramps"]}
        operations.append(_operation("create", "period", day.isoformat(), log))
    phone.begin_session()  # in the morning she logs
    phone.sync(*operations)
    phone.send("GET", f"/period/predictions/{her}?today={day}")
    phone.send("GET", f"/journal/user/{her}")
    phone.begin_session()  # at noon she looks, and measures her skin on Sundays
    phone.send("GET", f"/period/predictions/{her}?today={day}")
    phone.send("GET", f"/period/cycles/{her}?today={day}")
    if age % 7 == 0:
        file = io.BytesIO(face_of(age))
        file.name = "face.jpg"
        phone.upload("/skin/analyze", photo=file, keepPhoto="true", date=day.isoformat())
        phone.send("GET", f"/skin/user/{her}")
        phone.usage.s3_writes += 1
    phone.begin_session()  # at night the phone syncs
    phone.sync(_operation("change", "journal", own["id"], {"energy": 41}))
    changes: dict[str, Any] = phone.send("GET", f"/sync?cursor={cursor}")
    return str(changes["next"])


def face_of(age: int) -> bytes:
    """Return the photo of that day: the same one would not be measured again."""
    portrait, file = Image.fromarray(astronaut()), io.BytesIO()
    portrait.paste((9 * age % 256, 0, 0), (0, 0, 32, 32))
    portrait.save(file, "JPEG", quality=92)
    return file.getvalue()


def live() -> tuple[MeasuredPhone, float]:
    """Live four weeks after a year of records; return the phone, and her bytes in a year."""
    phone = MeasuredPhone()
    year = [create(LAST_DAY - timedelta(days=age)) for age in range(365)]
    for start in range(0, 365, 50):
        phone.sync(*year[start : start + 50])
    cursor, more = "", True
    while more:
        page = phone.send("GET", f"/sync?cursor={cursor}" if cursor else "/sync")
        cursor, more = page["next"], page["hasMore"]
    phone.start()
    for age in tqdm(range(1, HONEST_DAYS + 1), desc="honest days", leave=False):
        cursor = live_a_day(phone, age, cursor)
    stored = sum(_partition_bytes(phone.user_id))
    return phone, stored * 365 / (365 + HONEST_DAYS)


def _partition_bytes(user_id: str) -> list[int]:
    sizes = []
    for model in record_models():
        pages = (
            clients.dynamodb()
            .get_paginator("query")
            .paginate(
                TableName=str(model.Meta.table_name),
                KeyConditionExpression="userId = :her",
                ExpressionAttributeValues={":her": {"S": user_id}},
            )
        )
        for page in pages:
            for item in page["Items"]:
                values = (next(iter(value.values())) for value in item.values())
                sizes.append(ITEM_OVERHEAD + sum(map(len, item)) + sum(map(len, values)))
    return sizes


def import_ten_years() -> MeasuredPhone:
    """Send ten years of records as fast as the process can; fail if one is refused."""
    phone = MeasuredPhone()
    for start in tqdm(range(0, RECORDS, 100), desc="import", leave=False):
        batch = [create(LAST_DAY - timedelta(days=n // 3)) for n in range(start, start + 100)]
        results = phone.sync(*batch)
        assert {result["status"] for result in results} == {"applied"}, results
    assert phone.refused == 0
    return phone


def flood(**content: Any) -> tuple[MeasuredPhone, float]:
    """Change one entry over and over, the dearest write, and scale that to the day's budget."""
    phone = MeasuredPhone()
    first = create(LAST_DAY)
    phone.sync(first)
    phone.start()
    long = bool(content)
    writes = PART // 10 if long else PART
    for number in tqdm(range(writes), desc="flood", leave=False):
        phone.send("PATCH", f"/journal/{first['id']}", {"energy": number % 2, **content})
        if long:
            content = {"text": f"{number}{LONG[:-5]}"}
    before = WriteCount.find(phone.user_id, WriteCount.NAME)
    assert before is not None
    bytes_each = before.bytes / before.writes
    budget = settings.WRITE_BUDGETS
    return phone, min(budget["writes"], budget["bytes"] / bytes_each) / writes


def ask() -> MeasuredPhone:
    """Read at full speed; measure from the first refusal on."""
    phone = MeasuredPhone()
    while not phone.refused:
        phone.send("GET", f"/journal/user/{phone.user_id}?limit=1")
    phone.start()
    while phone.refused < PART:
        phone.send("GET", f"/journal/user/{phone.user_id}?limit=1")
    return phone


def row(name: str, phone: MeasuredPhone, factor: float = 1) -> None:
    used, refused = phone.usage.times(factor), phone.refused * factor
    table = used.write_units - phone.indexes * factor
    print(
        f"| {name} | {used.requests:,.0f} | {refused:,.0f} | {table:,.0f} |"
        f" {phone.indexes * factor:,.0f} | {used.read_units:,.0f} | {used.total:.4f} |"
    )


def main() -> None:
    with stage(), override_settings(REQUESTS_PER_SECOND=RATE):
        with override_settings(REQUESTS_PER_SECOND=100_000):  # four weeks pass in a moment
            honest, bytes_a_year = live()
            floods = [flood(), flood(text=LONG)]
        imported, asked = import_ten_years(), ask()
    print("| | Requests | 429 | Write units | in indexes | Read units | US$ |")
    print("|---|---|---|---|---|---|---|")
    row("an honest day", honest, 1 / HONEST_DAYS)
    row(f"an import of ten years, {RECORDS:,} entries", imported)
    for name, (phone, factor) in zip(("small", "long"), floods, strict=True):
        row(f"a flood of {name} changes, a day's budget", phone, factor)
    row("a million reads at full speed of one process", asked, 1e6 / asked.usage.requests)
    print_month(honest, bytes_a_year)


def print_month(honest: MeasuredPhone, bytes_a_year: float) -> None:
    """Print what a month of an honest person costs, with the records of her first year."""
    month = honest.usage.times(DAYS_A_MONTH / HONEST_DAYS)
    month.backed_up_gb = bytes_a_year / aws_prices.GB
    month.stored_gb = 3 * month.backed_up_gb
    month.photos_gb = 52 * PHOTO_BYTES / aws_prices.GB
    print(f"\n{aws_prices.REGION}, {aws_prices.AS_OF}: a month of {month.requests:.0f} requests,")
    print(f"{month.gb_seconds:.2f} GB-s, {month.write_units:.0f} write units,")
    print(f"{month.read_units:.0f} read units, {month.kms_calls:.0f} KMS calls\n")
    print("| US$ a month | a person | ten thousand | a million |\n|---|---|---|---|")
    for name, cost in [*month.dollars().items(), ("in all", month.total)]:
        print(f"| {name} | {cost:.6f} | {cost * 1e4:,.2f} | {cost * 1e6:,.0f} |")
    waf = aws_prices.WAF_REQUEST * month.requests
    many = (f"{waf * count + aws_prices.WAF_MONTH:,.2f}" for count in (1e4, 1e6))
    print(f"| WAF, where it is used | {waf:.6f} | {' | '.join(many)} |")


if __name__ == "__main__":
    main()
