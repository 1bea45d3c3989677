"""Every error of the service, by status, for the document: what it means and what it looks like."""

from http import HTTPStatus
from typing import Any

from glowcycle.api.exceptions import PROBLEM, SENTENCES

REQUEST_ID = "0d7c4b52-6c47-4b30-9d0c-6f7f3f6f2c55"
HEADERS: dict[str, dict[str, Any]] = {
    "X-Request-Id": {
        "description": "The id of this request, also in the log.",
        "schema": {"type": "string", "format": "uuid"},
        "required": True,
    },
    "ETag": {
        "description": "The state of the record, in quotes: what `If-Match` takes.",
        "schema": {"type": "string", "pattern": '^"[A-Za-z0-9_-]+"$'},
        "required": True,
    },
    "Location": {
        "description": "The path of the record.",
        "schema": {"type": "string", "format": "uri-reference"},
        "required": True,
    },
    "Retry-After": {
        "description": "Seconds to wait before the same request.",
        "schema": {"type": "integer", "minimum": 1},
        "required": True,
    },
    "WWW-Authenticate": {
        "description": "The challenge, with `invalid_token` where a token came along.",
        "schema": {"type": "string"},
        "required": True,
    },
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457 problem details. `code` is stable and meant for programs; `detail` "
    "says what to do.",
    "required": ["type", "title", "status", "code", "detail", "requestId"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "requestId": {"type": "string", "format": "uuid"},
        "errors": {
            "type": "object",
            "description": "Of a body or query that is not valid: by field, what to correct.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "reasons": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Of a photo that cannot be measured: what speaks against it.",
        },
        "photoId": {
            "type": "string",
            "format": "uuid",
            "description": "Of an analysis that could not be had: the photo waits a day under this "
            "id.",
        },
        "consent": {
            "type": "string",
            "description": "Of what takes a consent that is not given: its name, and in `version` "
            "that of the text to consent to.",
        },
        "version": {"type": "string"},
        "receiptId": {
            "type": "string",
            "format": "uuid",
            "description": "Of an account that was erased: the id of its receipt.",
        },
    },
}

# The code of the example, what the status means here, its headers, and an example's own words.
_KINDS: dict[int, tuple[str, str, tuple[str, ...], dict[str, Any]]] = {
    400: (
        "invalid",
        "Malformed, or not valid: `errors` says what to correct, field by field.",
        (),
        {"errors": {"energy": ["Ensure this value is less than or equal to 100."]}},
    ),
    401: ("not_authenticated", "Without a valid token.", ("WWW-Authenticate",), {}),
    403: (
        "forbidden",
        "Somebody else's, whether that person exists or not; or it takes a consent that she has "
        "not given (`consent_required`, with `consent` and `version`).",
        (),
        {},
    ),
    404: (
        "not_found",
        "Nothing here: never there, deleted, or somebody else's; or not in that `format`.",
        (),
        {"detail": "There is no such record."},
    ),
    406: ("not_acceptable", "`Accept` asks for a form that cannot be had.", (), {}),
    409: (
        "id_taken",
        "The id or day holds something else already (`id_taken`), was deleted since "
        "(`since_deleted`), or the Idempotency-Key came with another request (`key_reused`); the "
        "text of a consent has another version by now (`other_text`).",
        (),
        {"detail": "This id or day holds something else already: change that, or use a new one."},
    ),
    410: (
        "erased",
        "Everything of hers was erased, for good (`erased`, with `receiptId`); or the cursor is "
        "older than what it could still tell of (`cursor_expired`): begin again without one.",
        (),
        {
            "detail": "This account was erased: nothing of it can be read or written again.",
            "receiptId": "5b0e4c1e-4d0c-4b7e-8a55-2c1f7a9d3e10",
        },
    ),
    412: (
        "stale",
        "The record has changed since it was read. `ETag`, where there is a record, names its "
        "state now.",
        (),
        {"detail": "The record has changed since you read it: read it again, then repeat."},
    ),
    413: ("too_large", "Larger than this address takes: JSON 256 KB, a photo 4 MB.", (), {}),
    415: ("unsupported_media_type", "A body in a form that this address does not read.", (), {}),
    422: (
        "poor_photo",
        "The photo is none, or nothing honest can be measured on it; it is gone.",
        (),
        {"detail": "The photo cannot be measured. Please try again: face a window or a lamp."},
    ),
    429: (
        "daily_limit",
        "She had as much today as a day allows.",
        ("Retry-After",),
        {"detail": "No more than 40 analyses a day: go on when the next day begins, in UTC."},
    ),
    500: ("internal_error", "A fault of the service.", (), {}),
    502: (
        "analysis_unavailable",
        "The analysis failed; the photo waits under `photoId`.",
        ("Retry-After",),
        {
            "detail": "The photo could not be analysed: repeat the request later.",
            "photoId": "8d6f1a3e-5a8a-4b7e-9f43-0a4c6b1f2d11",
        },
    ),
    503: (
        "unavailable",
        "Something that the service stands on does not answer: repeat the same request.",
        ("Retry-After",),
        {"detail": "The store did not answer: repeat the request a little later."},
    ),
}


def components() -> dict[str, Any]:
    """Return the parts of the document to which its errors refer."""
    responses = {_name(status): _response(status) for status in _KINDS}
    return {"headers": HEADERS, "responses": responses, "schemas": {"Problem": SCHEMA}}


def reference(status: int) -> dict[str, str]:
    """Return the reference to the error of that status."""
    return {"$ref": f"#/components/responses/{_name(status)}"}


def header(name: str) -> dict[str, str]:
    """Return the reference to the header of that name."""
    return {"$ref": f"#/components/headers/{name}"}


def _response(status: int) -> dict[str, Any]:
    code, description, headers, own = _KINDS[status]
    example = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": SENTENCES.get(status),
        "requestId": REQUEST_ID,
        **own,
    }
    told: dict[str, Any] = {name: header(name) for name in ("X-Request-Id", *headers)}
    if status == HTTPStatus.PRECONDITION_FAILED:  # where there is no record, it has no state
        told["ETag"] = {**HEADERS["ETag"], "required": False}
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    return {
        "description": description,
        "headers": told,
        "content": {PROBLEM: problem},
    }


def _name(status: int) -> str:
    return HTTPStatus(status).name.title().replace("_", "")
