"""The headers of answers that many addresses share."""

from typing import Any

HEADERS: dict[str, dict[str, Any]] = {
    "X-Request-Id": {
        "description": "The id of this request; the log has it too.",
        "schema": {"type": "string", "format": "uuid"},
        "required": True,
    },
    "Content-Language": {
        "description": "The language of the texts for her; sent with each answer that has some.",
        "schema": {"type": "string"},
    },
    "ETag": {
        "description": "The state of the record, in quotes, for `If-Match`.",
        "schema": {"type": "string", "pattern": '^"[A-Za-z0-9_-]+"$'},
        "required": True,
    },
    "Location": {
        "description": "The path of the record.",
        "schema": {"type": "string", "format": "uri-reference"},
        "required": True,
    },
    "Retry-After": {
        "description": "Seconds to wait before you repeat the request.",
        "schema": {"type": "integer", "minimum": 1},
        "required": True,
    },
    "WWW-Authenticate": {
        "description": "The challenge: `invalid_token` if the request has a token; "
        "`insufficient_user_authentication` with `max_age` in seconds if she must sign in again; "
        "`insufficient_scope` with the `scope` that the token lacks.",
        "schema": {"type": "string"},
        "required": True,
    },
}


def header(name: str) -> dict[str, str]:
    """Return the reference to the header of that name."""
    return {"$ref": f"#/components/headers/{name}"}
