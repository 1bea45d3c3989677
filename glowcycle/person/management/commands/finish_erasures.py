import logging
import random
from collections import Counter
from contextlib import AbstractContextManager
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.aws import request_context
from glowcycle.errors import Unavailable
from glowcycle.person.bounded_walk import Budget
from glowcycle.person.erasure import begun
from glowcycle.person.erasure.finishing import finish

log = logging.getLogger(__name__)

# A Lambda runs for 29 s, and the last step may take 8 s.
SECONDS = 15.0
MAX_ERASURES = 1000


class Command(BaseCommand):
    help = "Finish the erasures that people began. A rule of EventBridge runs this in the function."

    def handle(self, **_: Any) -> None:
        budget, outcomes = Budget(seconds=SECONDS), Counter[str]()
        try:
            with _limited_to(begun.PARTITION):
                noted = begun.first(limit=MAX_ERASURES)
        except Unavailable as error:
            raise CommandError(str(error)) from error
        # In any order, so that one that fails each time keeps no other from its end.
        random.shuffle(noted)
        for each in noted:
            outcomes["left" if budget.is_spent else self._outcome(each, budget)] += 1
        counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        self.stdout.write(f"Erasures: {counts or 'none'}.")
        if outcomes["failed"]:
            raise CommandError("An erasure failed in an unexpected way: the log says where.")

    def _outcome(self, noted: begun.BegunErasure, budget: Budget) -> str:
        try:
            with _limited_to(noted.item):
                return finish(noted, budget=budget)
        except Unavailable:
            return "interrupted"  # the next run continues
        except Exception:  # one erasure that fails must not stop the others
            log.exception("unexpected")
            return "failed"


def _limited_to(partition: str) -> AbstractContextManager[Any]:
    """Open a context like that of her own request: for this partition alone, for some seconds."""
    context = request_context.RequestContext(user_id=partition)  # noqa: TID251  she asked for it
    return request_context.open_context(context)  # noqa: TID251
