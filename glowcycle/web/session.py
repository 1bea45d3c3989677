"""The browser's session: the bearer token in a signed cookie, without a table of sessions.

No script can read the cookie, and no other site can make a browser send it. The token expires when
it would expire on a phone. Signing out removes it from the browser; a copy stays valid until then.
"""

from dataclasses import dataclass
from typing import Any

import jwt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix

SESSION_COOKIE = "glowcycle-session"
# The status code of the form that was just sent, for the page after the redirect.
STATUS_COOKIE = "glowcycle-done"
STATUS_SECONDS = 60
# The package had this name once: another salt would sign everybody out.
SALT = "glowcycle.pages"
# A browser drops cookies of more than 4096 bytes, including the signature.
MAX_TOKEN_LENGTH = 3900


@dataclass(frozen=True, slots=True)
class Session:
    """A token that was valid when its owner signed in, and her user id."""

    token: str
    user_id: str


def current(request: HttpRequest) -> Session | None:
    """Return the browser's session, None without one. The API checks whether the token is valid."""
    token = request.get_signed_cookie(SESSION_COOKIE, default=None, salt=SALT)
    if token is None:
        return None
    claims = jwt.decode(token, options={"verify_signature": False})
    return Session(token, str(claims["sub"]))


def begin(response: HttpResponse, *, token: str) -> None:
    """Keep the token in the browser until the browser is closed."""
    response.set_signed_cookie(SESSION_COOKIE, token, salt=SALT, **_cookie_attributes())


def end(response: HttpResponse) -> None:
    """Remove the token from the browser."""
    response.set_cookie(SESSION_COOKIE, max_age=0, **_cookie_attributes())


def remember_status(response: HttpResponse, *, status: int) -> None:
    """Keep the status code for the next page to show."""
    response.set_cookie(STATUS_COOKIE, str(status), max_age=STATUS_SECONDS, **_cookie_attributes())


def forget_status(request: HttpRequest, response: HttpResponse) -> None:
    """Remove the status code after a page showed it."""
    if STATUS_COOKIE in request.COOKIES:
        response.set_cookie(STATUS_COOKIE, max_age=0, **_cookie_attributes())


def _cookie_attributes() -> dict[str, Any]:
    return {
        # Without its final slash, so that browsers send the cookie to /dev as well as to /dev/.
        "path": get_script_prefix().rstrip("/") or "/",
        "secure": not settings.SANDBOX,
        "httponly": True,
        "samesite": "Strict",
    }
