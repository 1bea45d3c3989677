"""Measure the processor time of the local analyzer, with and without the search for the face.

python -m tests.benchmarks.local_analyzer

What its scores are worth is told by tests.benchmarks.skin_table and analyzer_noise.
"""

import os
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from statistics import median

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in Lambda; read when NumPy is loaded
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from PIL import Image

from skin.analyzer import find_portrait
from skin.domain.face.portrait import Portrait
from skin.domain.local_analyzer import measure
from skin.domain.photo import clean_photo
from tests.benchmarks.targets import Target
from tests.support.portrait import portrait

CLOSE = (157, 40, 297, 200)  # of the portrait, in pixels: the face fills most of it
SIDES = (512, 1024, 2048)
CALLS = 7


def main() -> None:
    targets = [*take_time()]
    print()
    for target in targets:
        print(target)


def take_time() -> Iterator[Target]:
    print("Processor time, median of seven calls, ms")
    print(f"{'height, pixels':20}{'clean':>8}{'find':>8}{'measure':>8}")
    gate = measuring = 0.0
    for side in SIDES:
        data = close_up(side)
        photo = clean_photo(data=data)
        found: Portrait = find_portrait(photo=photo)
        clean, gate, measuring = (
            milliseconds(call)
            for call in (
                lambda data=data: clean_photo(data=data),
                lambda photo=photo: find_portrait(photo=photo),
                lambda found=found: measure(portrait=found),
            )
        )
        print(f"{side:<20}{clean:8.0f}{gate:8.0f}{measuring:8.0f}")
    yield Target("to find the face in the largest photo, ms", gate, at_most=100)
    yield Target("to measure the face that fills the largest photo, ms", measuring, at_most=300)


def close_up(side: int) -> bytes:
    """Return a JPEG of her face, that many pixels high."""
    left, top, right, bottom = CLOSE
    size = round(side * (right - left) / (bottom - top)), side
    file = BytesIO()
    picture = portrait().resize(size, Image.Resampling.BICUBIC, box=CLOSE)
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()


def milliseconds(call: Callable[[], object]) -> float:
    return 1000 * median(_timed(call) for _ in range(CALLS))


def _timed(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
