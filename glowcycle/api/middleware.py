"""The outermost layers of a request: the context that limits it, its id, and its log line."""

import logging
import math
import time
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from glowcycle.aws import metrics, request_context
from glowcycle.encryption import keyring

log = logging.getLogger("glowcycle.request")
KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# An answer that a browser opens by itself loads nothing and stands in no frame. Pages say more.
POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
UNAUTHORIZED, FORBIDDEN, SERVER_ERROR = 401, 403, 500

GetResponse = Callable[[HttpRequest], HttpResponse]


class OpenRequestContext:
    """Open a context for each request. Authentication sets whose records it may touch.

    Sets `request.context`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Ruff bans both calls everywhere but here (TID251): this opens the context of each request.
        context = request_context.RequestContext(time_left=_time_left(request))  # noqa: TID251
        request.context = context  # type: ignore[attr-defined]  # set here
        keyring.evict()  # after a pause, a request without a person uses no keys
        with request_context.open_context(context):  # noqa: TID251
            return self.get_response(request)


class RequestLog:
    """Give each request an id, send the id back, and log the request by its path template.

    Sets `request.request_id` and `request.started`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request_id = str(uuid4())
        request.request_id = request_id  # type: ignore[attr-defined]  # set here
        request.started = started  # type: ignore[attr-defined]  # set here
        response = self.get_response(request)
        set_headers(response, request_id=request_id)
        context = request.context  # type: ignore[attr-defined]  # set by OpenRequestContext
        match = request.resolver_match
        is_failure = response.status_code >= SERVER_ERROR
        # A token with an invented key is 503, but a stranger's doing: see `errors.Unavailable`.
        is_fault = is_failure and getattr(response, "is_fault", True)
        is_forbidden = response.status_code == FORBIDDEN
        # Whoever has a link is nobody who signed in: a search for its passphrase is a guess.
        is_guess = is_forbidden and context.share is not None
        took = round((time.perf_counter() - started) * 1000, 1)
        log.info(
            "request",
            extra={
                "requestId": request_id,
                "method": request.method if request.method in KNOWN_METHODS else "other",
                "route": match.route if match else None,
                "status": response.status_code,
                "ms": took,
                "storeCalls": context.calls,
                "metrics": metrics.REQUESTS(
                    Invocations=1,
                    Errors=int(is_fault),
                    Unauthorized=int(
                        response.status_code == UNAUTHORIZED or is_failure != is_fault or is_guess
                    ),
                    Forbidden=int(is_forbidden and not is_guess),
                    Duration=took,
                    Throttles=context.throttles,
                ),
            },
        )
        return response


def set_headers(response: HttpResponse, *, request_id: str) -> None:
    """Set the headers of every answer. One that names no caching rule must not be cached."""
    response.headers["X-Request-Id"] = request_id
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Content-Security-Policy", POLICY)


def _time_left(request: HttpRequest) -> Callable[[], float]:
    """Return a function that gives the seconds this Lambda may still run; elsewhere, infinity."""
    context = request.META.get("lambda.context")
    if context is None:
        return lambda: math.inf
    return lambda: context.get_remaining_time_in_millis() / 1000
