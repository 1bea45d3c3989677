from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from glowcycle.aws import request_context
from glowcycle.infrastructure.bucket import VersionedBucket, create_bucket


class Command(BaseCommand):
    help = "Create the bucket for photos, or complete its protection. A repetition is harmless."

    def handle(self, **_: Any) -> None:
        try:
            with request_context.act_as_operator():  # noqa: TID251  an operator's command
                done = "created" if create_bucket() else "exists"
        except VersionedBucket as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{settings.S3_BUCKET_NAME}: {done}, protection is on")
