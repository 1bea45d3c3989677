"""The one table from errors to HTTP answers: RFC 9457 problem details for each of them.

The sentences are ours, since those of Django REST Framework quote the offending value. An error
that is not in the table is a fault of this service: it becomes a 500 without details, and a log
line.
"""

import logging
import random
import sys
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions as drf
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings

from glowcycle import errors
from glowcycle.api.languages import translated
from glowcycle.aws import metrics

log = logging.getLogger(__name__)

PROBLEM = "application/problem+json"
TOO_MANY_REQUESTS = 429

STATUS: dict[type[Exception], int] = {
    errors.SignInNeeded: 401,
    errors.NotFound: 404,
    errors.Forbidden: 403,
    errors.Gone: 410,
    errors.Stale: 412,
    errors.Conflict: 409,
    errors.InvalidFields: 400,
    errors.Invalid: 422,
    errors.OverBudget: 429,
    errors.AnalysisUnavailable: 502,
    errors.Unavailable: 503,
}

SENTENCES = {
    400: "The request is malformed: correct it before sending it again.",
    401: "A valid bearer token is required: sign in and send it as Authorization: Bearer.",
    403: "This is not yours to see or change.",
    404: "There is nothing at this address.",
    405: "This address does not offer that method: see the Allow header.",
    406: "This address cannot answer in the form that Accept asks for: ask for application/json.",
    413: "The request is too large: send at most 256 KB of JSON, or a file of at most 4 MB, or "
    "upload a larger file by a form.",
    415: "Send JSON in UTF-8 as application/json, a file as multipart/form-data: uncompressed.",
    429: "Too many requests: wait as long as Retry-After says.",
    500: "Something failed on our side: read again to see whether anything was changed.",
}


SERVER_ERROR = {"code": "internal_error", "detail": SENTENCES[500]}


def describe(error: Exception) -> tuple[int, dict[str, Any]] | None:
    """Return the status and the members of the problem; None for an error outside the table."""
    if isinstance(error, errors.GlowCycleError):
        status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
        # A Sentence stays one: the document holds it too, and is the same in every language.
        detail = error.args[0] if error.args else SENTENCES.get(status, "")
        return status, {"code": error.code, "detail": detail, **error.extra}
    if isinstance(error, drf.ValidationError):
        by_field = _by_field(error.detail)
        return 400, {"code": "invalid", "detail": SENTENCES[400], "errors": by_field}
    if isinstance(error, drf.APIException):
        status = error.status_code
        extra: dict[str, Any] = {}
        if isinstance(error, drf.Throttled):
            extra = {"budget": "requests"}
        elif errors_by_field := getattr(error, "errors", None):  # of MalformedJSON
            extra = {"errors": errors_by_field}
        return status, {"code": str(error.get_codes()), "detail": SENTENCES[status], **extra}
    if isinstance(error, Http404):
        return 404, {"code": errors.NotFound.code, "detail": SENTENCES[404]}
    return None


def problem_for(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer for an error that a view raised; None leaves it to `server_error`."""
    request, described = context["request"]._request, describe(error)
    if described is None:
        return None
    if isinstance(error, errors.Unavailable):
        log.warning("unavailable", exc_info=error, extra={"requestId": _request_id(request)})
    status, members = described
    members = {n: translated(v) if isinstance(v, str) else v for n, v in members.items()}
    if "errors" in members:
        by_field = members["errors"].items()
        members["errors"] = {name: [translated(each) for each in texts] for name, texts in by_field}
    if status == TOO_MANY_REQUESTS:
        hit = {"budget": members["budget"], "metrics": metrics.BUDGETS(BudgetHits=1)}
        log.warning("over budget", extra={"requestId": _request_id(request), **hit})
    response = Response(
        _body(request, status, **members),
        status=status,
        headers=_headers(error),
        content_type=PROBLEM,
    )
    response.is_fault = getattr(error, "is_fault", True)  # type: ignore[attr-defined]  # for RequestLog
    return response


def problem_of(error: Exception, request: Request) -> dict[str, Any]:
    """Return the problem of one operation of a sync, as JSON values."""
    response = problem_for(error, {"request": request})
    if response is not None:
        return dict(response.data)
    _log_unexpected(request._request)
    return _body(request._request, 500, **SERVER_ERROR)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django itself refuses, for example with an unknown Host."""
    if isinstance(exception, RequestDataTooBig):
        return _plain(request, 413, code="too_large")
    return _plain(request, 400, code="bad_request")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer a path without a route. Django passes both arguments by name."""
    return _plain(request, 404, code="not_found")


def refused(request: HttpRequest, error: errors.GlowCycleError) -> HttpResponse:
    """Answer with the problem of one of our errors, outside of all views of the API."""
    status, members = describe(error) or (500, SERVER_ERROR)
    return JsonResponse(_body(request, status, **members), status=status, content_type=PROBLEM)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of this service, and log its type and place."""
    _log_unexpected(request)
    return _plain(request, 500, code=SERVER_ERROR["code"])


def _log_unexpected(request: HttpRequest) -> None:
    log.error("unexpected", exc_info=sys.exc_info(), extra={"requestId": _request_id(request)})


def _headers(error: Exception) -> dict[str, str]:
    """Return the headers of the problem for the error."""
    if isinstance(error, errors.Unavailable):
        # Random, so that phones that failed together do not come back together.
        seconds = getattr(error, "retry_after", 0) + random.randint(1, 5)  # noqa: S311  not a secret
        return {"Retry-After": str(seconds)}
    if isinstance(error, errors.OverBudget):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, errors.Stale) and error.etag is not None:
        return {"ETag": f'"{error.etag}"'}
    # DRF's errors have the first name, ours the second.
    if challenge := getattr(error, "auth_header", None) or getattr(error, "challenge", None):
        return {"WWW-Authenticate": challenge}
    if wait := getattr(error, "wait", None):
        return {"Retry-After": str(int(wait))}
    return {}


def _by_field(detail: Any, path: str = "") -> dict[str, list[str]]:
    """Flatten DRF's nested messages into {"field" or "field.index": [sentences]}."""
    if isinstance(detail, dict):
        sentences_by_field: dict[str, list[str]] = {}
        for name, inner in detail.items():
            if name == api_settings.NON_FIELD_ERRORS_KEY:
                sentences_by_field |= _by_field(inner, path)
            else:
                sentences_by_field |= _by_field(inner, f"{path}.{name}" if path else str(name))
        return sentences_by_field
    sentences = [detail] if isinstance(detail, str) else detail
    return {path or "body": [str(sentence) for sentence in sentences]}


def _body(request: HttpRequest, status: int, **members: Any) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        **members,
        "requestId": _request_id(request),
    }


def _request_id(request: HttpRequest) -> str | None:
    return getattr(request, "request_id", None)


def _plain(request: HttpRequest, status: int, *, code: str) -> HttpResponse:
    body = _body(request, status, code=code, detail=SENTENCES[status])
    return JsonResponse(body, status=status, content_type=PROBLEM)
