"""What the gate costs, and what it costs a request without a photo."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from skin.analyzer import find_portrait
from skin.domain.photo import Photo
from tests.benchmarks.instructions import VALGRIND, WITHOUT, totals
from tests.benchmarks.skin_photos.manifest import LabelledPhoto, photos
from tests.benchmarks.skin_photos.trials import open_photo
from tests.benchmarks.targets import Target

PHOTOS: Final = 12
CALLS: Final = 5  # of which the quickest counts: the machine may be busy
PROBE: Final = "tests.benchmarks.skin_photos.gate_probe"
AT_START: Final = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "glowcycle.settings"
import django
django.setup()
import glowcycle.urls
print(sum(name.split(".")[0] in ("numpy", "PIL") for name in sys.modules))
"""


def cost_rows() -> Iterator[Target]:
    print("\nThe gate's cost, from the clean photo's bytes to the face")
    times = [quickest(photo) for photo in photos("face")[:PHOTOS]]
    yield Target("gate, warm, ms of CPU (median photo)", 1000 * median(times), at_most=100)
    if VALGRIND is None:
        print(WITHOUT)
    else:
        first, again = instructions()
        print(f"first photo, with its networks loaded: {first:.0f} million instructions")
        yield Target("gate, warm, millions of instructions", again)
    yield Target("modules of NumPy and Pillow loaded at start", modules_at_start(), at_most=0)


def quickest(photo: LabelledPhoto) -> float:
    """Return the CPU seconds of the gate for a photo."""
    clean = open_photo(photo)
    find_portrait(photo=clean)
    return min(_seconds(clean) for _ in range(CALLS))


def _seconds(photo: Photo) -> float:
    begin = time.process_time()
    find_portrait(photo=photo)
    return time.process_time() - begin


def instructions() -> tuple[float, float]:
    """Return the millions of instructions of the gate for the first photo, and for the next."""
    with TemporaryDirectory() as folder:
        counts = Path(folder) / "counts"
        callgrind = ["--tool=callgrind", f"--callgrind-out-file={counts}", "--dump-before=getsid"]
        subprocess.run(
            [str(VALGRIND), *callgrind, sys.executable, "-m", PROBE],
            check=True,
            capture_output=True,
        )
        _, first, again = totals(counts)
    return first / 1e6, again / 1e6


def modules_at_start() -> int:
    """Return how many modules of NumPy and Pillow the service holds before its first request."""
    done = subprocess.run(
        [sys.executable, "-c", AT_START], check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1])
