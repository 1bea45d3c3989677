"""What an answer costs: CPU of three years of daily entries, and its instructions by valgrind."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.insight_crowd import Crowd
from tests.benchmarks.instructions import VALGRIND, WITHOUT, totals
from tests.benchmarks.targets import Target

ROUNDS = 5
PROBE = [sys.executable, "-m", "tests.benchmarks.insight_probe"]


def cost_targets(crowd: Crowd, *, women: int, seed: int) -> Iterator[Target]:
    """Yield the CPU of 36 tests in seconds, and their instructions in millions; of one woman."""
    seconds = json.loads(_run([*PROBE, str(ROUNDS)]))
    yield Target("CPU of 36 tests, 3 years of daily entries, s", median(seconds), at_most=1)
    if VALGRIND is None:
        print(WITHOUT)
        return
    with TemporaryDirectory() as folder:
        counts = Path(folder) / "counts"
        callgrind = ["--tool=callgrind", f"--callgrind-out-file={counts}", "--dump-before=getsid"]
        _run([VALGRIND, *callgrind, *PROBE, "1"])
        # The first stretch is the start of Python.
        _, examined = totals(counts)
    yield Target("the same in instructions, millions", examined / 1e6)


def _run(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
