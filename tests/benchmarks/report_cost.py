"""Measure the report of ten years in which every day is logged: CPU, instructions and bytes.

    python -m tests.benchmarks.report_cost

Each run is a process of its own, as a PDF is usually the first of its Lambda. Exit with 1 if a
target is missed.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.instructions import VALGRIND, WITHOUT, totals
from tests.benchmarks.targets import Target

ROUNDS = 5
PROBE = [sys.executable, "-m", "tests.benchmarks.report_probe"]
# Another drawing is no part of one report.
STEPS = ("facts", "answer", "first drawing")


def seconds_targets() -> Iterator[Target]:
    """Yield the CPU of each step as a request runs it, with reading and opening the records."""
    found = [json.loads(_run([*PROBE, "store"])) for _ in range(ROUNDS)]
    steps = {name: median(one["steps"][name] for one in found) for name in found[0]["steps"]}
    yield Target("report of ten years, s of CPU", sum(steps[name] for name in STEPS), at_most=3)
    yield Target("... reading, opening and facts with insights", steps["facts"])
    yield Target("... its sentences", steps["answer"])
    yield Target("... drawing it, with loading fpdf2", steps["first drawing"])
    yield Target("... drawing another one", steps["another drawing"])
    yield Target("... its size, KB", found[0]["bytes"] / 1000, at_most=400)


def instruction_targets() -> Iterator[Target]:
    """Yield the instructions of each step in millions, with records in memory."""
    if VALGRIND is None:
        print(WITHOUT)
        return
    with TemporaryDirectory() as folder:
        counts = Path(folder) / "counts"
        callgrind = ["--tool=callgrind", f"--callgrind-out-file={counts}", "--dump-before=getsid"]
        _run([VALGRIND, *callgrind, *PROBE])
        # The first stretch is the start of Python, and what is after the last one its end.
        _, *steps = totals(counts)
    for name, total in zip((*STEPS, "another drawing"), steps, strict=False):
        yield Target(f"{name} in instructions, millions", total / 1e6)


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]


def main() -> int:
    missed = 0
    for target in (*seconds_targets(), *instruction_targets()):
        print(target, flush=True)
        missed += "MISSED" in str(target)
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
