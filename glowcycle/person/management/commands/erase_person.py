import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.errors import GlowCycleError
from glowcycle.management.arguments import add_person
from glowcycle.person.access_log.services import acting_for
from glowcycle.person.erasure.services import PendingErasure, erase


class Command(BaseCommand):
    help = "Erase all of a person's data, or continue an erasure that she began."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_person(parser)
        parser.add_argument("--wait", action="store_true", help="wait for the receipt")

    def handle(self, *, person: str, wait: bool, **_: Any) -> None:
        try:
            with acting_for(person, command="erase_person"):
                while isinstance(result := erase(user_id=person), PendingErasure):
                    if result.retry_after > 1:
                        self._report(result)
                        if not wait:
                            return
                    time.sleep(result.retry_after)
        except GlowCycleError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(result, indent=2))

    def _report(self, pending: PendingErasure) -> None:
        self.stdout.write(
            f"Her data key is destroyed and {sum(pending.removed.values())} items are removed. "
            f"The receipt {pending.receipt_id} will be ready in {pending.retry_after} s."
        )
