"""Lambda's entry point: requests from API Gateway go straight to Django, other events to Zappa.

Zappa's own handler would import boto3 and werkzeug, a fifth of a cold start, and take an eighth of
each request. The features that this one lacks (context header mappings, a base path, authorizers,
stage variables, remote_env) are used by no stage. tests/glowcycle/test_lambda_handler.py compares
the responses of both.
"""

import base64
import gc
import io
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

# A start makes no garbage, and collecting would take a tenth of it.
gc.disable()

# Zappa writes this module into the archive. Only there does a Lambda find its stage.
_zappa = import_module("zappa_settings")
os.environ["STAGE"] = _zappa.API_STAGE
os.environ.update(_zappa.ENVIRONMENT_VARIABLES)

# The imports below come late (E402): the settings read the stage, and Django finds lazy modules.
from glowcycle import lazy_imports  # noqa: E402

lazy_imports.install()

from django.conf import settings  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from glowcycle.api import authentication  # noqa: E402
from glowcycle.aws import clients  # noqa: E402
from glowcycle.wsgi import application  # noqa: E402

Event = dict[str, Any]

TEXT_TYPES = ("application/json", "application/problem+json", "image/svg+xml", "text/")


def prepare() -> None:
    """Make what every request needs: the issuer's keys, the URL patterns and the AWS clients."""
    with ThreadPoolExecutor(1) as executor:
        keys = executor.submit(authentication.prepare)  # this waits for the issuer's response
        _ = get_resolver().url_patterns
        clients.dynamodb()
        if settings.KMS_KEY_ID:
            clients.kms()
        keys.result()


def lambda_handler(event: Event, context: Any) -> Any:
    """Return the response to the event."""
    if _is_request(event):
        return _respond(event, context)
    return _zappa_handler()(event, context)


@cache
def _zappa_handler() -> Callable[[Event, Any], Any]:
    """Return Zappa's own handler, for commands, schedules and all other events."""
    # Imported late: requests from API Gateway do not need it.
    from zappa.handler import LambdaHandler  # type: ignore[import-untyped]  # has no types

    LambdaHandler()
    # Zappa has just set its own log levels; at DEBUG it would log whole events.
    dictConfig(settings.LOGGING)
    return cast(Callable[[Event, Any], Any], LambdaHandler.lambda_handler)


def _is_request(event: Event) -> bool:
    """Return whether a REST API of API Gateway sent the event."""
    context = event.get("requestContext")
    is_load_balancer = isinstance(context, dict) and "elb" in context
    is_http_api = event.get("version") == "2.0"
    return bool(event.get("httpMethod")) and not is_http_api and not is_load_balancer


def _respond(event: Event, context: Any) -> Event:
    try:
        environ = _environ(event, context)
    except (AttributeError, TypeError, ValueError):  # API Gateway sends no such event
        environ = _environ({"httpMethod": "GET"}, context)  # Django answers 400: it has no host
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
        started.extend((status, headers))

    response = application(environ, start_response)
    content = b"".join(response)
    response.close()
    _break_cycles(response)
    status, headers = started
    values: dict[str, list[str]] = {}
    for name, value in headers:
        values.setdefault(name, []).append(value)
    is_text = _is_text({name.lower(): value for name, value in headers})
    return {
        "statusCode": int(status[:3]),
        "multiValueHeaders": values,
        "body": content.decode() if is_text else base64.b64encode(content).decode(),
        "isBase64Encoded": not is_text,
    }


def _is_text(headers: dict[str, str]) -> bool:
    """Return whether API Gateway may pass on the body as it is. It garbles bytes."""
    is_encoded = "content-encoding" in headers
    return headers.get("content-type", "").startswith(TEXT_TYPES) and not is_encoded


def _break_cycles(response: Any) -> None:
    """Free the request at once, with all her data, instead of at the next garbage collection.

    REST framework's view, request and response refer to each other.
    """
    context = getattr(response, "renderer_context", None)
    if context:
        context["request"].parser_context.clear()
        vars(context["view"]).clear()
        context.clear()


def _environ(event: Event, context: Any) -> dict[str, Any]:
    """Return the WSGI environment (PEP 3333) of the request."""
    headers = _headers(event)
    body = event.get("body") or ""
    content = base64.b64decode(body) if event.get("isBase64Encoded") else body.encode()
    host = headers.get("HTTP_HOST", "")
    query = event.get("multiValueQueryStringParameters") or event.get("queryStringParameters") or {}
    return {
        **headers,
        "CONTENT_LENGTH": str(len(content)),
        "CONTENT_TYPE": headers.get("HTTP_CONTENT_TYPE", ""),
        "PATH_INFO": _as_wsgi(unquote(event.get("path") or "/")),
        "QUERY_STRING": urlencode(query, doseq=True),
        "REQUEST_METHOD": event["httpMethod"],
        # At API Gateway's own host, URLs begin with the stage. The event's path lacks it.
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
    headers = event.get("multiValueHeaders") or {
        name: [value] for name, value in (event.get("headers") or {}).items()
    }
    return {
        f"HTTP_{name.upper().replace('-', '_')}": _as_wsgi(
            ("; " if name.lower() == "cookie" else ", ").join(values)
        )
        for name, values in headers.items()
    }


def _as_wsgi(text: str) -> str:
    """Return the text's UTF-8 bytes as the str that WSGI expects."""
    return text.encode().decode("latin-1")


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
