"""Who is asking: the `sub` of an RS256 token that the configured issuer signed for this service."""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

import jwt
from django.conf import settings
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from glowcycle.api.keyset import KeySet
from glowcycle.aws import scope

MAX_TOKEN_LENGTH = 8192
# The issuer's clock may be so far ahead of ours, or behind.
LEEWAY_SECONDS = 10
# A path segment and a partition key: visible ASCII without a slash. Cognito's are UUIDs.
PERSON_ID = re.compile(r"[!-.0-~]{1,128}")


@dataclass(frozen=True, slots=True)
class Person:
    """The one whose data this request may touch."""

    id: str


def person_id(request: Request) -> str:
    """Return the caller's id. Routes that need no token have none to ask for."""
    return cast(Person, request.user).id


@cache
def key_set(url: str) -> KeySet:
    """Return the process's key set of that address."""
    return KeySet(url)


class BearerToken(BaseAuthentication):
    """`Authorization: Bearer <token>`; without the header nobody is asking."""

    def authenticate(self, request: Request) -> tuple[Person, None] | None:
        """Return the person. Raise AuthenticationFailed (401), Unavailable without the key."""
        match _authorization(request):
            case []:
                return None
            case [scheme, token] if scheme.lower() == "bearer":
                person = Person(id=_verified_sub(token))
                scope.belongs_to(person.id)
                return person, None
        raise AuthenticationFailed

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge of a 401."""
        problem = ', error="invalid_token"' if _authorization(request) else ""
        return f'Bearer realm="glowcycle"{problem}'


def _authorization(request: Request) -> list[str]:
    return str(request.META.get("HTTP_AUTHORIZATION", "")).split()


def _verified_sub(token: str) -> str:
    if len(token) > MAX_TOKEN_LENGTH or not token.isascii():
        raise AuthenticationFailed
    try:
        # Only `alg` and `kid` are read before the signature is verified: a token that names its own
        # key (jwk, jku, x5u) is answered by the keys of the issuer all the same.
        kid = jwt.get_unverified_header(token).get("kid")
        key = key_set(settings.OIDC_JWKS_URL).find(kid) if isinstance(kid, str) else None
        if key is None:
            raise AuthenticationFailed
        claims = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            issuer=settings.OIDC_ISSUER,
            leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "iss", "sub", "token_use"], "verify_aud": False},
        )
    except jwt.PyJWTError as error:
        raise AuthenticationFailed from error
    # Cognito's access tokens carry client_id, its id tokens aud; other issuers use either.
    audience = claims.get("aud", claims.get("client_id"))
    if settings.OIDC_AUDIENCE not in (audience if isinstance(audience, list) else [audience]):
        raise AuthenticationFailed
    sub = claims["sub"]
    if claims["token_use"] != settings.OIDC_TOKEN_USE or not PERSON_ID.fullmatch(sub):
        raise AuthenticationFailed
    return str(sub)
