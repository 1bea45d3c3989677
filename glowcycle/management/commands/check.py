from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import check

from glowcycle.aws import request_context


class Command(check.Command):
    help = "Check the settings; with --deploy also the bucket, which takes calls to AWS."

    def handle(self, *apps: Any, **options: Any) -> None:
        super().handle(*apps, **options)
        if options["deploy"] and not settings.SANDBOX:
            self._check_bucket()

    def _check_bucket(self) -> None:
        from glowcycle.infrastructure.bucket import bucket_problems  # not in the function

        with request_context.act_as_operator():  # noqa: TID251  an operator's command
            problems = bucket_problems()
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(f"{settings.S3_BUCKET_NAME}: protected, and keeps no older versions")
