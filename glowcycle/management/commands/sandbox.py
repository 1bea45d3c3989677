import sys
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.servers import basehttp

from glowcycle.aws import request_context
from glowcycle.errors import GlowCycleError
from glowcycle.infrastructure.bucket import create_bucket
from glowcycle.infrastructure.tables import create_table, table_models
from glowcycle.sandbox.cloud import start_cloud
from glowcycle.sandbox.identity import issue_token
from glowcycle.sandbox.people import DEMO_PERSON, PEOPLE
from glowcycle.sandbox.seeding import write_history
from glowcycle.sandbox.shared_link import make_link

RULE = "─" * 78
SHARED = """    4. See what others see by a link of hers, which ends after a week:
       {address}{path}
"""
WELCOME = """
{rule}
  Glow Cycle   {address}
  Person       {person}, {history}
  Token        valid for 24 hours:

{token}

  Try
    1. Open {address} in a browser and sign in as an invented person:
       {people}.
       The bar on top of each page changes the person, moves today, and brings her data back.
    2. Open {address}/docs to read about every request and to send some.
    3. Ask for the next period:
       TOKEN=$({python} manage.py issue_token {person})
       curl -H "Authorization: Bearer $TOKEN" {address}/period/predictions/{person}
{shared}
  {kept} Press Ctrl-C to stop.
{rule}
"""


class Command(BaseCommand):
    help = "Run the whole service on this machine, without AWS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--empty", action="store_true", help="leave out the demo history")

    def handle(self, *, port: int, empty: bool, **_: Any) -> None:
        if not settings.SANDBOX:
            raise CommandError("The sandbox runs without a stage: unset STAGE, in .env too.")

        def prepare(_port: object) -> None:
            """Fill the sandbox. Requests that come meanwhile wait in the socket's queue."""
            self._say("Starting a stand-in for AWS, with tables and bucket ...")
            try:
                self._create_storage()
                history = self._history(None if empty else self._write_history())
            except GlowCycleError as error:  # the demo person was erased, or the engine is away
                history = f"without a history: {error}"
            except OSError as error:
                raise CommandError(f"The sandbox cannot be prepared: {error}") from error
            self._say(self._welcome(port, history))

        # Else each answer waits 40 ms for the browser to acknowledge its headers.
        basehttp.WSGIRequestHandler.disable_nagle_algorithm = True
        try:
            basehttp.run(
                "127.0.0.1",
                port,
                basehttp.get_internal_wsgi_application(),
                threading=True,
                on_bind=prepare,
            )
        except OSError as error:
            raise CommandError(f"Port {port} cannot be used: choose another, PORT=8123.") from error
        except KeyboardInterrupt:
            self._say("Stopped.")

    def _create_storage(self) -> None:
        try:
            start_cloud()
        except ImportError as error:
            raise CommandError(
                "moto is missing: pip install -r glowcycle/sandbox/requirements.txt"
            ) from error
        with request_context.act_as_operator():  # noqa: TID251  an operator's command
            for model in table_models():
                list(create_table(model))
            create_bucket()

    def _write_history(self) -> int:
        self._say("Logging eight cycles for the demo person ...")
        return write_history(PEOPLE[DEMO_PERSON])

    def _history(self, written: int | None) -> str:
        if written is None:
            return "who has logged nothing yet"
        if written:
            return f"with {written} records from eight cycles"
        return "with the records of an earlier run"

    def _welcome(self, port: int, history: str) -> str:
        return WELCOME.format(
            rule=RULE,
            address=f"http://127.0.0.1:{port}",
            person=DEMO_PERSON,
            people=", ".join(PEOPLE),
            history=history,
            token=issue_token(user_id=DEMO_PERSON, lifetime=timedelta(days=1)),
            shared=self._shared(port),
            python=_python(),
            kept="The data outlives this run."
            if settings.DYNAMODB_ENDPOINT_URL
            else "All data is in memory and goes when this stops.",
        )

    def _shared(self, port: int) -> str:
        path = make_link(user_id=DEMO_PERSON)
        return SHARED.format(address=f"http://127.0.0.1:{port}", path=path) if path else ""

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _python() -> str:
    """Return this Python as the user types it: relative where it lies in the current folder."""
    path = Path(sys.executable)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
