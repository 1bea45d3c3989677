"""Who is signed in: the bearer token in a signed cookie, since there is no table of sessions.

No script can read the cookie, no other site can make a browser send it, and the token ends when it
would end on a phone. Signing out takes it from the browser; a copy lives on until then.
"""

from dataclasses import dataclass
from typing import Any

import jwt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix

SESSION_COOKIE = "glowcycle-session"
# What was done just now, for the page that comes next: a status code.
DONE_COOKIE = "glowcycle-done"
DONE_SECONDS = 60
SALT = "glowcycle.web"
# A browser drops a cookie of more than 4096 bytes, signature and all.
MAX_TOKEN_LENGTH = 3900


@dataclass(frozen=True, slots=True)
class Session:
    """A token that was accepted when she signed in, and whose it is."""

    token: str
    user_id: str


def read(request: HttpRequest) -> Session | None:
    """Return the session of the browser; whether its token is still good, the API decides."""
    token = request.get_signed_cookie(SESSION_COOKIE, default=None, salt=SALT)
    if token is None:
        return None
    claims = jwt.decode(token, options={"verify_signature": False})
    return Session(token, str(claims["sub"]))


def begin(response: HttpResponse, *, token: str) -> None:
    """Keep the accepted token in the browser until it is closed."""
    response.set_signed_cookie(SESSION_COOKIE, token, salt=SALT, **_guarded())


def end(response: HttpResponse) -> None:
    """Take the token from the browser."""
    response.set_cookie(SESSION_COOKIE, max_age=0, **_guarded())


def tell_done(response: HttpResponse, *, status: int) -> None:
    """Let the next page say that the API answered so."""
    response.set_cookie(DONE_COOKIE, str(status), max_age=DONE_SECONDS, **_guarded())


def take_done(request: HttpRequest, response: HttpResponse) -> None:
    """Let no later page say it again."""
    if DONE_COOKIE in request.COOKIES:
        response.set_cookie(DONE_COOKIE, max_age=0, **_guarded())


def _guarded() -> dict[str, Any]:
    return {
        # Without the slash, so that it is sent to the stage's own address in either form.
        "path": get_script_prefix().rstrip("/") or "/",
        "secure": not settings.SANDBOX,
        "httponly": True,
        "samesite": "Strict",
    }
