from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from glowcycle.management.arguments import add_person
from glowcycle.sandbox.identity import issue_token

MAX_HOURS = 24 * 366


class Command(BaseCommand):
    help = "Print a token for a person of the sandbox."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_person(parser)
        parser.add_argument("--hours", type=float, default=24, help="how long the token is valid")

    def handle(self, *, person: str, hours: float, **_: Any) -> None:
        if not settings.SANDBOX:
            raise CommandError("Only the sandbox issues its own tokens: ask your issuer for one.")
        if not 0 < hours <= MAX_HOURS:
            raise CommandError("--hours must be more than 0 and at most a year.")
        self.stdout.write(issue_token(user_id=person, lifetime=timedelta(hours=hours)))
