import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rest_framework.exceptions import ValidationError

from glowcycle.errors import GlowCycleError
from glowcycle.insights.export_reading import (
    ExportContents,
    find_insights,
    insight_kinds,
    read_export,
)
from glowcycle.insights.insights_table import draw_insights
from glowcycle.insights.query import InsightsRange, read_range
from glowcycle.insights.serializers import insights_answer
from glowcycle.management.terminal import printable

DAYS = ("from", "to", "today")


class Command(BaseCommand):
    help = (
        "Tell from an export whether something follows her cycle, as the API does. "
        "It reads the file alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the zip of the export")
        parser.add_argument(
            "--kind", choices=insight_kinds(), help="of these records; of all without it"
        )
        for name in DAYS:
            parser.add_argument(f"--{name}", metavar="D", help="as in the API: YYYY-MM-DD")
        parser.add_argument("--json", action="store_true", help="print JSON instead of tables")

    def handle(self, *, file: Path, kind: str | None, json: bool, **options: Any) -> None:
        asked = _range({name: options[name] for name in DAYS if options[name] is not None})
        try:
            with file.open("rb") as opened:
                contents = read_export(opened)
        except OSError as error:
            raise CommandError(f"Cannot read {file}: {error.strerror}.") from error
        except GlowCycleError as error:
            raise CommandError(printable(str(error))) from error
        self._name_what_lacks(contents)
        kinds = [kind] if kind else insight_kinds()
        answers = {name: _answer(contents, name, asked) for name in kinds}
        self.stdout.write(_as_json(answers, kind) if json else _as_tables(answers))

    def _name_what_lacks(self, contents: ExportContents) -> None:
        for name in contents.missing:
            self.stderr.write(printable(f"{name} is missing in the export."))
        for name in contents.later:
            self.stderr.write(f"{name} is of a later version: it was not read.")


def _range(days: dict[str, str]) -> InsightsRange:
    try:
        return read_range(days)
    except ValidationError as error:
        if not isinstance(error.detail, dict):
            raise
        wrong = (f"--{name}: {text}" for name, texts in error.detail.items() for text in texts)
        raise CommandError(" ".join(wrong)) from error


def _answer(contents: ExportContents, kind: str, asked: InsightsRange) -> dict[str, Any]:
    reading = find_insights(contents=contents, kind=kind, asked=asked)
    return insights_answer(reading, user_id=contents.user_id)


def _as_json(answers: dict[str, Any], kind: str | None) -> str:
    return json.dumps(answers[kind] if kind else answers, indent=2)


def _as_tables(answers: dict[str, Any]) -> str:
    return "\n\n".join(draw_insights(answer, kind=kind) for kind, answer in answers.items())
