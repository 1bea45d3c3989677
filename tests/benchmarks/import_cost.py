"""Measure what it costs to preview, apply and undo large files of other apps.

    DYNAMODB_ENDPOINT_URL=http://127.0.0.1:4567 python -m tests.benchmarks.import_cost
    python -m tests.benchmarks.import_cost --quick

Each measure runs in a process of its own, since memory counts by process. Beside each preview
stands a peer of the same run: the standard library reads the same file and keeps nothing. Without
an engine it starts moto's server. Exit with 1 if a target is missed.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from tests.benchmarks.targets import Target
from tests.support.large_files.writers import writer

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 12, 200


@dataclass(frozen=True, slots=True)
class Case:
    """A file of a format, as large as the targets say, and a small one for a quick run."""

    format: str
    name: str
    size: dict[str, int]
    quick: dict[str, int] = field(default_factory=dict)


CASES = (
    Case("daylio", "Daylio", {"rows": 50_000}, {"rows": 5_000}),
    Case("drip", "drip", {"days": 3_650}, {"days": 1_000}),
    Case(
        "apple-health",
        "Apple Health",
        {"size": 400_000_000, "menstrual": 5_000},
        {"size": 20_000_000, "menstrual": 500},
    ),
)
APPLIED = Case("drip", "drip", {"days": 3_650}, {"days": 400})


def preview_targets(case: Case, path: Path) -> Iterator[Target]:
    """Preview the file, and read it with the standard library."""
    [ours], [peer] = (probe(what, case.format, path) for what in ("preview", "peer"))
    yield Target("records in the preview", ours["records"], at_least=1)
    yield Target("preview, s of CPU", ours["seconds"], at_most=SECONDS)
    yield Target("... times that of reading the file alone", ours["seconds"] / peer["seconds"])
    yield Target("... memory above the start, MB", ours["megabytes"], at_most=MEGABYTES)
    yield Target("... calls to the store", ours["calls"])


def undo_targets(case: Case, path: Path) -> Iterator[Target]:
    """Apply the file, and undo that."""
    for name, cost in zip(("apply", "undo"), probe("undo", case.format, path), strict=True):
        yield Target(f"{name}, calls to the store a record", cost["calls"] / cost["records"])
        yield Target("... ms of CPU a record", 1000 * cost["seconds"] / cost["records"])
        yield Target("... memory above the start, MB", cost["megabytes"])


def probe(what: str, name: str, path: Path) -> list[dict[str, Any]]:
    """Return the measures that a process of its own prints."""
    command = [sys.executable, "-m", "tests.benchmarks.import_probe", what, name, str(path)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    measures: list[dict[str, Any]] = json.loads(done.stdout)
    return measures


@contextmanager
def engine() -> Iterator[None]:
    """Run moto's server, unless the environment names another engine."""
    if os.environ["DYNAMODB_ENDPOINT_URL"]:
        yield
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        os.environ["DYNAMODB_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="take smaller files")
    quick = arguments.parse_args().quick
    missed = 0
    measures = [*((preview_targets, case) for case in CASES), (undo_targets, APPLIED)]
    with engine(), TemporaryDirectory() as folder:
        for measure, case in measures:
            path = Path(folder) / case.format
            with path.open("wb") as file:
                writer(case.format)(file, **(case.quick if quick else case.size))
            print(f"\n{case.name}, a file of {path.stat().st_size / 1e6:.1f} MB", flush=True)
            for target in measure(case, path):
                print(target, flush=True)
                missed += str(target).endswith("MISSED")
            path.unlink()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
