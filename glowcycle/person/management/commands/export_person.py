import os
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from glowcycle.aws import scope
from glowcycle.errors import GlowCycleError
from glowcycle.management.arguments import add_person
from glowcycle.person.export import contents, services
from glowcycle.person.export.contents import Place
from glowcycle.person.progress import Progress


class Command(BaseCommand):
    help = "Write everything that a person has into one zip, as GET /me/export does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_person(parser)
        parser.add_argument("--to", metavar="FILE", type=Path, help="glow-cycle-<date>.zip")

    def handle(self, *, person: str, to: Path | None, **_: Any) -> None:
        path = to or Path(f"glow-cycle-{timezone.now():%Y-%m-%d}.zip")
        if path.exists():
            raise CommandError(f"{path} is there already: name another file.")
        partial = path.with_name(f"{path.name}.partial")
        try:
            with (
                scope.acting_for(person),  # noqa: TID251  an operator's command
                open(partial, "wb", opener=_private) as file,
            ):
                missing = self._write(person, file)
            partial.rename(path)
        except GlowCycleError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        finally:
            partial.unlink(missing_ok=True)
        for name in missing:
            self.stderr.write(f"{name} is missing: the photo is not where it should be.")
        self.stdout.write(f"{path}: {path.stat().st_size:,} bytes.")

    def _write(self, person: str, file: IO[bytes]) -> list[str]:
        progress = Progress(total=contents.count(user_id=person))

        def tell(place: Place) -> None:
            done = sum(place.records.values())
            size = file.tell() / 1_000_000
            progress.show(done - len(place.photos), f"{done:,} records, {size:,.1f} MB")

        missing = services.write(user_id=person, file=file, tell=tell)
        progress.end()
        return missing


def _private(path: str, flags: int) -> int:
    """Open a file that nobody else on this machine may read."""
    return os.open(path, flags, 0o600)
