from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from glowcycle.aws import clients, request_context
from glowcycle.infrastructure.bucket import VersionedBucket, create_bucket


class Command(BaseCommand):
    help = "Create the bucket for photos, or complete its protection. A repetition is harmless."

    def handle(self, **_: Any) -> None:
        name = settings.S3_BUCKET_NAME
        try:
            with request_context.act_as_operator():  # noqa: TID251  an operator's command
                done = "created" if create_bucket() else "exists"
        except VersionedBucket as error:
            raise CommandError(str(error)) from error
        except clients.s3().exceptions.BucketAlreadyExists as error:
            raise CommandError(
                f"Somebody else has the bucket {name}: choose another S3_BUCKET_NAME."
            ) from error
        self.stdout.write(f"{name}: {done}, protection is on")
