from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.encryption import keyring
from glowcycle.errors import GlowCycleError
from glowcycle.management.arguments import add_person
from glowcycle.person.access_log.services import acting_for


class Command(BaseCommand):
    help = "Give a person a new data key for new data. Her old keys still open old data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_person(parser)

    def handle(self, *, person: str, **_: Any) -> None:
        try:
            with acting_for(person, command="rotate_key"):
                keys = keyring.rotate(user_id=person)
        except (GlowCycleError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"She has {keys} keys now. All processes use the new one within a minute."
        )
