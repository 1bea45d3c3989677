"""Measure a large export: seconds of each call, and memory of the process.

    python -m tests.benchmarks.export_size [--records 10000] [--photos 100] [--megabytes 5]

The stand-in for AWS runs in this process; the measured service runs in another.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from django.conf import settings
from django.utils import timezone
from tqdm import tqdm

from glowcycle.aws import clients, request_context
from glowcycle.infrastructure.bucket import create_bucket
from glowcycle.infrastructure.tables import create_table, table_models
from glowcycle.sandbox.cloud import start_cloud
from glowcycle.storage import objects, photos
from journal.models import JournalEntry
from period.models import DayLog
from skin.models import KEPT, SkinScan
from tests.support.people import someone
from tests.support.phone import Phone

LAST_DAY = date(2026, 3, 1)
WORDS = "A day like others: some sleep, some work, a walk by the river, and then the rain came. "
# One record in DAYS is a DayLog, the others are journal entries; each photo adds a scan.
DAYS = 3
BATCH = 25


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--photos", type=int, default=100)
    parser.add_argument("--megabytes", type=int, default=5)
    parser.add_argument("--measured", nargs=4, metavar=("PERSON", "TOKEN", "ENDPOINT", "FOLDER"))
    options = parser.parse_args()
    if options.measured:
        user_id, token, settings.AWS_ENDPOINT_URL, folder = options.measured
        settings.MASTER_KEY_FILE = f"{folder}/master-key"
        settings.OIDC_JWKS_URL = f"file://{folder}/jwks.json"
        measure(Phone(user_id, token))
        return
    start_cloud()
    with request_context.act_as_operator():
        for model in table_models():
            list(create_table(model))
        create_bucket()
        phone = someone()
        fill(phone.user_id, options)
    command = [sys.executable, "-m", "tests.benchmarks.export_size", "--measured"]
    arguments = [
        phone.user_id,
        str(phone.token),
        settings.AWS_ENDPOINT_URL,
        str(settings.SANDBOX_DIR),
    ]
    sys.exit(subprocess.run([*command, *arguments], check=False).returncode)


def fill(user_id: str, options: argparse.Namespace) -> None:
    """Store the records and photos of the person."""
    now = timezone.now()
    records = []
    for number in range(options.records - options.photos):
        day = LAST_DAY - timedelta(days=number % 3650)
        if number % DAYS:
            entry = JournalEntry(user_id, str(uuid4()), date=str(day), mood="😌", energy=60)
            entry.text, entry.tags = WORDS * 3, ["sleep", "walk"]
            records.append(entry)
        elif number < 3650 * DAYS:
            day = LAST_DAY - timedelta(days=number // DAYS)
            flow = "medium" if number // DAYS % 28 < 5 else "none"
            records.append(DayLog(user_id, str(day), flow=flow, symptoms=["cramps"]))
    scores = dict.fromkeys(("radiance", "moisture", "texture", "pores", "dark_circles"), 50)
    for number in tqdm(range(options.photos), desc="photos", disable=None):
        day = LAST_DAY - timedelta(days=number)
        scan = SkinScan(user_id, str(uuid4()), date=str(day), metrics=scores, photo=KEPT)
        scan.source, scan.quality, scan.observations = "manual", [], []
        records.append(scan)
        key = objects.kept_key(user_id=user_id, scan_id=scan.scan_id)
        photos.put(user_id=user_id, key=key, jpeg=os.urandom(options.megabytes * 1024 * 1024))
    tables: dict[str, list[object]] = {}
    for record in tqdm(records, desc="records", disable=None):
        record.created_at = record.updated_at = now
        record.version, record.write_id = 1, "w" * 22
        record.set_index_keys()
        put = {"PutRequest": {"Item": record.serialize()}}
        waiting = tables.setdefault(str(record.Meta.table_name), [])
        waiting.append(put)
        if len(waiting) == BATCH:
            send(tables)
    send(tables)


def send(tables: dict[str, list[object]]) -> None:
    for table, puts in tables.items():
        if puts:
            clients.dynamodb().batch_write_item(RequestItems={table: puts})  # type: ignore[dict-item]  # a plain dict will do
    tables.clear()


def measure(phone: Phone) -> None:
    """Export everything, and print the calls, time and memory."""
    phone.get("/health")
    began, took, failed = memory(), [], 0
    while True:
        start = time.perf_counter()
        answer = phone.get("/me/export")
        took.append(time.perf_counter() - start)
        if answer.status_code == 200:
            break
        assert answer.status_code in (202, 503), answer.content
        failed += answer.status_code == 503  # a slow stand-in may cause it
        time.sleep(int(answer.headers["Retry-After"]))
    link = answer.json() if "json" in answer.headers["Content-Type"] else None
    figures = {
        "calls": len(took),
        "of these 503": failed,
        "bytes": link["bytes"] if link else len(answer.content),
        "by link": bool(link),
        "longest call, s": round(max(took), 2),
        "all calls, s": round(sum(took), 2),
        "memory before, MB": began,
        "memory at most, MB": memory(),
    }
    print(json.dumps(figures, indent=1))


def memory() -> int:
    """Return the peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
