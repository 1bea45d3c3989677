import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.errors import GlowCycleError
from skin import analysis_services
from skin.domain.photo import MAX_BYTES
from skin.serializers import MetricsSerializer, ProvenanceSerializer


class Command(BaseCommand):
    help = "Measure a photo as an analysis does and print the scores. Nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a JPEG, PNG or WebP of up to 15 MB")

    def handle(self, *, file: Path, **_: Any) -> None:
        try:
            with file.open("rb") as source:
                photo = source.read(MAX_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        if len(photo) > MAX_BYTES:
            raise CommandError(f"{file} is larger than 15 MB. Choose a smaller photo.")
        try:
            scan = analysis_services.try_photo(photo=photo)
        except GlowCycleError as error:
            raise CommandError(str(error)) from error
        result = {
            "metrics": MetricsSerializer.of(scan.metrics),
            "provenance": ProvenanceSerializer.of(scan),
        }
        self.stdout.write(json.dumps(result, indent=2, ensure_ascii=False))
