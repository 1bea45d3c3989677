"""The browser's session: the bearer token in a signed cookie, without a table of sessions.

No script can read the cookie, and no other site can make a browser send it. The token expires when
it would expire on a phone. Signing out removes the cookie from the browser and ends every copy of
it, since the API refuses the sign-in that the cookie names; the token itself stays valid elsewhere.
"""

import secrets
from dataclasses import dataclass
from typing import Any

import jwt
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from glowcycle.api.authentication import SIGN_IN

# Outside the sandbox settings.COOKIE_PREFIX stands before these names.
SESSION_COOKIE = "glowcycle-session"
# The status code of the form that was just sent, for the page after the redirect.
STATUS_COOKIE = "glowcycle-done"
STATUS_SECONDS = 60
# The package had this name once: another salt would sign everybody out.
SALT = "glowcycle.pages"
# A browser drops cookies of more than 4096 bytes, including name, sign-in and signature.
MAX_TOKEN_LENGTH = 3900


@dataclass(frozen=True, slots=True)
class Session:
    """A token that was valid when its owner signed in, her user id, and the id of the sign-in."""

    token: str
    user_id: str
    sign_in: str

    @property
    def environ(self) -> dict[str, str]:
        """What a WSGI environment needs for the API to know her."""
        return {"HTTP_AUTHORIZATION": f"Bearer {self.token}", SIGN_IN: self.sign_in}


def current(request: HttpRequest) -> Session | None:
    """Return the browser's session, None without one.

    The API checks whether its token is valid and its sign-in has not ended.
    """
    value = request.get_signed_cookie(cookie_name(SESSION_COOKIE), default="", salt=SALT)
    sign_in, _, token = (value or "").partition(":")
    try:
        user_id = jwt.decode(token, options={"verify_signature": False})["sub"]
    except (jwt.PyJWTError, RecursionError, KeyError):  # an older version signed another value
        return None
    return Session(token, str(user_id), sign_in)


def begin(response: HttpResponse, *, token: str) -> None:
    """Keep the token in the browser until the browser is closed."""
    value = f"{secrets.token_urlsafe(16)}:{token}"
    response.set_signed_cookie(
        cookie_name(SESSION_COOKIE), value, salt=SALT, **_cookie_attributes()
    )


def drop(request: HttpRequest) -> bool:
    """Let the page that answers this request show no session; return whether there was one."""
    return request.COOKIES.pop(cookie_name(SESSION_COOKIE), None) is not None


def end(response: HttpResponse) -> None:
    """Remove the token and everything else that the browser kept of the pages."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.set_cookie(cookie_name(SESSION_COOKIE), max_age=0, **_cookie_attributes())


def remember_status(response: HttpResponse, *, status: int) -> None:
    """Keep the status code for the next page to show."""
    name = cookie_name(STATUS_COOKIE)
    response.set_cookie(name, str(status), max_age=STATUS_SECONDS, **_cookie_attributes())


def last_status(request: HttpRequest) -> str | None:
    """Return the status code of the form that led to this page, None without one."""
    return request.COOKIES.get(cookie_name(STATUS_COOKIE))


def forget_status(request: HttpRequest, response: HttpResponse) -> None:
    """Remove the status code after a page showed it."""
    name = cookie_name(STATUS_COOKIE)
    if name in request.COOKIES:
        response.set_cookie(name, max_age=0, **_cookie_attributes())


def cookie_name(name: str) -> str:
    """Return the name that a browser has the cookie under."""
    return f"{settings.COOKIE_PREFIX}{name}"


def _cookie_attributes() -> dict[str, Any]:
    return {
        # __Host- wants no narrower path. Each stage of API Gateway has a host of its own.
        "path": "/",
        "secure": not settings.SANDBOX,
        "httponly": True,
        "samesite": "Strict",
    }
