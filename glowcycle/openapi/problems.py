"""The errors in the document: by status, each code with its sentence and an example.

Codes, sentences and statuses come from the table in `api.exceptions`. An app adds its own errors
with `document_error` in its `openapi` module.
"""

from http import HTTPStatus
from typing import Any

from rest_framework import exceptions as drf

from glowcycle import errors
from glowcycle.api.authentication import InsufficientScope
from glowcycle.api.exceptions import PROBLEM, SENTENCES, SERVER_ERROR, describe
from glowcycle.api.json_faults import explain
from glowcycle.api.parsers import MalformedJSON, TooLarge
from glowcycle.api.permissions import Restricted
from glowcycle.api.step_up import RecentSignInNeeded
from glowcycle.encryption.keyring import Erased
from glowcycle.openapi.enums import open_enum
from glowcycle.openapi.headers import HEADERS, header
from glowcycle.sentences import sentence

BUDGETS = (
    *("requests", "writes", "bytes", "totalWrites", "totalBytes", "storage"),
    *("analyses", "exports", "imports", "importUploads", "insightWords", "photos", "uploads"),
    *("reports", "shareOpenings"),
)
REQUEST_ID = "0d7c4b52-6c47-4b30-9d0c-6f7f3f6f2c55"
GATEWAY_REFUSED = (
    "The gateway refused this request, whatever it asks for: keep what it was to store, and repeat "
    "it later or with a newer app."
)
NO_ANSWER = "The service gave no answer: repeat the same request a little later."
SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457 problem details. `code` is stable, for programs; `detail` tells "
    "you what to do.",
    "required": ["type", "title", "status", "code", "detail", "requestId"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "code": {"$ref": "#/components/schemas/ProblemCode"},
        "detail": {"type": "string"},
        "requestId": {"type": "string", "format": "uuid"},
        "budget": {
            "$ref": "#/components/schemas/BudgetName",
            "description": "For 429: the budget that is used up.",
        },
        "errors": {
            "type": "object",
            "description": "For an invalid body or query: what to correct, by field. `body` says "
            "where JSON is malformed.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "reasons": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/PoorPhotoReason"},
            "description": "For a photo that cannot be measured: the reasons.",
        },
        "photoId": {
            "type": "string",
            "format": "uuid",
            "description": "For a failed analysis: the photo waits a day under this id.",
        },
        "consent": {
            "$ref": "#/components/schemas/ConsentName",
            "description": "For a missing consent: its name; `version` is the version of its text.",
        },
        "version": {"type": "string"},
        "receiptId": {
            "type": "string",
            "format": "uuid",
            "description": "For an erased account: the id of its receipt.",
        },
        "stageId": {
            "type": "string",
            "format": "uuid",
            "description": "For a life stage that overlaps another: the id of the other.",
        },
        "expected": {
            "type": "string",
            "description": "For a file that cannot be read: what should stand there.",
        },
        "seen": {"type": "string", "description": "What stands there instead."},
        "row": {
            "type": "string",
            "description": "Where: the line, or the number of the element, from 1 on.",
        },
        "column": {
            "type": "string",
            "description": "Where in it: the name of the column, or the number of the character.",
        },
    },
}

# Headers of an error by its status, besides those of every answer.
ERROR_HEADERS = {
    401: {"WWW-Authenticate": HEADERS["WWW-Authenticate"]},
    # only for a scope
    403: {"WWW-Authenticate": {**HEADERS["WWW-Authenticate"], "required": False}},
    412: {"ETag": {**HEADERS["ETag"], "required": False}},  # a missing record has no state
    429: {"Retry-After": HEADERS["Retry-After"]},
    502: {"Retry-After": HEADERS["Retry-After"]},
    503: {"Retry-After": HEADERS["Retry-After"]},
    504: {"Retry-After": HEADERS["Retry-After"]},
}

# By status and code: the members of the problem.
_problems: dict[int, dict[str, dict[str, Any]]] = {
    400: {"bad_request": {"code": "bad_request", "detail": SENTENCES[400]}},  # Django's own
    403: {"gateway_refused": {"code": "gateway_refused", "detail": GATEWAY_REFUSED}},
    500: {SERVER_ERROR["code"]: SERVER_ERROR},
    504: {"unavailable": {"code": "unavailable", "detail": NO_ANSWER}},  # the gateway's
}
_reasons: set[str] = set()


def document_error(error: Exception, **extra: str) -> None:
    """Add the error to its status, with further members that its raiser adds.

    Of several errors with one code, the last one is the example, and the reasons of all are known.
    Raise LookupError for an error that is not in the table.
    """
    described = describe(error)
    if described is None:
        raise LookupError(type(error).__name__)
    status, members = described
    _problems.setdefault(status, {})[members["code"]] = {**members, **extra}
    _reasons.update(members.get("reasons", ()))


for _error in (
    drf.ValidationError({"energy": ["Ensure this value is less than or equal to 100."]}),
    MalformedJSON(explain(b'{"energy": 70,}')),
    drf.NotAuthenticated(),
    drf.AuthenticationFailed(),
    RecentSignInNeeded(minutes=10),
    drf.PermissionDenied(code=errors.Forbidden.code),
    InsufficientScope(scopes="glowcycle/use"),
    Restricted(),
    errors.NotFound("There is no such record."),
    drf.NotAcceptable(),
    errors.IdTaken(),
    errors.AlreadyDeleted(),
    errors.KeyReused(),
    errors.Unreadable(),
    Erased(receipt_id="5b0e4c1e-4d0c-4b7e-8a55-2c1f7a9d3e10"),
    errors.Stale(etag=None),
    TooLarge(),
    drf.UnsupportedMediaType("text/plain"),
    drf.Throttled(wait=1),
    errors.QuotaExceeded(
        sentence(
            "You have used today's {limit} {resource}: continue when the next day begins, in UTC.",
            limit=40,
            resource=sentence("analyses"),
        ),
        budget="analyses",
        retry_after=3600,
    ),
    errors.TotalReached(budget="totalBytes"),
    errors.StorageFull(),
    errors.Unavailable("The store did not answer: repeat the request a little later."),
):
    document_error(_error)


def components() -> dict[str, Any]:
    """Return the components of the document to which its errors refer."""
    responses = {_name(status): _response(status) for status in sorted(_problems)}
    codes = {code for problems in _problems.values() for code in problems}
    codes.add(drf.MethodNotAllowed.default_code)  # of no operation
    schemas = {
        "Problem": SCHEMA,
        "ProblemCode": open_enum(sorted(codes)),
        "BudgetName": open_enum(BUDGETS),
        "PoorPhotoReason": open_enum(sorted(_reasons)),
    }
    return {"headers": HEADERS, "responses": responses, "schemas": schemas}


def reference(status: int) -> dict[str, str]:
    """Return the reference to the error of that status."""
    return {"$ref": f"#/components/responses/{_name(status)}"}


def _response(status: int) -> dict[str, Any]:
    problems = _problems[status]
    every = {name: HEADERS[name] for name in ("X-Request-Id", "Content-Language")}
    headers = {**every, **ERROR_HEADERS.get(status, {})}
    return {
        "description": "\n".join(f"- `{code}`: {p['detail']}" for code, p in problems.items()),
        "headers": {n: header(n) if h == HEADERS[n] else h for n, h in headers.items()},
        "content": {
            PROBLEM: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {code: {"value": _body(status, p)} for code, p in problems.items()},
            }
        },
    }


def _body(status: int, members: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        **members,
        "requestId": REQUEST_ID,
    }


def _name(status: int) -> str:
    return HTTPStatus(status).name.title().replace("_", "")
