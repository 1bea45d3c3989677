"""Where Lambda enters: requests of API Gateway go straight to Django, every other event to Zappa.

On its own way there Zappa loads boto3 and werkzeug, a fifth of a cold start, and takes an eighth of
a request. What this leaves out (context header mappings, a base path, authorizers, stage variables,
remote_env) no stage of ours sets; tests/glowcycle/test_lambda_handler.py gives both the same
events.
"""

import base64
import gc
import io
import logging
import os
import random
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import import_module
from logging.config import dictConfig
from typing import Any, cast
from urllib.parse import unquote, urlencode

# Nothing that a start makes is garbage: to look for some takes a tenth of it.
gc.disable()

# No line of the log tells who wrote it, in which thread: logging's own HOWTO has it so.
logging._srcfile = None
logging.logThreads = logging.logMultiprocessing = logging.logProcesses = False
vars(logging)["logAsyncioTasks"] = False  # of Python 3.12 and later

# What Zappa writes into the archive: the stage is told there, and nowhere in Lambda itself.
_zappa = import_module("zappa_settings")
os.environ["STAGE"] = _zappa.API_STAGE
os.environ.update(_zappa.ENVIRONMENT_VARIABLES)

from glowcycle import deferred  # noqa: E402  after the stage is known

deferred.defer()

from django.conf import settings  # noqa: E402  which read the environment
from django.urls import get_resolver  # noqa: E402

from glowcycle.api import authentication  # noqa: E402
from glowcycle.aws import clients  # noqa: E402
from glowcycle.wsgi import application  # noqa: E402

Event = dict[str, Any]

TEXT = ("application/json", "application/problem+json", "image/svg+xml", "text/")


def prepare() -> None:
    """Do once and at start, which has the faster processor, what requests need."""
    with ThreadPoolExecutor(1) as beside:
        # The issuer's answer, and the certificates to check it by, are waited for meanwhile.
        keys = beside.submit(authentication.prepare)
        _ = get_resolver().url_patterns
        clients.dynamodb()
        if settings.KMS_KEY_ID:
            clients.kms()
        keys.result()


def lambda_handler(event: Event, context: Any) -> Any:
    """Answer the event as Lambda wants it answered."""
    if _is_request(event):
        return _answer(event, context)
    return _by_zappa()(event, context)


@cache
def _by_zappa() -> Callable[[Event, Any], Any]:
    """Return Zappa's own handler: of commands, schedules, load balancers and all else."""
    from zappa.handler import LambdaHandler  # type: ignore[import-untyped]  # has no types

    LambdaHandler()
    # It has just set levels of its own; at DEBUG it would write each event as it came.
    dictConfig(settings.LOGGING)
    return cast(Callable[[Event, Any], Any], LambdaHandler.lambda_handler)


def _is_request(event: Event) -> bool:
    """Return whether a REST API of API Gateway sent it; not a load balancer, nor an HTTP API."""
    sender = event.get("requestContext")
    from_balancer = isinstance(sender, dict) and "elb" in sender
    return bool(event.get("httpMethod")) and event.get("version") != "2.0" and not from_balancer


def _answer(event: Event, context: Any) -> Event:
    try:
        environ = _environ(event, context)
    except (AttributeError, TypeError, ValueError):  # half an event, as no gateway sends it
        environ = _environ({"httpMethod": "GET"}, context)  # which is refused: it names no host
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
        begun.extend((status, headers))

    body = application(environ, start_response)
    content = b"".join(body)
    body.close()
    _let_go(body)
    status, headers = begun
    names = {name.lower(): value for name, value in headers}
    is_text = names.get("content-type", "").startswith(TEXT) and "content-encoding" not in names
    many: dict[str, list[str]] = {}
    for name, value in headers:
        many.setdefault(name, []).append(value)
    return {
        "statusCode": int(status[:3]),
        "multiValueHeaders": many,
        "body": content.decode() if is_text else base64.b64encode(content).decode(),
        "isBase64Encoded": not is_text,
    }


def _let_go(response: Any) -> None:
    """Have what was made for the request go with it, and not wait for the garbage collector.

    REST framework's view, request and response hold each other, and with them all she sent and got.
    """
    context = getattr(response, "renderer_context", None)
    if context:
        context["request"].parser_context.clear()
        vars(context["view"]).clear()
        context.clear()


def _environ(event: Event, context: Any) -> dict[str, Any]:
    """Return the request as WSGI (PEP 3333) has it."""
    headers = _headers(event)
    body = event.get("body") or ""
    content = base64.b64decode(body) if event.get("isBase64Encoded") else body.encode()
    host = headers.get("HTTP_HOST", "")
    query = event.get("multiValueQueryStringParameters") or event.get("queryStringParameters") or {}
    return {
        **headers,
        "CONTENT_LENGTH": str(len(content)),
        "CONTENT_TYPE": headers.get("HTTP_CONTENT_TYPE", ""),
        "PATH_INFO": _latin(unquote(event.get("path") or "/")),
        "QUERY_STRING": urlencode(query, doseq=True),
        "REQUEST_METHOD": event["httpMethod"],
        # Under API Gateway's own name addresses begin with the stage, which the path leaves out.
        "SCRIPT_NAME": f"/{_zappa.API_STAGE}" if not host or "amazonaws.com" in host else "",
        "SERVER_NAME": "lambda",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTPS": "on",
        "lambda.context": context,
        "wsgi.errors": sys.stderr,
        "wsgi.input": io.BytesIO(content),
        "wsgi.multiprocess": False,
        "wsgi.multithread": False,
        "wsgi.run_once": False,
        "wsgi.url_scheme": "https",
        "wsgi.version": (1, 0),
    }


def _headers(event: Event) -> dict[str, str]:
    sent = event.get("multiValueHeaders") or {
        name: [value] for name, value in (event.get("headers") or {}).items()
    }
    return {
        f"HTTP_{name.upper().replace('-', '_')}": _latin(
            ("; " if name.lower() == "cookie" else ", ").join(values)
        )
        for name, values in sent.items()
    }


def _latin(text: str) -> str:
    """Return the text as WSGI carries UTF-8."""
    return text.encode().decode("latin-1")


def tell_apart() -> None:
    """Have each process that is restored from a snapshot of this one throw dice of its own.

    With SnapStart all begin as copies: their pauses, ours and botocore's, would be the same, and
    who failed together would come back together. What must be unique is never thrown by these dice.
    """
    try:
        from snapshot_restore_py import register_after_restore  # type: ignore[import-untyped]  # has no types
    except ImportError:  # which Lambda's own Python brings, and no other
        return
    register_after_restore(random.seed)


prepare()
tell_apart()
gc.freeze()
gc.enable()
