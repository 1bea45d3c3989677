from typing import Any

from django.core.management.base import BaseCommand, CommandError

from glowcycle.errors import GlowCycleError
from glowcycle.infrastructure.deploy import schedule


class Command(BaseCommand):
    help = "Let EventBridge finish erasures that people began. A repetition is harmless."

    def handle(self, **_: Any) -> None:
        try:
            arn = schedule.create_schedule()
        except GlowCycleError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{arn}: invoked at the {schedule.RATE}, to finish erasures")
