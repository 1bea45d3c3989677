"""The events of API Gateway and of load balancers as requests, and the answers they take.

An event is a request if it names a method where its gateway does, and has no member of any other
kind of event. Other members are ignored: AWS may add some, and that must not end the service.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

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
    path = event.get("path") or "/"
    if event.get("version"):  # an HTTP API that sends payload 1.0
        prefix, path = _split(path, (event.get("requestContext") or {}).get("stage"))
    else:
        # At API Gateway's own host, URLs begin with the stage. The event's path lacks it.
        prefix = f"/{stage}" if not host or "amazonaws.com" in host else ""
    return Request(
        method=event["httpMethod"],
        prefix=prefix,
        path=path,
        query=urlencode(query, doseq=True),
        headers=headers,
    )


def _rest_answer(_event: Event, _status: str, values: Values) -> Event:
    return {"multiValueHeaders": values}


def _http_request(event: Event, _stage: str) -> Request:
    cookies = {"cookie": "; ".join(event["cookies"])} if event.get("cookies") else {}
    prefix, path = _split(event.get("rawPath") or "/", event["requestContext"].get("stage"))
    return Request(
        method=event["requestContext"]["http"]["method"],
        prefix=prefix,
        path=path,
        query=event.get("rawQueryString") or "",
        headers=_headers({"headers": {**(event.get("headers") or {}), **cookies}}),
    )


def _split(path: str, stage: str | None) -> tuple[str, str]:
    """Return the stage's prefix and the path behind it, as an HTTP API sends both.

    At API Gateway's own host the path begins with the stage, at a custom domain it does not.
    """
    has_stage = bool(stage) and f"{path}/".startswith(f"/{stage}/")
    return (f"/{stage}", path.removeprefix(f"/{stage}")) if has_stage else ("", path)


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


def _headers(event: Event) -> dict[str, str]:
    """Return the headers as WSGI names them; one that comes in two cases has both values.

    A name with an underscore would pass for the one with a hyphen: servers leave such headers out.
    """
    headers = event.get("multiValueHeaders") or {
        name: [value] for name, value in (event.get("headers") or {}).items()
    }
    found: Values = {}
    for name, values in headers.items():
        if "_" not in name:
            found.setdefault(f"HTTP_{name.upper().replace('-', '_')}", []).extend(values)
    return {
        name: as_wsgi(("; " if name == "HTTP_COOKIE" else ", ").join(values))
        for name, values in found.items()
    }


def as_wsgi(text: str) -> str:
    """Return the text's UTF-8 bytes as the str that WSGI expects."""
    return text.encode().decode("latin-1")
