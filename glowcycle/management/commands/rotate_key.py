from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.aws import request_context
from glowcycle.encryption import keyring
from glowcycle.errors import GlowCycleError
from glowcycle.management.arguments import add_person


class Command(BaseCommand):
    help = "Give a person a new data key: it seals from now on, the old ones still open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_person(parser)

    def handle(self, *, person: str, **_: Any) -> None:
        try:
            with request_context.act_for_user(person):  # noqa: TID251  an operator's command
                keys = keyring.rotate(user_id=person)
        except (GlowCycleError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The newest of {keys} keys seals, in every process within a minute.")
