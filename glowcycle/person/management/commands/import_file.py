from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.api.today import today
from glowcycle.errors import GlowCycleError
from glowcycle.formats.errors import WrongFile
from glowcycle.formats.registry import formats
from glowcycle.management.arguments import add_person
from glowcycle.management.terminal import printable
from glowcycle.person.access_log.services import acting_for
from glowcycle.person.imports import import_job
from glowcycle.person.imports.apply import apply
from glowcycle.person.imports.errors import ImportInProgress
from glowcycle.person.imports.import_job import HistoryImport
from glowcycle.person.imports.preview import preview
from glowcycle.person.imports.preview_table import draw_preview, total
from glowcycle.person.progress_bar import ProgressBar


class Command(BaseCommand):
    help = (
        "Bring a file of another app into an account, after a table of what it holds. "
        "Repeat the command if it was interrupted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file, as the other app exports it")
        add_person(parser)
        parser.add_argument("--format", choices=formats(), help="the format; found out without it")
        parser.add_argument("--dry-run", action="store_true", help="only print the table")

    def handle(
        self,
        *,
        file: Path,
        person: str,
        format: str | None,  # noqa: A002  the option's own word
        dry_run: bool,
        **_: Any,
    ) -> None:
        try:
            with file.open("rb") as opened, acting_for(person, command="import_file"):
                self._import(opened, person, format, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.") from error
        except WrongFile as error:
            raise CommandError(printable(f"{error}{_place(error)}")) from error
        except GlowCycleError as error:
            raise CommandError(str(error)) from error

    def _import(self, file: IO[bytes], person: str, name: str | None, *, dry_run: bool) -> None:
        found = import_job.list_all(user_id=person)
        begun = [job for job in found if job.status == "applying"]
        job = self._preview(file, person, name, stores=not (dry_run or begun))
        self.stdout.write(draw_preview(job))
        if dry_run:
            self.stdout.write("\nNothing was stored.")
            return
        if begun:
            same = (each for each in begun if _is_same_file(each, job))
            job = next(same, None) or self._preview(file, person, name, stores=True)
        self._apply(job)

    def _preview(
        self, file: IO[bytes], person: str, name: str | None, *, stores: bool
    ) -> HistoryImport:
        bar: ProgressBar | None = None

        def report_progress(done: int, records: int) -> None:
            nonlocal bar
            bar = bar or ProgressBar(total=records)
            bar.show(done, f"{done:,} of {records:,} records read")

        job = preview(
            user_id=person,
            file=file,
            format=name,
            today=today(),
            report_progress=report_progress,
            stores=stores,
        )
        if bar is not None:
            bar.end()
        return job

    def _apply(self, job: HistoryImport) -> None:
        records = total(job.content)
        bar = ProgressBar(total=records)
        while job.status != "applied":
            before = _done(job)
            # Without choices it goes on with hers, if she has begun it, or takes the defaults.
            job = apply(user_id=job.user_id, import_id=job.import_id)
            done = _done(job)
            bar.show(done, f"{done:,} of {records:,} records")
            if job.status != "applied" and done == before:
                raise ImportInProgress
        bar.end()
        result = job.content.result
        self.stdout.write(
            f"\n{sum(result['made'].values()):,} records made, {result['same']:,} were there "
            f"already, {result['kept']:,} of hers stay, {result['deleted']:,} stay deleted. "
            f"Import {job.import_id}: she can undo it."
        )


def _is_same_file(begun: HistoryImport, seen: HistoryImport) -> bool:
    """Return whether an interrupted command began that import with this file."""
    return _described(begun) == _described(seen)


def _described(job: HistoryImport) -> tuple[Any, ...]:
    content = job.content
    sums = {kind: sum(counts.values()) for kind, counts in content.counts.items()}
    return content.format, content.first, content.last, content.not_taken_count, sums


def _done(job: HistoryImport) -> int:
    """Return how many records are done; what was there already counts from the first call on."""
    result = job.content.result
    counted = [result.get(name, 0) for name in ("same", "filled", "kept", "deleted")]
    return sum(map(int, [*counted, *result.get("made", {}).values()]))


def _place(error: WrongFile) -> str:
    """Return where in the file it is wrong, as the file's own words tell it."""
    words = [f"{name} {error.extra[name]}" for name in ("row", "column") if name in error.extra]
    return f" ({', '.join(words)})" if words else ""
