"""Which claims a token must have, each of exactly the type that its standard gives it."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

# The largest difference between the issuer's clock and ours.
LEEWAY_SECONDS = 10
# A token that says it lives longer is a mistake, such as a time in milliseconds.
MAX_LIFETIME_SECONDS = 366 * 24 * 3600
# A path segment and a partition key: visible ASCII without a slash. Cognito's are UUIDs.
USER_ID_PATTERN = re.compile(r"[!-.0-~]{1,128}")


class InvalidToken(Exception):
    """The issuer did not sign this token for this service and this use, or it has expired."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say.

    scopes  those that the token must hold, none of them for no scope at all
    """

    issuer: str
    audience: str
    token_use: str
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """The caller, as her token names her: the request may read and write her data only.

    id          her user id, the token's `sub`
    expires_at  when the token expires, in seconds since 1970
    auth_time   when she signed in, in seconds since 1970; None if the token does not say it
    has_scopes  whether the token holds the expected scopes
    """

    id: str
    expires_at: float
    auth_time: float | None
    has_scopes: bool


def read(claims: Mapping[str, Any], *, expected: Expected) -> Person:
    """Return the person whom the claims name. Raise InvalidToken."""
    now = time.time()
    latest = now + LEEWAY_SECONDS
    sub, expires_at, auth_time = claims.get("sub"), claims.get("exp"), claims.get("auth_time")
    if not isinstance(sub, str) or not _is_time(expires_at):
        raise InvalidToken
    is_valid = (
        USER_ID_PATTERN.fullmatch(sub)
        and now - LEEWAY_SECONDS < expires_at <= latest + MAX_LIFETIME_SECONDS
        and all(_is_past(claims[name], latest) for name in ("nbf", "iat") if name in claims)
        and claims.get("iss") == expected.issuer
        and claims.get("token_use") == expected.token_use
        and expected.audience in _audiences(claims)
    )
    if not is_valid:
        raise InvalidToken
    return Person(
        id=sub,
        expires_at=float(expires_at),
        # Only a step-up asks for it, and takes a malformed one for none.
        auth_time=float(auth_time) if _is_past(auth_time, latest) else None,
        has_scopes=expected.scopes <= _scopes(claims),
    )


def _is_time(value: Any) -> TypeGuard[float]:
    """Return whether it is a NumericDate of RFC 7519; true, NaN, text and infinity are none."""
    return type(value) in (int, float) and 0 <= value < float("inf")


def _is_past(value: Any, latest: float) -> TypeGuard[float]:
    return _is_time(value) and value <= latest


def _audiences(claims: Mapping[str, Any]) -> list[str]:
    """Return whom the token is for: `aud`, or `client_id` in Cognito's access tokens."""
    client = claims.get("client_id", "")
    named = claims.get("aud", client)
    audiences = named if "aud" in claims and isinstance(named, list) else [named]
    is_text = all(isinstance(text, str) for text in (*audiences, client))
    return audiences if is_text else []


def _scopes(claims: Mapping[str, Any]) -> set[str]:
    """Return what the token allows: `scope` (RFC 8693), or `scp` of other issuers."""
    named: list[Any] = []
    for name in ("scope", "scp"):
        value = claims.get(name)
        named += value if isinstance(value, list) else [value]
    return {scope for text in named if isinstance(text, str) for scope in text.split(" ") if scope}
