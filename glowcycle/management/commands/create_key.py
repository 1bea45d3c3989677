from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from glowcycle.aws import request_context
from glowcycle.infrastructure.deploy.key import create_key


class Command(BaseCommand):
    help = "Create the KMS key of the alias KMS_KEY_ID. A repetition is harmless."

    def handle(self, **_: Any) -> None:
        if not settings.KMS_KEY_ID.startswith("alias/"):
            raise CommandError("KMS_KEY_ID must be an alias, such as alias/glowcycle-dev.")
        with request_context.act_as_operator():  # noqa: TID251  an operator's command
            done = "created" if create_key(alias=settings.KMS_KEY_ID) else "exists"
        self.stdout.write(f"{settings.KMS_KEY_ID}: {done}, rotated every year")
