import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from glowcycle.errors import GlowCycleError
from skin import analysis_services
from skin.domain.measurement import Measurement
from skin.domain.photo import MAX_BYTES
from skin.domain.scans import SCORES
from skin.domain.spread import find_spread
from skin.serializers import MetricsSerializer, ProvenanceSerializer

LEAST_TIMES: Final = 2
MOST_TIMES: Final = 100


class Command(BaseCommand):
    help = (
        "Measure a photo as an analysis does and print the scores. With --times, measure it so "
        "often and print how far the scores lie apart. Nothing is stored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a JPEG, PNG or WebP of up to 15 MB")
        parser.add_argument(
            "--times",
            type=int,
            metavar="N",
            help=f"measure it N times, {LEAST_TIMES} to {MOST_TIMES}; a model is paid each time",
        )

    def handle(self, *, file: Path, times: int | None = None, **_: Any) -> None:
        if times is not None and not LEAST_TIMES <= times <= MOST_TIMES:
            raise CommandError(f"--times takes a number from {LEAST_TIMES} to {MOST_TIMES}.")
        photo = _read(file)
        try:
            result = _measure(photo) if times is None else self._repeat(photo, times)
        except GlowCycleError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(result, indent=2, ensure_ascii=False))

    def _repeat(self, photo: bytes, times: int) -> dict[str, Any]:
        if settings.SKIN_ANALYZER == "bedrock":
            self.stderr.write(f"This asks the model for {times} measurements, which cost money.")
        measurements, failures = analysis_services.measure_repeatedly(photo=photo, times=times)
        return _spread(measurements) | {"failed": Counter(failure.code for failure in failures)}


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            photo = source.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    if len(photo) > MAX_BYTES:
        raise CommandError(f"{file} is larger than 15 MB. Choose a smaller photo.")
    return photo


def _measure(photo: bytes) -> dict[str, Any]:
    scan = analysis_services.try_photo(photo=photo)
    return {
        "metrics": MetricsSerializer.of(scan.metrics),
        "provenance": ProvenanceSerializer.of(scan),
    }


def _spread(measurements: Sequence[Measurement]) -> dict[str, Any]:
    first = measurements[0]
    return {
        "source": first.source,
        "modelId": first.model_id,
        "promptVersion": first.prompt_version,
        "measured": len(measurements),
        "metrics": {
            SCORES[name]: asdict(spread)
            for name, spread in find_spread(measurements=measurements).items()
        },
    }
