from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.errors import GlowCycleError
from glowcycle.management.arguments import add_person
from glowcycle.person.access_log.services import acting_for
from glowcycle.person.data_import.services import import_export
from glowcycle.person.progress_bar import ProgressBar


class Command(BaseCommand):
    help = "Import an export into an empty account. Repeat the command if it was interrupted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the zip of the export")
        add_person(parser)

    def handle(self, *, file: Path, person: str, **_: Any) -> None:
        bar: ProgressBar | None = None

        def report_progress(done: int, total: int) -> None:
            nonlocal bar
            bar = bar or ProgressBar(total=total)
            bar.show(done, f"{done:,} of {total:,} records")

        try:
            with file.open("rb") as opened, acting_for(person, command="import_export"):
                result = import_export(user_id=person, file=opened, report_progress=report_progress)
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.") from error
        except GlowCycleError as error:
            raise CommandError(str(error)) from error
        if bar is not None:
            bar.end()
        for name in result.missing:
            self.stderr.write(f"{name} is missing in the export.")
        for name in result.later:
            self.stderr.write(f"{name} is of a later version: it was not imported.")
        self.stdout.write(
            f"{result.records:,} records imported, {result.existing:,} existed already; "
            f"{result.photos:,} photos. She must give consents and choose retention again."
        )
