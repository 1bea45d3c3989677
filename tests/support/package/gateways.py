"""The events that AWS gateways make of a request, as documented, and the responses they return."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from tests.support.package.cloud import REGION
from tests.support.package.function import Function

GATEWAY_HOST = f"a1b2c3d4e5.execute-api.{REGION}.amazonaws.com"
BALANCER_HOST = "api.example.org"


@dataclass(frozen=True)
class Call:
    """A request of a phone."""

    method: str
    path: str
    token: str | None = None
    body: bytes | None = None
    content_type: str = "application/json"
    query: tuple[tuple[str, str], ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)

    def headers(self, host: str) -> dict[str, str]:
        headers = {"Host": host, "Accept": "*/*", "X-Forwarded-Proto": "https"}
        headers |= {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Port": "443"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.body is not None:
            headers["Content-Type"] = self.content_type
        return {**headers, **self.more}


@dataclass(frozen=True)
class Reply:
    """A response as a phone receives it."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()

    def json(self) -> Any:
        return json.loads(self.body)


def rest_api(call: Call) -> dict[str, Any]:
    """Return the event of a REST API with binary support for every type: bodies in base64."""
    headers = call.headers(GATEWAY_HOST)
    return {
        "resource": "/{proxy+}",
        "path": call.path,
        "httpMethod": call.method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": dict(call.query) or None,
        "multiValueQueryStringParameters": {n: [v] for n, v in call.query} or None,
        "pathParameters": {"proxy": call.path.lstrip("/")},
        "stageVariables": None,
        "requestContext": {
            "stage": "dev",
            "path": f"/dev{call.path}",
            "httpMethod": call.method,
            "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            "identity": {"sourceIp": "203.0.113.7", "userArn": None},
        },
        "body": None if call.body is None else base64.b64encode(call.body).decode(),
        "isBase64Encoded": call.body is not None,
    }


def http_api(call: Call) -> dict[str, Any]:
    """Return the event of an HTTP API, payload 2.0: lower-case names, cookies apart, the stage."""
    headers = {name.lower(): value for name, value in call.headers(GATEWAY_HOST).items()}
    cookies = headers.pop("cookie", None)
    event = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": f"/dev{call.path}",
        "rawQueryString": urlencode(call.query),
        "headers": headers,
        **({"cookies": cookies.split("; ")} if cookies else {}),
        "requestContext": {
            "stage": "dev",
            "http": {"method": call.method, "path": f"/dev{call.path}", "protocol": "HTTP/1.1"},
        },
        "isBase64Encoded": call.body is not None,
    }
    if call.body is not None:
        event["body"] = base64.b64encode(call.body).decode()
    return event


def balancer(call: Call) -> dict[str, Any]:
    """Return the event of a load balancer: JSON as text, other bodies in base64, query encoded."""
    body, encoded = call.body or b"", call.content_type != "application/json"
    return {
        "requestContext": {"elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:example"}},
        "httpMethod": call.method,
        "path": call.path,
        "queryStringParameters": {quote(name): quote(value) for name, value in call.query},
        "headers": {name.lower(): value for name, value in call.headers(BALANCER_HOST).items()},
        "body": base64.b64encode(body).decode() if encoded else body.decode(),
        "isBase64Encoded": encoded,
    }


@dataclass(frozen=True)
class Gateway:
    """A gateway: how it makes events, and the prefix of its addresses."""

    event: Any
    prefix: str

    def send(self, function: Function, *request: Any, **parts: Any) -> Reply:
        return self.answer(function, Call(*request, **parts))

    def answer(self, function: Function, call: Call) -> Reply:
        answer = function.invoke(self.event(call))
        body = (answer.get("body") or "").encode()
        if answer.get("isBase64Encoded"):
            body = base64.b64decode(body, validate=True)
        multi_value = answer.get("multiValueHeaders", {})
        headers = {name: ", ".join(values) for name, values in multi_value.items()}
        cookies = tuple(answer.get("cookies") or multi_value.get("Set-Cookie", ()))
        return Reply(answer["statusCode"], answer.get("headers", headers), body, cookies)


GATEWAYS = {
    "rest": Gateway(rest_api, "/dev"),
    "http": Gateway(http_api, "/dev"),
    "balancer": Gateway(balancer, ""),
}
