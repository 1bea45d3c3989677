"""One measure of an import in a process of its own; prints it as JSON.

    python -m tests.benchmarks.import_probe preview FORMAT FILE
    python -m tests.benchmarks.import_probe peer FORMAT FILE
    python -m tests.benchmarks.import_probe undo FORMAT FILE

`tests.benchmarks.import_cost` runs it. The engine has to be another process, or its work counts.
"""

import csv
import json
import logging
import os
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from xml.etree import ElementTree

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from glowcycle.aws import clients, request_context
from tests.support.engine import stage
from tests.support.large_files.writers import writer
from tests.support.peak_memory import peak_memory
from tests.support.people import someone

TODAY = date(2026, 7, 1)
SMALL = {"daylio": {"rows": 40}, "apple-health": {"size": 20_000, "menstrual": 20}}


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds of CPU, the peak of memory above the start in MB, records, and calls to stores."""

    seconds: float
    megabytes: float
    records: int
    calls: int = 0


def measured(work: Callable[[], int]) -> Measure:
    """Return what the work used; it returns how many records it did."""
    calls: list[None] = []

    def count(**_: Any) -> None:
        calls.append(None)

    clients.dynamodb().meta.events.register("after-call.dynamodb", count)
    began = time.process_time()
    with peak_memory() as peak:
        records = work()
    return Measure(time.process_time() - began, peak.megabytes, records, len(calls))


def preview(user_id: str, path: Path) -> Any:
    from glowcycle.person.imports.preview import preview as service

    with request_context.act_for_user(user_id), path.open("rb") as file:
        return service(user_id=user_id, file=file, today=TODAY)


def measure_preview(name: str, path: Path) -> list[Measure]:
    """Preview the file, after a small one that loads what a preview needs."""
    user_id = someone().user_id
    _warm_up(name, user_id)
    return [measured(lambda: _count(preview(user_id, path)))]


def measure_peer(name: str, path: Path) -> list[Measure]:
    """Read the file with the standard library, and keep nothing of it."""
    return [measured(lambda: (_read_xml if name == "apple-health" else _read_csv)(path))]


def measure_undo(name: str, path: Path) -> list[Measure]:
    """Apply the file and undo it."""
    from glowcycle.person.imports import apply, undo

    user_id = someone().user_id
    _warm_up(name, user_id)
    job = preview(user_id, path)
    keys = {"user_id": user_id, "import_id": job.import_id}
    calls = (lambda: apply.apply(**keys), lambda: undo.undo(**keys))
    return [measured(lambda call=call: _repeat(user_id, call, job)) for call in calls]


def _repeat(user_id: str, call: Callable[[], Any], job: Any) -> int:
    """Repeat the call until it is done, each time as another request."""
    is_done = False
    while not is_done:
        with request_context.act_for_user(user_id):
            is_done = call().status not in ("applying", "undoing")
    return _count(job)


def _warm_up(name: str, user_id: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "small"
        with path.open("wb") as file:
            writer(name)(file, **SMALL.get(name, {"days": 40}))
        preview(user_id, path)


def _count(job: Any) -> int:
    return sum(sum(fates.values()) for fates in job.content.counts.values())


def _read_csv(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def _read_xml(path: Path) -> int:
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            return _count_elements(file)
    with zipfile.ZipFile(path) as packed:
        name = next(each for each in packed.namelist() if each.endswith("export.xml"))
        with packed.open(name) as file:
            return _count_elements(file)


def _count_elements(file: IO[bytes]) -> int:
    events = ElementTree.iterparse(file, events=("start", "end"))
    _, root = next(events)
    count = 0
    for event, _ in events:
        if event == "end":
            count += 1
            root.clear()
    return count


MEASURES = {"preview": measure_preview, "peer": measure_peer, "undo": measure_undo}


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    what, name, path = sys.argv[1:]
    with stage():
        print(json.dumps([asdict(each) for each in MEASURES[what](name, Path(path))]))
