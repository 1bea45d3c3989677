"""The same journal on FastAPI, Pydantic and Mangum.

Endpoints are coroutines although boto3 blocks: a Lambda answers one request at a time, and a hop to
a thread would only cost. Answers are plain dicts, which pydantic's own serialiser writes and
FastAPI passes on as they are.
"""

import re
import time
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from mangum import Mangum
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from glowcycle.errors import Unavailable
from tests.benchmarks.peers import cursors, journal, ready, wire
from tests.benchmarks.peers.wire import Problem

DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DAY_OR_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-5][0-9]))?"
)


def day_or_time(value: str) -> str:
    if not DAY_OR_TIME.fullmatch(value):
        raise ValueError("must be a day, or a time with its offset")
    datetime.fromisoformat(value)
    latest = datetime.now(UTC).date() + timedelta(days=1)
    if not date(1900, 1, 1) <= date.fromisoformat(value[:10]) <= latest:
        raise ValueError("must lie between 1900-01-01 and tomorrow")
    return value


Uuid = Annotated[
    str,
    StringConstraints(
        pattern=r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", to_lower=True
    ),
]
Short = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Entry(BaseModel):
    """A journal entry in a body."""

    model_config = ConfigDict(strict=True, extra="forbid")

    date: Annotated[str, AfterValidator(day_or_time)]
    mood: Short | None = None
    energy: Annotated[int, Field(ge=0, le=100)] | None = None
    text: Annotated[str, Field(max_length=20_000)] | None = None
    tags: Annotated[list[Short], Field(max_length=50)] = []
    cycleDay: Annotated[int, Field(ge=1, le=999)] | None = None
    entryId: Uuid | None = None
    userId: str | None = None
    createdAt: Any = None
    updatedAt: Any = None
    version: Any = None
    etag: Any = None
    origin: Any = None


class Query(BaseModel):
    """The query of the list."""

    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=100)] = 25
    first: Annotated[str, Field(alias="from", pattern=DATE)] | None = None
    last: Annotated[str, Field(alias="to", pattern=DATE)] | None = None
    cursor: Annotated[str, Field(max_length=2048)] | None = None


async def caller(request: Request) -> str:
    return wire.caller(request.headers.get("authorization"))


async def entry_body(request: Request) -> Entry:
    raw = await request.body()
    return Entry.model_validate(wire.body_of(raw, request.headers.get("content-type")))


async def page_query(request: Request) -> Query:
    given = request.query_params.multi_items()
    if len(dict(given)) != len(given):
        raise Problem(400, "parse_error")
    return Query.model_validate(dict(given))


async def stage(request: Request) -> str:
    return f"/{request.scope['aws.event']['requestContext']['stage']}"


Person = Annotated[str, Depends(caller)]
Root = Annotated[str, Depends(stage)]


class Json(JSONResponse):
    """A JSON response that pydantic serialises in Rust."""

    def render(self, content: Any) -> bytes:
        return to_json(content)


class RequestLog:
    """Adds an id and the common headers to each response, and logs one line."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, status = time.perf_counter(), 500
        request_id = scope.setdefault("state", {})["request_id"] = str(uuid4())
        added = [(k.lower().encode(), v.encode()) for k, v in wire.HEADERS.items()]
        added.append((b"x-request-id", request_id.encode()))

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, send_on)
        route = getattr(scope.get("route"), "path", None)
        wire.log(request_id, scope["method"], route, status, started)


app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
app.add_middleware(RequestLog)


@app.post("/journal")
async def create(user_id: Person, root: Root, entry: Annotated[Entry, Depends(entry_body)]) -> Any:
    if entry.userId not in (None, user_id):
        raise Problem(403, "forbidden")
    content = {name: getattr(entry, name) for name in ("date", *journal.CONTENT)}
    item = journal.add(user_id, entry.entryId, content)
    location = f"{root}/journal/{item['entryId']}"
    headers = {"ETag": f'"{item["writeId"]}"', "Location": location}
    return Json(journal.answer_of(item), status_code=201, headers=headers)


@app.get("/journal/{entry_id}")
async def retrieve(user_id: Person, entry_id: Uuid) -> Any:
    item = journal.find(user_id, entry_id)
    return Json(journal.answer_of(item), headers={"ETag": f'"{item["writeId"]}"'})


@app.get("/journal/user/{of}")
async def listed(
    request: Request,
    user_id: Person,
    root: Root,
    of: str,
    query: Annotated[Query, Depends(page_query)],
) -> Any:
    if of != user_id:
        raise Problem(403, "forbidden")
    if query.first and query.last and query.first > query.last:
        raise Problem(400, "invalid", {"from": ["Must not be later than `to`."]})
    given, path = dict(request.query_params), f"/journal/user/{of}"
    salt = cursors.salt(path, user_id, given)
    direction, beside = cursors.follow(query.cursor, salt)
    found, older, newer = journal.page(
        user_id,
        first=query.first,
        last=query.last,
        limit=query.limit,
        beside=beside,
        direction=direction,
    )
    base = f"https://{request.headers['host']}{root}{path}"
    onward = cursors.cursor(salt, "older", older)
    return Json(
        {
            "next": cursors.link(base, given, onward),
            "nextCursor": onward,
            "previous": cursors.link(base, given, cursors.cursor(salt, "newer", newer)),
            "results": [journal.answer_of(item) for item in found],
        }
    )


@app.exception_handler(Problem)
@app.exception_handler(ValidationError)
@app.exception_handler(RequestValidationError)
@app.exception_handler(HTTPException)
@app.exception_handler(Unavailable)
@app.exception_handler(ClientError)
@app.exception_handler(BotoCoreError)
async def problem(request: Request, error: Exception) -> Json:
    found = wire.problem_of(error)
    if isinstance(error, ValidationError | RequestValidationError):
        errors = {str(each["loc"][-1]): [str(each["type"])] for each in error.errors()}
        found = Problem(400, "invalid", errors)
    if isinstance(error, HTTPException):
        found = Problem(error.status_code, "not_found")
    return Json(
        found.body(request.state.request_id),
        status_code=found.status,
        media_type="application/problem+json",
    )


lambda_handler = Mangum(app, lifespan="off", text_mime_types=["application/"])
ready()
