"""Requests of a phone as REST events of every shape, and as events of the other gateways."""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from tests.support.lambda_events import api_event
from tests.support.phone import Phone

ENTRY = {
    "date": "2026-03-01",
    "text": "Wörter 😌 \u202e",
    "entryId": "0" * 8 + "-0000-4000-8000-" + "1" * 12,
}
BODY = json.dumps(ENTRY)


def rest_requests(phone: Phone) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (description, event)."""
    token, home = phone.token, f"/journal/user/{phone.user_id}"
    yield "a create", api_event("POST", "/journal", token=token, say=ENTRY)
    encoded = base64.b64encode(BODY.encode()).decode()
    yield (
        "base64",
        api_event("POST", "/journal", token=token, say={}, body=encoded, isBase64Encoded=True),
    )
    yield (
        "UTF-8 as it is",
        api_event("POST", "/journal", token=token, say={}, body='{"text": "é😌"}'),
    )
    yield "no body", api_event("POST", "/journal", token=token, body=None)
    yield "a read", api_event("GET", f"/journal/{ENTRY['entryId']}", token=token)
    yield "a list", api_event("GET", home, token=token, q={"tag": "a b&c=é", "limit": "5"})
    twice = {"limit": ["5", "6"]}
    yield (
        "a name twice",
        api_event("GET", home, token=token, multiValueQueryStringParameters=twice),
    )
    old = api_event("GET", home, token=token, q={"limit": "5"})
    del old["multiValueQueryStringParameters"], old["multiValueHeaders"]
    yield "single values alone", old
    yield (
        "a picture",
        api_event("GET", f"/period/cycles/{phone.user_id}", token=token, q={"format": "svg"}),
    )
    yield "no headers", api_event(headers=None, multiValueHeaders=None)
    yield "nothing but the method and the path", {"httpMethod": "GET", "path": "/health"}
    yield "no parts", api_event(queryStringParameters=None, requestContext={})
    yield "an escaped path", api_event(path="/journal/user/%C3%A9%2F..%00", token=token)
    yield "another host", api_event(host="evil.example")
    yield "a preflight", api_event("OPTIONS", "/journal", token="")
    yield "HEAD", api_event("HEAD", home, token=token)
    yield "an odd method", api_event("PROPFIND", home, token=token)
    yield "a form", api_event("POST", "/skin/analyze", token=token, say={}, body="x" * 100)
    yield "a deletion", api_event("DELETE", f"/journal/{ENTRY['entryId']}", token=token)
    yield "nowhere", api_event(path="/nowhere")


def as_http_api(event: dict[str, Any], *, stage: str = "dev", prefix: str = "/dev") -> Any:
    """Return the same request as an HTTP API sends it (payload 2.0), cookies apart."""
    headers = {name.lower(): value for name, value in event["headers"].items()}
    cookies = headers.pop("cookie", None)
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": f"{prefix}{event['path']}",
        "rawQueryString": urlencode(_query(event), doseq=True),
        **({"cookies": cookies.split("; ")} if cookies else {}),
        "headers": headers,
        "requestContext": {
            "stage": stage,
            "http": {"method": event["httpMethod"], "path": f"{prefix}{event['path']}"},
        },
        **({"body": event["body"]} if event["body"] is not None else {}),
        "isBase64Encoded": event["isBase64Encoded"],
    }


def as_balancer(event: dict[str, Any], *, many: bool = True) -> dict[str, Any]:
    """Return the same request as a load balancer sends it, with `many` values of a name or one."""
    query = {quote(n): [quote(v) for v in values] for n, values in _query(event).items()}
    headers = {name.lower(): value for name, value in event["headers"].items()}
    return {
        "requestContext": {"elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:example"}},
        "httpMethod": event["httpMethod"],
        "path": event["path"],
        **(
            {
                "multiValueHeaders": {name: [value] for name, value in headers.items()},
                "multiValueQueryStringParameters": query,
            }
            if many
            else {
                "headers": headers,
                "queryStringParameters": {name: values[-1] for name, values in query.items()},
            }
        ),
        "body": event["body"] or "",
        "isBase64Encoded": event["isBase64Encoded"],
    }


def _query(event: dict[str, Any]) -> dict[str, list[str]]:
    one = event.get("queryStringParameters") or {}
    return event.get("multiValueQueryStringParameters") or {n: [v] for n, v in one.items()}


# By gateway: how it sends a request of a REST API.
KINDS = {
    "rest": lambda event: event,
    "http": as_http_api,
    "balancer": as_balancer,
    "balancer with single values": lambda event: as_balancer(event, many=False),
}


def of(kind: str, event: dict[str, Any]) -> dict[str, Any]:
    """Return the event as that gateway sends it."""
    return KINDS[kind](event)
