"""The browser's session: the bearer token in a signed cookie, without a table of sessions.

No script can read the cookie. A link from another site can make a browser send it, with a read; a
form there cannot. The token expires when it would expire on a phone. Signing out removes the cookie
from the browser and ends every copy of it, since the API refuses the sign-in that the cookie names;
the token itself stays valid elsewhere.
"""

import secrets
from dataclasses import dataclass
from typing import Any

import jwt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from rest_framework.authentication import BaseAuthentication, CSRFCheck
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from glowcycle.api import sign_outs
from glowcycle.api.authentication import authenticate_token
from glowcycle.api.claims import Person
from glowcycle.errors import Forbidden

# Outside the sandbox settings.COOKIE_PREFIX stands before these names.
SESSION_COOKIE = "glowcycle-session"
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

    def person(self) -> Person:
        """Return whom the API takes for the caller, as `authenticate_token` does.

        Raise AuthenticationFailed also after she has signed out.
        """
        person = authenticate_token(self.token)
        if sign_outs.has_ended(user_id=person.id, sign_in=self.sign_in):
            raise AuthenticationFailed
        return person


class FormExpired(Forbidden):
    """The form has no token of ours, or an older one than the browser's cookie."""

    code = "form_expired"

    def __init__(self, way: str = "Check and send it again.") -> None:
        super().__init__(f"This form is too old, or somebody else has signed in since. {way}")


class CookieSession(BaseAuthentication):
    """Reads the cookie, and wants our form's token for anything but a read, as Django's does."""

    def authenticate(self, request: Request) -> tuple[Person, None] | None:
        """Return the caller, None without a session. Raise as `Session.person`, FormExpired."""
        signed_in = current(request._request)
        if signed_in is None:
            return None
        if not is_our_form(request._request):
            raise FormExpired
        person = signed_in.person()
        if request.method == "DELETE":
            # It knows the pages, which programs never need.
            from glowcycle.web.forms import confirmation

            confirmation.check(request._request)
        return person, None


def is_our_form(request: HttpRequest) -> bool:
    """Return whether the request holds the token of our forms, or only reads."""
    check = CSRFCheck(_no_response)
    check.process_request(request)
    return check.process_view(request, _no_response, (), {}) is None


def _no_response(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def current(request: HttpRequest) -> Session | None:
    """Return the browser's session, None without one.

    The API checks whether its token is valid and its sign-in has not ended.
    """
    value = request.get_signed_cookie(cookie_name(SESSION_COOKIE), default="", salt=SALT)
    sign_in, _, token = (value or "").partition(":")
    try:
        return Session(token, user_id_of(token), sign_in)
    except (jwt.PyJWTError, RecursionError, KeyError):  # an older version signed another value
        return None


def user_id_of(token: str) -> str:
    """Return whom a token names that was checked before. Raise PyJWTError."""
    return str(jwt.decode(token, options={"verify_signature": False})["sub"])


def begin(request: HttpRequest, response: HttpResponse, *, token: str) -> None:
    """Keep the token in the browser until the browser is closed."""
    before = current(request)
    if before and before.user_id != user_id_of(token):
        rotate_token(request)  # a form that she left open stores nothing for the next person
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


def cookie_name(name: str) -> str:
    """Return the name that a browser has the cookie under."""
    return f"{settings.COOKIE_PREFIX}{name}"


def _cookie_attributes() -> dict[str, Any]:
    return {
        # __Host- wants no narrower path. Each stage of API Gateway has a host of its own.
        "path": "/",
        "secure": not settings.SANDBOX,
        "httponly": True,
        "samesite": "Lax",  # a link from a ticket stays signed in
    }
