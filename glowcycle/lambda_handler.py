"""Lambda's entry point: requests of gateways go to Django, two commands run, all else is refused.

Zappa's own handler would run whatever an event names: code, functions, commands. It would also
import boto3 and werkzeug, a fifth of a cold start. So it is not in the archive; what it answered to
requests, this one answers too (tests/glowcycle/test_gateways.py compares both).
"""

import gc
import json
import logging
import os
import random
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

# A start makes no garbage, and collecting would take a tenth of it.
gc.disable()

# Zappa writes this module into the archive. Only there does a Lambda find its stage.
_zappa = import_module("zappa_settings")
os.environ["STAGE"] = _zappa.API_STAGE
os.environ.update(_zappa.ENVIRONMENT_VARIABLES)
# NumPy reads this where it is imported. A function has a share of one or two processors.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The imports below come late (E402): the settings read the stage, and Django finds lazy modules.
from glowcycle import lazy_imports  # noqa: E402

lazy_imports.install()

from django.conf import settings  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from glowcycle.api import authentication  # noqa: E402
from glowcycle.aws import clients, metrics  # noqa: E402
from glowcycle.gateways import wsgi_requests  # noqa: E402
from glowcycle.gateways.events import REST_API, Event, Gateway, gateway_of  # noqa: E402
from glowcycle.wsgi import application  # noqa: E402

# What `zappa manage` and EventBridge may run, without arguments. It prints no setting and runs no
# code that an event brings.
COMMANDS = ("check", "finish_erasures")
REFUSAL = {
    "code": "event_refused",
    "detail": "The function serves requests of its gateway, and the commands that its guide names.",
    "status": 403,
    "title": "Forbidden",
    "type": "about:blank",
}

_log = logging.getLogger(__name__)


def prepare() -> None:
    """Make what every request needs: the issuer's keys, the URL patterns and the AWS clients."""
    with ThreadPoolExecutor(1) as executor:
        keys = executor.submit(authentication.prepare)  # this waits for the issuer's response
        _ = get_resolver().url_patterns
        clients.dynamodb()
        if settings.KMS_KEY_ID:
            clients.kms()
        keys.result()


def lambda_handler(event: Any, context: Any) -> Event:
    """Return the response to the event. Raise CommandError or CommandFailed."""
    if gateway := gateway_of(event):
        return _respond(gateway, event, context)
    if isinstance(event, dict) and event.keys() == {"manage"}:
        return _manage(event["manage"])
    return _refuse()


class CommandFailed(Exception):
    """A command raised an unexpected error. The message names its type; the log says where."""


def _manage(command: object) -> Event:
    """Run the command; what it prints stands in the log. Raise CommandError or CommandFailed."""
    from django.core.management import CommandError, call_command  # not at each start

    if command not in COMMANDS:
        return _refuse()
    try:
        call_command(str(command))
    except CommandError:
        raise
    except Exception as error:  # Lambda would log its text, which may quote what it worked on
        _log.exception("command failed")
        raise CommandFailed(type(error).__name__) from None
    return {}


def _refuse() -> Event:
    """Log that an event came which nobody should send, and return a refusal.

    It raises nothing: Lambda would send an asynchronous event twice more, and count three crashes.
    """
    counted = metrics.REFUSED_EVENTS(RefusedEvents=1)
    _log.warning(
        "refused an event that is neither a request nor a command", extra={"metrics": counted}
    )
    return {
        "statusCode": REFUSAL["status"],
        "headers": {"Content-Type": "application/problem+json"},
        "body": json.dumps(REFUSAL),
        "isBase64Encoded": False,
    }


def _respond(gateway: Gateway, event: Event, context: Any) -> Event:
    stage = _zappa.API_STAGE
    try:
        environ = wsgi_requests.environ(gateway, event, stage=stage, context=context)
    except (AttributeError, TypeError, ValueError):  # no gateway sends such an event
        nothing = {"httpMethod": "GET"}  # Django answers 400: it has no host
        environ = wsgi_requests.environ(REST_API, nothing, stage=stage, context=context)
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
        started.extend((status, headers))

    response = application(environ, start_response)
    content = b"".join(response)
    response.close()
    _break_cycles(response)
    status, headers = started
    return wsgi_requests.answer(gateway, event, status=status, headers=headers, content=content)


def _break_cycles(response: Any) -> None:
    """Free the request at once, with all her data, instead of at the next garbage collection.

    REST framework's view, request and response refer to each other.
    """
    context = getattr(response, "renderer_context", None)
    if context:
        context["request"].parser_context.clear()
        vars(context["view"]).clear()
        context.clear()


def reseed_after_restore() -> None:
    """Seed `random` again in each process that SnapStart restores.

    All of them start as copies of one process. With the same random numbers, their retries would
    come at the same moments. Ids and keys use `secrets`, which needs no seed.
    """
    try:
        from snapshot_restore_py import register_after_restore  # type: ignore[import-untyped]  # has no types
    except ImportError:  # only Lambda's Python has it
        return
    register_after_restore(random.seed)


prepare()
reseed_after_restore()
gc.freeze()
gc.enable()
