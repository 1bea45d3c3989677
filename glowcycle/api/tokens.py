"""Verifies a token and returns its user id. authentication.py has the HTTP part."""

import hashlib
import re
import threading
import time
from dataclasses import dataclass

import jwt

from glowcycle.api.jwks import Jwks

MAX_LENGTH = 8192
# The largest difference between the issuer's clock and ours.
LEEWAY_SECONDS = 10
# A path segment and a partition key: visible ASCII without a slash. Cognito's are UUIDs.
USER_ID_PATTERN = re.compile(r"[!-.0-~]{1,128}")
# One Lambda process serves few people; each token takes a quarter of a KB.
MAX_REMEMBERED = 1024


class InvalidToken(Exception):
    """The issuer did not sign this token for this service and this use, or it has expired."""


@dataclass(frozen=True, slots=True)
class _Verified:
    sub: str
    expires_at: int
    kid: str
    key: jwt.PyJWK


class TokenVerifier:
    """Verifies the RS256 tokens of one issuer for one client. Safe to share between threads.

    A signature takes longer to verify than the rest of our work on a request. So the verifier
    remembers a valid token by its digest until it expires, as long as the issuer's key is the one
    that verified it. After new keys are fetched, the token is verified again.
    """

    def __init__(self, *, keys: Jwks, issuer: str, audience: str, token_use: str) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._token_use = token_use
        self._remembered: dict[bytes, _Verified] = {}
        self._remembering = threading.Lock()

    def user_id(self, token: str) -> str:
        """Return the token's `sub`. Raise InvalidToken, Unavailable without the key."""
        if len(token) > MAX_LENGTH or not token.isascii():
            raise InvalidToken
        digest = hashlib.sha256(token.encode()).digest()
        verified = self._remembered.get(digest)
        if verified is None or not self._is_valid(verified):
            verified = self._verify(token)
            self._remember(digest, verified)
        return verified.sub

    def _is_valid(self, verified: _Verified) -> bool:
        in_time = time.time() < verified.expires_at + LEEWAY_SECONDS
        return in_time and self._keys.find(verified.kid) is verified.key

    def _remember(self, digest: bytes, verified: _Verified) -> None:
        with self._remembering:
            self._remembered[digest] = verified
            if len(self._remembered) > MAX_REMEMBERED:
                del self._remembered[next(iter(self._remembered))]

    def _verify(self, token: str) -> _Verified:
        try:
            # Only `alg` and `kid` are read before the signature is verified. A token that names a
            # key of its own (jwk, jku, x5u) is still verified with the issuer's keys.
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
