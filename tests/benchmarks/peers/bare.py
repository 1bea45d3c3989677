"""The journal as one Lambda function on a boto3 client, without a framework."""

import base64
import json
import re
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.benchmarks.peers import cursors, journal, ready, wire
from tests.benchmarks.peers.wire import Problem

UUID = re.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-5][0-9])"
)
READ_ONLY = frozenset({"createdAt", "updatedAt", "version", "etag", "origin"})


def is_text(value: Any, most: int, *, least: int = 1) -> bool:
    return isinstance(value, str) and least <= len(value) <= most


def is_whole(value: Any, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def is_day(value: Any) -> bool:
    if not isinstance(value, str) or not DATE.fullmatch(value):
        return False
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return False
    return date(1900, 1, 1) <= day <= datetime.now(UTC).date() + timedelta(days=1)


def is_day_or_time(value: Any) -> bool:
    if is_day(value):
        return True
    if not isinstance(value, str) or not TIME.fullmatch(value) or not is_day(value[:10]):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def are_tags(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 50 and all(is_text(tag, 64) for tag in value)


RULES: dict[str, Callable[[Any], bool]] = {
    "mood": lambda value: value is None or is_text(value, 64),
    "energy": lambda value: value is None or is_whole(value, 0, 100),
    "text": lambda value: value is None or is_text(value, 20_000, least=0),
    "tags": are_tags,
    "cycleDay": lambda value: value is None or is_whole(value, 1, 999),
    "date": is_day_or_time,
    "entryId": lambda value: isinstance(value, str) and bool(UUID.fullmatch(value)),
}


def validated(body: dict[str, Any], user_id: str) -> dict[str, Any]:
    """Return the validated content of the body."""
    if body.get("userId", user_id) != user_id:
        raise Problem(403, "forbidden")
    errors = {
        name: ["Unknown field."] for name in body.keys() - RULES.keys() - READ_ONLY - {"userId"}
    }
    if "date" not in body:
        errors["date"] = ["Required."]
    errors |= {n: ["Invalid."] for n, rule in RULES.items() if n in body and not rule(body[n])}
    if errors:
        raise Problem(400, "invalid", errors)
    content = {name: body.get(name) for name in ("date", *journal.CONTENT)}
    content["tags"] = body.get("tags", [])
    return content


class Request:
    """A request, read from API Gateway's event."""

    def __init__(self, event: dict[str, Any]) -> None:
        self.method: str = event["httpMethod"]
        self.path: str = event["path"]
        self.headers = {name.lower(): value for name, value in (event["headers"] or {}).items()}
        self.user_id = wire.caller(self.headers.get("authorization"))
        self.query = query_of(event)
        self.root = f"/{event['requestContext']['stage']}"
        self._raw = event["body"] or ""
        self._encoded = event["isBase64Encoded"]

    def body(self) -> dict[str, Any]:
        raw = base64.b64decode(self._raw) if self._encoded else self._raw.encode()
        return wire.body_of(raw, self.headers.get("content-type"))


def query_of(event: dict[str, Any]) -> dict[str, str]:
    query = event["multiValueQueryStringParameters"] or {}
    if any(len(values) > 1 for values in query.values()):
        raise Problem(400, "parse_error")
    return {name: values[0] for name, values in query.items()}


def create(request: Request) -> tuple[int, dict[str, Any], dict[str, str]]:
    body = request.body()
    content = validated(body, request.user_id)
    entry_id = body["entryId"].lower() if "entryId" in body else None
    item = journal.add(request.user_id, entry_id, content)
    location = f"{request.root}/journal/{item['entryId']}"
    headers = {"ETag": f'"{item["writeId"]}"', "Location": location}
    return 201, journal.answer_of(item), headers


def retrieve(request: Request, entry_id: str) -> tuple[int, dict[str, Any], dict[str, str]]:
    item = journal.find(request.user_id, entry_id.lower())
    return 200, journal.answer_of(item), {"ETag": f'"{item["writeId"]}"'}


def listed(request: Request, user_id: str) -> tuple[int, dict[str, Any], dict[str, str]]:
    if user_id != request.user_id:
        raise Problem(403, "forbidden")
    given = request.query
    limit, first, last = given.get("limit", "25"), given.get("from"), given.get("to")
    errors = {name: ["Unknown field."] for name in given.keys() - {"limit", "from", "to", "cursor"}}
    if not re.fullmatch(r"[0-9]{1,3}", limit) or not 1 <= int(limit) <= 100:
        errors["limit"] = ["Invalid."]
    for name, value in (("from", first), ("to", last)):
        if value is not None and not DATE.fullmatch(value):
            errors[name] = ["Invalid."]
    if errors or (first and last and first > last):
        raise Problem(400, "invalid", errors)
    salt = cursors.salt(request.path, user_id, given)
    direction, beside = cursors.follow(given.get("cursor"), salt)
    found, older, newer = journal.page(
        user_id, first=first, last=last, limit=int(limit), beside=beside, direction=direction
    )
    base = f"https://{request.headers['host']}{request.root}{request.path}"
    onward = cursors.cursor(salt, "older", older)
    body = {
        "next": cursors.link(base, given, onward),
        "nextCursor": onward,
        "previous": cursors.link(base, given, cursors.cursor(salt, "newer", newer)),
        "results": [journal.answer_of(item) for item in found],
    }
    return 200, body, {}


def route_of(method: str, path: str) -> tuple[str, Callable[..., Any], tuple[str, ...]]:
    """Return the route, its view, and the view's arguments from the path."""
    parts = path.strip("/").split("/")
    if parts == ["journal"] and method == "POST":
        return "journal", create, ()
    if len(parts) == 2 and parts[0] == "journal" and UUID.fullmatch(parts[1]) and method == "GET":
        return "journal/{entry_id}", retrieve, (parts[1],)
    if len(parts) == 3 and parts[:2] == ["journal", "user"] and method == "GET":
        return "journal/user/{user_id}", listed, (parts[2],)
    raise Problem(404, "not_found")


def lambda_handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer API Gateway."""
    started, request_id, route = time.perf_counter(), str(uuid4()), None
    headers: dict[str, str] = {}
    media_type = "application/json"
    try:
        route, answer, taken = route_of(event["httpMethod"], event["path"])
        status, body, headers = answer(Request(event), *taken)
    except Exception as error:
        problem = wire.problem_of(error)
        status, body = problem.status, problem.body(request_id)
        media_type = "application/problem+json"
    wire.log(request_id, event["httpMethod"], route, status, started)
    return {
        "statusCode": status,
        "headers": {
            **wire.HEADERS,
            **headers,
            "Content-Type": media_type,
            "X-Request-Id": request_id,
        },
        "body": json.dumps(body, ensure_ascii=False),
    }


ready()
