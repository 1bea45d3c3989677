"""Authenticates the caller by an RS256 token that the configured issuer signed for this service."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from django.conf import settings
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from glowcycle.api.jwks import Jwks
from glowcycle.api.tokens import InvalidToken, TokenVerifier
from glowcycle.aws import request_context


@dataclass(frozen=True, slots=True)
class Person:
    """The caller: the request may read and write her data only."""

    id: str


def caller_id(request: Request) -> str:
    """Return the id of the signed-in caller, the `sub` of her token."""
    return cast(Person, request.user).id


@cache
def _jwks(url: str) -> Jwks:
    return Jwks(url)


@cache
def _verifier(*, jwks_url: str, issuer: str, audience: str, token_use: str) -> TokenVerifier:
    """Return the verifier of such tokens; a process makes it once."""
    return TokenVerifier(
        keys=_jwks(jwks_url), issuer=issuer, audience=audience, token_use=token_use
    )


def prepare() -> None:
    """Fetch the issuer's keys before the first request."""
    _jwks(settings.OIDC_JWKS_URL).prefetch()


class BearerToken(BaseAuthentication):
    """Reads `Authorization: Bearer <token>`; without the header there is no caller."""

    def authenticate(self, request: Request) -> tuple[Person, None] | None:
        """Return the caller. Raise AuthenticationFailed (401), Unavailable without the key."""
        match _authorization(request):
            case []:
                return None
            case [scheme, token] if scheme.lower() == "bearer":
                person = Person(id=_user_id(token))
                request_context.set_user(person.id)  # noqa: TID251  a verified token
                return person, None
        raise AuthenticationFailed

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge of a 401."""
        problem = ', error="invalid_token"' if _authorization(request) else ""
        return f'Bearer realm="glowcycle"{problem}'


def _authorization(request: Request) -> list[str]:
    return str(request.META.get("HTTP_AUTHORIZATION", "")).split()


def _user_id(token: str) -> str:
    verifier = _verifier(
        jwks_url=settings.OIDC_JWKS_URL,
        issuer=settings.OIDC_ISSUER,
        audience=settings.OIDC_AUDIENCE,
        token_use=settings.OIDC_TOKEN_USE,
    )
    try:
        return verifier.user_id(token)
    except InvalidToken as error:
        raise AuthenticationFailed from error
