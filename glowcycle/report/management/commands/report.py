import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from glowcycle.api.languages import ENGLISH, in_language
from glowcycle.api.permissions import Restricted
from glowcycle.encryption import choices
from glowcycle.errors import GlowCycleError
from glowcycle.management.arguments import add_person
from glowcycle.person.access_log.services import acting_for
from glowcycle.report.answer import report_answer
from glowcycle.report.files import report_file
from glowcycle.report.serializers import FORMATS, LANGUAGES, PAPERS, Asked, asked_in_body
from glowcycle.report.services import make_report

# The options that are members of the body; "until" is one word with "to", which names the file.
MEMBERS: Final = {"from": "from", "until": "to"} | {
    name: name for name in ("format", "language", "paper", "name", "question")
}
NUMBERS: Final = {"birth_year": "birthYear", "menarche_age": "menarcheAge"}


class Command(BaseCommand):
    help = "Write a person's report for a doctor to a file, as POST /me/report does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_person(parser)
        parser.add_argument("--to", metavar="FILE", type=Path, required=True, help="the file")
        parser.add_argument("--from", metavar="D", help="first day: YYYY-MM-DD; a year without it")
        parser.add_argument("--until", metavar="D", help="last day; today without it")
        parser.add_argument("--format", choices=FORMATS, default="pdf")
        parser.add_argument("--language", choices=LANGUAGES, default=ENGLISH)
        parser.add_argument("--paper", choices=PAPERS)
        parser.add_argument("--name", help="her name, as it shall stand there")
        parser.add_argument("--birth-year", type=int, metavar="YEAR")
        parser.add_argument("--menarche-age", type=int, metavar="AGE")
        parser.add_argument("--question", help="what she wants to ask")

    def handle(self, *, person: str, to: Path, **options: Any) -> None:
        if to.exists():
            raise CommandError(f"{to} already exists: name another file.")
        asked = _asked(options)
        try:
            content = _content(person, asked)
            to.touch(mode=0o600, exist_ok=False)  # only its owner may read it
            to.write_bytes(content)
        except GlowCycleError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Cannot write {to}: {error.strerror}.") from error
        self.stdout.write(f"{to}: {len(content):,} bytes.")


def _content(person: str, asked: Asked) -> bytes:
    """Return the report as a file. Raise Erased, Restricted, Unavailable."""
    with acting_for(person, command="report"), in_language(asked.language or ENGLISH):
        if choices.is_restricted(user_id=person):
            raise Restricted
        report = make_report(
            user_id=person,
            first=asked.first,
            last=asked.last,
            today=asked.today,
            typed=asked.typed,
        )
        if asked.format == "json":
            return json.dumps(report_answer(report), ensure_ascii=False, indent=2).encode()
        return report_file(
            report, file_format=asked.format, paper=asked.paper, made_at=timezone.now()
        )


def _asked(options: dict[str, Any]) -> Asked:
    names = MEMBERS | NUMBERS
    body = {names[name]: value for name, value in options.items() if name in names}
    try:
        return asked_in_body({name: value for name, value in body.items() if value is not None}, {})
    except ValidationError as error:
        if not isinstance(error.detail, dict):
            raise
        wrong = (f"{name}: {text}" for name, texts in error.detail.items() for text in texts)
        raise CommandError(" ".join(wrong)) from error
