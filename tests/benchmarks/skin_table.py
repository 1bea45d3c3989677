"""Measure the gate and the local analyzer on photos of faces and things, beside the targets.

python -m tests.benchmarks.skin_table

The photos are fetched once, by `tests.benchmarks.skin_photos.fetch`. They were also looked at while
thresholds were chosen, so other photos may do a little worse.
"""

import logging
import os
from collections import Counter

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in Lambda; read when NumPy is loaded
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from tests.benchmarks.skin_photos import fetch
from tests.benchmarks.skin_photos.circle_rows import circle_rows
from tests.benchmarks.skin_photos.cost_rows import cost_rows
from tests.benchmarks.skin_photos.drift_rows import drift_rows
from tests.benchmarks.skin_photos.gate_rows import gate_rows
from tests.benchmarks.skin_photos.manifest import packages, photos
from tests.benchmarks.skin_photos.model_rows import model_rows
from tests.benchmarks.skin_photos.repeat_rows import repeat_rows
from tests.benchmarks.skin_photos.tone_rows import tone_rows
from tests.benchmarks.skin_photos.trials import try_faces
from tests.benchmarks.targets import Target


def main() -> None:
    logging.disable()
    fetch.main()
    print_photos()
    for target in measure():
        print(target)


def print_photos() -> None:
    """Print which photos are tried, and who ships them."""
    kinds = Counter(photo.kind for photo in photos())
    print("Photos:", ", ".join(f"{count} {kind}" for kind, count in kinds.items()))
    shipped = Counter(photo.package for photo in photos())
    for package in packages():
        print(f"{shipped[package.name]:5} of {package}")


def measure() -> list[Target]:
    """Print what was measured, and return the targets."""
    trials = try_faces(photos("face", "repeat"))
    faces = [trial for trial in trials if trial.photo.kind == "face"]
    targets = [
        *gate_rows(trials),
        *drift_rows(faces),
        *tone_rows(faces),
        *repeat_rows(trials),
        *circle_rows(faces),
        *model_rows(),
        *cost_rows(),
    ]
    print()
    return targets


if __name__ == "__main__":
    main()
