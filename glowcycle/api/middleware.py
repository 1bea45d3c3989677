"""The outermost layer of every request: its id, its one log line, and no copy left in any cache."""

import json
import logging
import math
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from glowcycle.aws import metrics, request_context

log = logging.getLogger("glowcycle.request")
KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
SERVER_ERROR = 500
# What every log record has; the rest is what a caller gave as `extra`.
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode


class RequestLog:
    """Give each request an id, answer with it, and log what happened by path template alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request.request_id = str(uuid4())  # type: ignore[attr-defined]  # put there by RequestLog
        context = request_context.RequestContext(time_left=_time_left(request))  # noqa: TID251
        with request_context.open_context(context):  # noqa: TID251  the middleware's own
            response = self.get_response(request)
        response.headers["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]  # put there by RequestLog
        response.headers.setdefault("Cache-Control", "no-store")
        match = request.resolver_match
        took = round((time.perf_counter() - started) * 1000, 1)
        log.info(
            "request",
            extra={
                "requestId": request.request_id,  # type: ignore[attr-defined]  # put there by RequestLog
                "method": request.method if request.method in KNOWN_METHODS else "other",
                "route": match.route if match else None,
                "status": response.status_code,
                "ms": took,
                "storeCalls": context.calls,
                "metrics": metrics.REQUESTS(
                    Invocations=1,
                    Errors=int(response.status_code >= SERVER_ERROR),
                    Duration=took,
                    Throttles=context.throttles,
                ),
            },
        )
        return response


def _time_left(request: HttpRequest) -> Callable[[], float]:
    """Return what tells the seconds that the Lambda may still live; elsewhere it lives for ever."""
    context = request.META.get("lambda.context")
    if context is None:
        return lambda: math.inf
    return lambda: context.get_remaining_time_in_millis() / 1000


class JSONLines(logging.Formatter):
    """One JSON object a line; of an exception type and place alone: its text may quote a person.

    With a stage to tell them under, a record's metrics are embedded; without one they are left out.
    """

    def __init__(self, *, stage: str = "") -> None:
        super().__init__()
        self._stage = stage

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({key: value for key, value in vars(record).items() if key not in STANDARD})
        measured = line.pop("metrics", None)
        if record.exc_info and (error := record.exc_info[1]):
            line["exception"] = " < ".join(type(cause).__name__ for cause in _causes(error))
            frames = traceback.extract_tb(error.__traceback__)
            line["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        if not (self._stage and isinstance(measured, metrics.Measured)):
            return _encode(line)
        line["stage"] = self._stage
        return metrics.embed(_encode(line), measured, at=record.created)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error, what it was raised from, and so on."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
