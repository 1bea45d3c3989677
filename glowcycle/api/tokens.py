"""Verifies a token and returns its person. authentication.py has the HTTP part."""

import hashlib
import threading
import time
from dataclasses import dataclass

import jwt

from glowcycle.api import claims
from glowcycle.api.claims import LEEWAY_SECONDS, Expected, InvalidToken, Person
from glowcycle.api.jwks import Jwks

MAX_LENGTH = 8192
ALGORITHM = "RS256"
# One Lambda process serves few people; each token takes a quarter of a KB.
MAX_REMEMBERED = 1024

_signatures = jwt.PyJWS()


@dataclass(frozen=True, slots=True)
class _Verified:
    person: Person
    kid: str
    key: jwt.PyJWK


class TokenVerifier:
    """Verifies the RS256 tokens of one issuer for one client. Safe to share between threads.

    A signature takes longer to verify than the rest of our work on a request. So the verifier
    remembers a valid token by its digest until it expires, as long as the issuer's key is the one
    that verified it. After new keys are fetched, the token is verified again.
    """

    def __init__(self, *, keys: Jwks, expected: Expected) -> None:
        self._keys = keys
        self._expected = expected
        self._remembered: dict[bytes, _Verified] = {}
        self._remembering = threading.Lock()

    def verify(self, token: str) -> Person:
        """Return whom the token names. Raise InvalidToken, Unavailable without the key."""
        if len(token) > MAX_LENGTH or not token.isascii():
            raise InvalidToken
        digest = hashlib.sha256(token.encode()).digest()
        verified = self._remembered.get(digest)
        if verified is None or not self._is_valid(verified):
            verified = self._verify(token)
            self._remember(digest, verified)
        return verified.person

    def _is_valid(self, verified: _Verified) -> bool:
        """Return whether it is still valid as it is. Raise InvalidToken, Unavailable."""
        if time.time() >= verified.person.expires_at + LEEWAY_SECONDS:
            return False
        key = self._keys.find(verified.kid)
        if key is None:  # the issuer has just withdrawn it
            raise InvalidToken
        return key is verified.key

    def _remember(self, digest: bytes, verified: _Verified) -> None:
        with self._remembering:
            self._remembered[digest] = verified
            if len(self._remembered) > MAX_REMEMBERED:
                del self._remembered[next(iter(self._remembered))]

    def _verify(self, token: str) -> _Verified:
        try:
            # The signature comes last: a token that no key could make valid needs no key, so an
            # expired one is refused while the issuer is away. A token that names a key of its own
            # (jwk, jku, x5u) is still verified with the issuer's keys.
            unverified = jwt.decode_complete(token, options={"verify_signature": False})
            person = claims.read(unverified["payload"], expected=self._expected)
            kid, algorithm = (unverified["header"].get(name) for name in ("kid", "alg"))
            if not isinstance(kid, str) or algorithm != ALGORITHM:
                raise InvalidToken
            key = self._keys.find(kid)
            if key is None:
                raise InvalidToken
            _signatures.decode(token, key, algorithms=[ALGORITHM])
        except (jwt.PyJWTError, RecursionError) as error:
            raise InvalidToken from error
        return _Verified(person=person, kid=kid, key=key)
