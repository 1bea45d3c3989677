import threading
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers import basehttp
from django.utils import timezone

from glowcycle.sandbox.cloud import start_cloud
from glowcycle.sandbox.demo import DEMO_PERSON, write_demo
from glowcycle.sandbox.identity import issue_token

WELCOME = """
Glow Cycle is at {address}
{demo}
  TOKEN=$(python manage.py issue_token {person})
  curl -H "Authorization: Bearer $TOKEN" {address}/period/predictions/{person}

A token for {person}, valid for a day:
{token}

Ctrl-C ends it{memory}.
"""


class Command(BaseCommand):
    help = "Run the whole service on this machine, without AWS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--empty", action="store_true", help="without the demo person's history"
        )

    def handle(self, *, port: int, empty: bool, **_: Any) -> None:
        if not settings.SANDBOX:
            raise CommandError(
                "This is the sandbox of a laptop: unset STAGE, in .env too, to run it."
            )
        try:
            start_cloud()
        except ImportError as error:
            raise CommandError("moto is missing: pip install -r requirements-dev.txt") from error
        token = issue_token(user_id=DEMO_PERSON, lifetime=timedelta(days=1))
        call_command("create_tables", verbosity=0, stdout=_Silence())
        call_command("create_bucket", verbosity=0, stdout=_Silence())

        def welcome(_port: object) -> None:
            threading.Thread(target=self._welcome, args=(port, token, empty), daemon=True).start()

        try:
            basehttp.run(
                "127.0.0.1",
                port,
                basehttp.get_internal_wsgi_application(),
                threading=True,
                on_bind=welcome,
            )
        except OSError as error:
            raise CommandError(f"Port {port} cannot be used: choose another, PORT=8123.") from error
        except KeyboardInterrupt:
            self.stdout.write("Good-bye.")

    def _welcome(self, port: int, token: str, empty: bool) -> None:
        address = f"http://127.0.0.1:{port}"
        demo = f'Nothing is logged yet. Try as the person "{DEMO_PERSON}":'
        if not empty:
            written = write_demo(address=address, token=token, today=timezone.now().date())
            demo = f'The person "{DEMO_PERSON}" has a history ({written} records new). Try:'
        kept = (
            "" if settings.DYNAMODB_ENDPOINT_URL else "; all data lives in memory and ends with it"
        )
        self.stdout.write(
            WELCOME.format(address=address, demo=demo, person=DEMO_PERSON, token=token, memory=kept)
        )


class _Silence:
    def write(self, _text: str) -> None:
        """Take what a command of its own would print."""
