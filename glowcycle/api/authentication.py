"""Authenticates the caller by an RS256 token that the configured issuer signed for this service."""

from functools import cache
from typing import cast

from django.conf import settings
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from glowcycle.api.claims import Expected, InvalidToken, Person
from glowcycle.api.jwks import Jwks
from glowcycle.api.tokens import TokenVerifier
from glowcycle.aws import request_context
from glowcycle.errors import Forbidden

# RFC 6750, section 3: what a client has to do for this service to answer.
CHALLENGE = 'Bearer realm="glowcycle"'


class InsufficientScope(Forbidden):
    """The token is valid, but does not hold the scopes that this stage requires."""

    code = "insufficient_scope"

    def __init__(self, *, scopes: str) -> None:
        super().__init__("Your app's token does not allow this: sign in again with its full scope.")
        self.challenge = f'{CHALLENGE}, error="{self.code}", scope="{scopes}"'


def caller(request: Request) -> Person:
    """Return the signed-in caller."""
    return cast(Person, request.user)


def caller_id(request: Request) -> str:
    """Return the id of the signed-in caller, the `sub` of her token."""
    return caller(request).id


@cache
def _jwks(url: str) -> Jwks:
    return Jwks(url)


@cache
def _verifier(*, jwks_url: str, scopes: str, **expected: str) -> TokenVerifier:
    """Return the verifier of such tokens; a process makes it once."""
    return TokenVerifier(
        keys=_jwks(jwks_url), expected=Expected(**expected, scopes=frozenset(scopes.split()))
    )


def prepare() -> None:
    """Fetch the issuer's keys before the first request."""
    _jwks(settings.OIDC_JWKS_URL).prefetch()


class BearerToken(BaseAuthentication):
    """Reads `Authorization: Bearer <token>`; without the header there is no caller."""

    def authenticate(self, request: Request) -> tuple[Person, None] | None:
        """Return the caller.

        Raise AuthenticationFailed (401), InsufficientScope, Unavailable without the key.
        """
        match _authorization(request):
            case []:
                return None
            case [scheme, token] if scheme.lower() == "bearer":
                return authenticate_token(token), None
        raise AuthenticationFailed

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge of a 401."""
        problem = ', error="invalid_token"' if _authorization(request) else ""
        return f"{CHALLENGE}{problem}"


def authenticate_token(token: str) -> Person:
    """Return the token's person, to whose records this request is limited from now on.

    Raise AuthenticationFailed (401), InsufficientScope, Unavailable without the key.
    """
    person = _verified_person(token)
    request_context.set_user(person.id)  # noqa: TID251  a verified token
    return person


def _authorization(request: Request) -> list[str]:
    return str(request.META.get("HTTP_AUTHORIZATION", "")).split()


def _verified_person(token: str) -> Person:
    verifier = _verifier(
        jwks_url=settings.OIDC_JWKS_URL,
        issuer=settings.OIDC_ISSUER,
        audience=settings.OIDC_AUDIENCE,
        token_use=settings.OIDC_TOKEN_USE,
        scopes=settings.OIDC_REQUIRED_SCOPE,
    )
    try:
        person = verifier.verify(token)
    except InvalidToken as error:
        raise AuthenticationFailed from error
    if not person.has_scopes:
        raise InsufficientScope(scopes=settings.OIDC_REQUIRED_SCOPE)
    return person
