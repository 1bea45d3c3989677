"""Who is asking: the `sub` of an RS256 token that the configured issuer signed for this service."""

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
    """The one whose data this request may touch."""

    id: str


def caller_id(request: Request) -> str:
    """Return the caller's id. Routes that need no token have none to ask for."""
    return cast(Person, request.user).id


@cache
def _key_set(url: str) -> Jwks:
    return Jwks(url)


@cache
def _tokens(*, jwks_url: str, issuer: str, audience: str, token_use: str) -> TokenVerifier:
    """Return the process's one judge of such tokens."""
    return TokenVerifier(
        keys=_key_set(jwks_url), issuer=issuer, audience=audience, token_use=token_use
    )


def prepare() -> None:
    """Have the issuer's keys at hand before anybody asks."""
    _key_set(settings.OIDC_JWKS_URL).prefetch()


class BearerToken(BaseAuthentication):
    """`Authorization: Bearer <token>`; without the header nobody is asking."""

    def authenticate(self, request: Request) -> tuple[Person, None] | None:
        """Return the person. Raise AuthenticationFailed (401), Unavailable without the key."""
        match _authorization(request):
            case []:
                return None
            case [scheme, token] if scheme.lower() == "bearer":
                person = Person(id=_person_of(token))
                request_context.set_user(person.id)  # noqa: TID251  a verified token
                return person, None
        raise AuthenticationFailed

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge of a 401."""
        problem = ', error="invalid_token"' if _authorization(request) else ""
        return f'Bearer realm="glowcycle"{problem}'


def _authorization(request: Request) -> list[str]:
    return str(request.META.get("HTTP_AUTHORIZATION", "")).split()


def _person_of(token: str) -> str:
    ours = _tokens(
        jwks_url=settings.OIDC_JWKS_URL,
        issuer=settings.OIDC_ISSUER,
        audience=settings.OIDC_AUDIENCE,
        token_use=settings.OIDC_TOKEN_USE,
    )
    try:
        return ours.person_of(token)
    except InvalidToken as error:
        raise AuthenticationFailed from error
