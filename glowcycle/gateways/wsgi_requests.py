"""The request of a gateway as a WSGI environment, and the response in the form it takes."""

import base64
import io
import sys
from typing import Any
from urllib.parse import unquote

from glowcycle.gateways.events import TEXT_TYPES, Event, Gateway, Values, as_wsgi


def environ(gateway: Gateway, event: Event, *, stage: str, context: Any) -> dict[str, Any]:
    """Return the WSGI environment (PEP 3333) of the request.

    Raise AttributeError, TypeError or ValueError if a member has a form that no gateway sends.
    """
    request = gateway.read(event, stage)
    body = event.get("body") or ""
    content = base64.b64decode(body) if event.get("isBase64Encoded") else body.encode()
    return {
        **request.headers,
        "CONTENT_LENGTH": str(len(content)),
        "CONTENT_TYPE": request.headers.get("HTTP_CONTENT_TYPE", ""),
        "PATH_INFO": as_wsgi(unquote(request.path)),
        "QUERY_STRING": as_wsgi(request.query),
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": as_wsgi(request.prefix),
        "SERVER_NAME": request.host,
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


def answer(
    gateway: Gateway, event: Event, *, status: str, headers: list[tuple[str, str]], content: bytes
) -> Event:
    """Return the response in the form that the gateway takes; `status` is such as "200 OK"."""
    values: Values = {}
    for name, value in headers:
        values.setdefault(name, []).append(value)
    # A gateway passes on text as it is, but garbles bytes.
    has_text = values.get("Content-Type", [""])[0].startswith(TEXT_TYPES)
    is_text = has_text and "Content-Encoding" not in values
    return {
        "statusCode": int(status[:3]),
        **gateway.answer(event, status, values),
        "body": content.decode() if is_text else base64.b64encode(content).decode(),
        "isBase64Encoded": not is_text,
    }
