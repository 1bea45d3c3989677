import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.aws import request_context
from glowcycle.errors import GlowCycleError
from glowcycle.management.arguments import add_person
from glowcycle.person.erasure.services import PendingErasure, erase


class Command(BaseCommand):
    help = "Erase a person, or finish what she began: her key first, then all that is hers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_person(parser)
        parser.add_argument("--wait", action="store_true", help="stay for the receipt")

    def handle(self, *, person: str, wait: bool, **_: Any) -> None:
        try:
            with request_context.act_for_user(person):  # noqa: TID251  an operator's command
                while isinstance(done := erase(user_id=person), PendingErasure):
                    if done.retry_after > 1:
                        self._say_when(done)
                        if not wait:
                            return
                    time.sleep(done.retry_after)
        except GlowCycleError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(done, indent=2))

    def _say_when(self, done: PendingErasure) -> None:
        self.stdout.write(
            f"Her key is destroyed and {sum(done.removed.values())} things are gone. "
            f"The last look and the receipt {done.receipt_id} come in {done.retry_after} s."
        )
