"""HTTP for both peers: the caller, headers, problems and the log line.

The token check and the rules of JSON are the service's own: they depend on no framework.
"""

import json
import os
import sys
import time
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from glowcycle.api import strict_json
from glowcycle.api.claims import Expected, InvalidToken
from glowcycle.api.jwks import Jwks
from glowcycle.api.tokens import TokenVerifier
from glowcycle.errors import Unavailable

MAX_BYTES = 256 * 1024
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}

tokens = TokenVerifier(
    keys=Jwks(os.environ["OIDC_JWKS_URL"]),
    expected=Expected(
        issuer=os.environ["OIDC_ISSUER"],
        audience=os.environ["OIDC_AUDIENCE"],
        token_use="access",
    ),
)


class Problem(Exception):
    """An error response."""

    def __init__(self, status: int, code: str, errors: dict[str, list[str]] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.errors = errors

    def body(self, request_id: str) -> dict[str, Any]:
        errors = {"errors": self.errors} if self.errors else {}
        return {"status": self.status, "code": self.code, **errors, "requestId": request_id}


def caller(authorization: str | None) -> str:
    """Return the caller's id."""
    scheme, _, token = (authorization or "").partition(" ")
    try:
        if scheme.lower() == "bearer":
            return tokens.verify(token.strip()).id
    except InvalidToken as error:
        raise Problem(401, "authentication_failed") from error
    raise Problem(401, "not_authenticated")


def body_of(raw: bytes, content_type: str | None) -> dict[str, Any]:
    """Return the JSON object."""
    if (content_type or "").partition(";")[0].strip().lower() != "application/json":
        raise Problem(415, "unsupported_media_type")
    if len(raw) > MAX_BYTES:
        raise Problem(413, "too_large")
    try:
        value = strict_json.loads(raw)
    except ValueError as error:
        raise Problem(400, "parse_error") from error
    if not isinstance(value, dict):
        raise Problem(400, "parse_error")
    return value


def problem_of(error: Exception) -> Problem:
    """Return the problem that an exception stands for."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, ClientError | BotoCoreError | Unavailable):
        return Problem(503, "unavailable")
    return Problem(500, "internal_error")


def log(request_id: str, method: str, route: str | None, status: int, started: float) -> None:
    """Write the request's one line."""
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "level": "INFO",
        "logger": "request",
        "message": "request",
        "requestId": request_id,
        "method": method,
        "route": route,
        "status": status,
        "ms": round((time.perf_counter() - started) * 1000, 1),
    }
    sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")
