from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.aws import request_context
from glowcycle.errors import GlowCycleError
from glowcycle.management.arguments import add_person
from glowcycle.person.data_import.services import import_export
from glowcycle.person.progress_bar import ProgressBar


class Command(BaseCommand):
    help = "Bring an export back, into an empty account. Repeat it when it was interrupted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the zip, as it was exported")
        add_person(parser)

    def handle(self, *, file: Path, person: str, **_: Any) -> None:
        bar: list[ProgressBar] = []

        def tell(done: int, total: int) -> None:
            if not bar:
                bar.append(ProgressBar(total=total))
            bar[0].show(done, f"{done:,} of {total:,} records")

        try:
            with file.open("rb") as opened, request_context.act_for_user(person):  # noqa: TID251  an operator's command
                done = import_export(user_id=person, file=opened, tell=tell)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except GlowCycleError as error:
            raise CommandError(str(error)) from error
        for each in bar:
            each.end()
        for name in done.missing:
            self.stderr.write(f"{name} was missing in the export: its scan is there without it.")
        self.stdout.write(
            f"{done.records:,} records brought in, {done.standing:,} were there already; "
            f"{done.photos:,} photos. Consents and retention are hers to give and choose anew."
        )
