"""The events of API Gateway and of load balancers as WSGI requests, and the answers they take.

An event is a request if it names a method where its gateway does, and has no member of any other
kind of event. Other members are ignored: AWS may add some, and that must not end the service.
"""

import base64
import io
import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urlencode

from django.conf import settings

Event = dict[str, Any]
Values = dict[str, list[str]]

# Members of our commands, of Zappa's dispatch, and of what other services of AWS send. Nothing
# reads them. But beside a request they tell that somebody tries doors, which an alarm has to say.
OF_OTHER_EVENTS = frozenset(
    {
        *("manage", "command", "raw_command", "task_path", "kwargs", "capture_response"),
        *("source", "detail", "detail-type", "resources", "Records", "awslogs"),
        *("authorizationToken", "identitySource", "methodArn", "routeArn", "type"),
        *("bot", "currentIntent", "invocationSource", "triggerSource"),
    }
)
TEXT_TYPES = ("application/json", "application/problem+json", "image/svg+xml", "text/")


class Request(NamedTuple):
    """A request as its gateway sends it.

    prefix  what stands before each address of the service, "" or the stage's "/dev"
    path    the path behind the prefix, with percent escapes
    query   the query as in an address, with percent escapes
    host    the host of a request that names none
    """

    method: str
    prefix: str
    path: str
    query: str
    headers: Mapping[str, str]
    host: str = "lambda"  # not an allowed one


class Gateway(NamedTuple):
    """A kind of gateway: how to read its events, and the form of an answer."""

    read: Callable[[Event, str], Request]
    answer: Callable[[Event, str, Values], Event]


def gateway_of(event: object) -> Gateway | None:
    """Return the gateway that sent the event, None if it is no request."""
    if not isinstance(event, dict):
        return None
    context = event.get("requestContext")
    context = context if isinstance(context, dict) else {}
    if event.get("version") == "2.0":
        http = context.get("http")
        gateway, method = HTTP_API, http.get("method") if isinstance(http, dict) else None
    else:
        gateway, method = BALANCER if "elb" in context else REST_API, event.get("httpMethod")
    is_request = isinstance(method, str) and method and OF_OTHER_EVENTS.isdisjoint(event)
    return gateway if is_request else None


def _rest_request(event: Event, stage: str) -> Request:
    headers = _headers(event)
    host = headers.get("HTTP_HOST", "")
    query = event.get("multiValueQueryStringParameters") or event.get("queryStringParameters") or {}
    return Request(
        method=event["httpMethod"],
        # At API Gateway's own host, URLs begin with the stage. The event's path lacks it.
        prefix=f"/{stage}" if not host or "amazonaws.com" in host else "",
        path=event.get("path") or "/",
        query=urlencode(query, doseq=True),
        headers=headers,
    )


def _rest_answer(_event: Event, _status: str, values: Values) -> Event:
    return {"multiValueHeaders": values}


def _http_request(event: Event, _stage: str) -> Request:
    cookies = {"cookie": "; ".join(event["cookies"])} if event.get("cookies") else {}
    path, stage = event.get("rawPath") or "/", event["requestContext"].get("stage")
    # At API Gateway's own host the path begins with the stage, at a custom domain it does not.
    has_stage = bool(stage) and f"{path}/".startswith(f"/{stage}/")
    return Request(
        method=event["requestContext"]["http"]["method"],
        prefix=f"/{stage}" if has_stage else "",
        path=path.removeprefix(f"/{stage}") if has_stage else path,
        query=event.get("rawQueryString") or "",
        headers=_headers({"headers": {**(event.get("headers") or {}), **cookies}}),
    )


def _http_answer(_event: Event, _status: str, values: Values) -> Event:
    cookies = values.pop("Set-Cookie", [])  # no other header of Django's comes twice
    return {"cookies": cookies, "headers": _last(values)}


def _balancer_request(event: Event, _stage: str) -> Request:
    several = event.get("multiValueQueryStringParameters") or {
        name: [value] for name, value in (event.get("queryStringParameters") or {}).items()
    }
    return Request(
        method=event["httpMethod"],
        prefix="",
        path=event.get("path") or "/",
        # A load balancer leaves names and values encoded, as the client sent them.
        query="&".join(f"{name}={value}" for name, values in several.items() for value in values),
        headers=_headers(event),
        # Its health checks name no host.
        host=next((host.lstrip(".") for host in settings.ALLOWED_HOSTS), ""),
    )


def _balancer_answer(event: Event, status: str, values: Values) -> Event:
    # The target group's setting says whether a header may have several values.
    several = "multiValueHeaders" in event
    form = {"multiValueHeaders": values} if several else {"headers": _last(values)}
    return {"statusDescription": status, **form}


def _last(values: Values) -> dict[str, str]:
    return {name: several[-1] for name, several in values.items()}


REST_API = Gateway(_rest_request, _rest_answer)
HTTP_API = Gateway(_http_request, _http_answer)
BALANCER = Gateway(_balancer_request, _balancer_answer)


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
        "PATH_INFO": _as_wsgi(unquote(request.path)),
        "QUERY_STRING": _as_wsgi(request.query),
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": _as_wsgi(request.prefix),
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
