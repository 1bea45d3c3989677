"""Counts the instructions of the first and of each warm request, with valgrind's callgrind.

On a busy machine milliseconds change by half, instructions by less than a hundredth. The probe
makes the system call `getsid` at the end of each stretch of work, and callgrind writes its count
there.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.lambda_folders import App
from tests.benchmarks.lambda_process import run
from tests.benchmarks.lambda_world import World

VALGRIND = shutil.which("valgrind")
WITHOUT = "Instructions are not counted: valgrind is not installed (Debian: apt install valgrind)."
# Valgrind runs fifty times slower, and the counts of one call hardly differ.
REQUESTS = 15


def count(app: App, world: World) -> dict[str, float]:
    """Return the median of each kind of stretch, in millions; {} without valgrind."""
    if VALGRIND is None:
        return {}
    with TemporaryDirectory() as folder:
        counts = Path(folder) / "counts"
        callgrind = ["--tool=callgrind", f"--callgrind-out-file={counts}", "--dump-before=getsid"]
        found = run(app, world, requests=REQUESTS, under=[VALGRIND, *callgrind])
        stretches: dict[str, list[int]] = {}
        for name, total in zip(found["stretches"], totals(counts), strict=True):
            stretches.setdefault(name, []).append(total)
    return {name: median(totals) / 1e6 for name, totals in stretches.items()}


def totals(counts: Path) -> Iterator[int]:
    """Yield the count of each stretch of a run that wrote its counts there."""
    number = 1
    while (part := counts.with_suffix(f".{number}")).exists():
        [line] = [line for line in part.read_text().splitlines() if line.startswith("totals:")]
        yield int(line.split()[1])
        number += 1
