"""A token in, the id of the person it was issued for out. HTTP stands in authentication.py."""

import hashlib
import re
import threading
import time
from dataclasses import dataclass

import jwt

from glowcycle.api.jwks import Jwks

MAX_LENGTH = 8192
# The issuer's clock may be so far ahead of ours, or behind.
LEEWAY_SECONDS = 10
# A path segment and a partition key: visible ASCII without a slash. Cognito's are UUIDs.
USER_ID_PATTERN = re.compile(r"[!-.0-~]{1,128}")
# A process of a Lambda meets few people; each takes a quarter of a KB.
MOST_REMEMBERED = 1024


class InvalidToken(Exception):
    """The token is not one that the issuer signed for this service, of this kind, in time."""


@dataclass(frozen=True, slots=True)
class _Verified:
    sub: str
    expires_at: int
    kid: str
    key: jwt.PyJWK


class TokenVerifier:
    """The RS256 tokens of one issuer for one client. Safe to share between threads.

    To verify a signature takes longer than anything else that a request has us do ourselves, so a
    token that was found good is remembered, by its digest: until it expires, and for as long as the
    issuer's keys are those that verified it. Whenever they are fetched anew, it is verified anew.
    """

    def __init__(self, *, keys: Jwks, issuer: str, audience: str, token_use: str) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._token_use = token_use
        self._remembered: dict[bytes, _Verified] = {}
        self._remembering = threading.Lock()

    def person_of(self, token: str) -> str:
        """Return the person's id. Raise Refused, Unavailable without the key."""
        if len(token) > MAX_LENGTH or not token.isascii():
            raise InvalidToken
        digest = hashlib.sha256(token.encode()).digest()
        found = self._remembered.get(digest)
        if found is None or not self._still_good(found):
            found = self._verify(token)
            self._remember(digest, found)
        return found.sub

    def _still_good(self, found: _Verified) -> bool:
        in_time = time.time() < found.expires_at + LEEWAY_SECONDS
        return in_time and self._keys.find(found.kid) is found.key

    def _remember(self, digest: bytes, found: _Verified) -> None:
        with self._remembering:
            self._remembered[digest] = found
            if len(self._remembered) > MOST_REMEMBERED:
                del self._remembered[next(iter(self._remembered))]

    def _verify(self, token: str) -> _Verified:
        try:
            # Only `alg` and `kid` are read before the signature is verified: a token that names its
            # own key (jwk, jku, x5u) is answered by the keys of the issuer all the same.
            kid = jwt.get_unverified_header(token).get("kid")
            key = self._keys.find(kid) if isinstance(kid, str) else None
            if kid is None or key is None:
                raise InvalidToken
            claims = jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iss", "sub", "token_use"], "verify_aud": False},
            )
        except jwt.PyJWTError as error:
            raise InvalidToken from error
        # Cognito's access tokens carry client_id, its id tokens aud; other issuers use either.
        audience = claims.get("aud", claims.get("client_id"))
        if self._audience not in (audience if isinstance(audience, list) else [audience]):
            raise InvalidToken
        sub = claims["sub"]
        if claims["token_use"] != self._token_use or not USER_ID_PATTERN.fullmatch(sub):
            raise InvalidToken
        return _Verified(sub=str(sub), expires_at=int(claims["exp"]), kid=kid, key=key)
