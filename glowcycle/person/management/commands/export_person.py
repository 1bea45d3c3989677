from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from glowcycle.errors import GlowCycleError
from glowcycle.management.arguments import add_person
from glowcycle.person.access_log.services import acting_for
from glowcycle.person.export import reader, services
from glowcycle.person.export.reader import ExportPosition
from glowcycle.person.progress_bar import ProgressBar


class Command(BaseCommand):
    help = "Write all of a person's data to a zip file, as GET /me/export does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_person(parser)
        parser.add_argument(
            "--to",
            metavar="FILE",
            type=Path,
            help="the zip file to create (default: glow-cycle-<date>.zip)",
        )

    def handle(self, *, person: str, to: Path | None, **_: Any) -> None:
        path = to or Path(f"glow-cycle-{timezone.now():%Y-%m-%d}.zip")
        if path.exists():
            raise CommandError(f"{path} already exists: name another file.")
        partial = path.with_name(f"{path.name}.partial")
        try:
            # Only its owner may read the file. It must be new: another command may write the other.
            partial.touch(mode=0o600, exist_ok=False)
            try:
                with acting_for(person, command="export_person"), partial.open("wb") as file:
                    missing = self._write(person, file)
                partial.rename(path)
            finally:
                partial.unlink(missing_ok=True)
        except GlowCycleError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Cannot write {partial}: {error.strerror}.") from error
        for name in missing:
            self.stderr.write(f"{name} is missing: it is not stored, or cannot be read.")
        self.stdout.write(f"{path}: {path.stat().st_size:,} bytes.")

    def _write(self, person: str, file: IO[bytes]) -> list[str]:
        bar = ProgressBar(total=reader.count_records(user_id=person))

        def report_progress(position: ExportPosition) -> None:
            count, size = sum(position.records.values()), file.tell() / 1_000_000
            bar.show(count - len(position.photos), f"{count:,} records, {size:,.1f} MB")

        missing = services.write_zip(user_id=person, file=file, report_progress=report_progress)
        bar.end()
        return missing
