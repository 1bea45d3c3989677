"""The issuer's public keys (RFC 7517), fetched from the one configured address and remembered."""

import json
import logging
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPException
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK
from jwt.exceptions import PyJWTError

from glowcycle.api.download import download
from glowcycle.errors import Unavailable

log = logging.getLogger(__name__)

MAX_BYTES = 256 * 1024
# Tokens with invented key ids must not make us send the issuer many requests, even after an outage.
REFRESH_SECONDS = 30
# While the issuer answers, a withdrawn key is forgotten after this time at the latest.
STALE_SECONDS = 3600
# While it does not, a key serves for this time: it may have been withdrawn since.
MAX_AGE_SECONDS = 24 * 3600
# Below, a key can be forged; above, it takes too long to verify with.
KEY_BITS = range(2048, 8192 + 1)
EXPONENTS = range(65537, 2**32, 2)
# The errors of json and PyJWT for a malformed key set.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


class KeysUnknown(Unavailable):
    """The issuer cannot be asked now whether it has the key. `retry_after` is in seconds."""

    def __init__(self, *, retry_after: int, is_fault: bool) -> None:
        super().__init__("Your sign-in cannot be checked right now: repeat the request.")
        self.retry_after = retry_after
        self.is_fault = is_fault


class Jwks:
    """The key set at one address. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: dict[str, PyJWK] = {}
        self._tried_at: float | None = None
        self._fetched_at: float | None = None
        self._refreshing = threading.Lock()

    def prefetch(self) -> None:
        """Fetch the keys before the first token comes; that token retries a failure."""
        with self._refreshing:
            self._refresh()
            if self._fetched_at is None:
                self._tried_at = None

    def find(self, kid: str) -> PyJWK | None:
        """Return the key with that id, None if the issuer has just said that it has none.

        A known key serves for MAX_AGE_SECONDS while the issuer is unreachable. Raise KeysUnknown
        after that time, and for an unknown key while the issuer does not answer or was asked less
        than REFRESH_SECONDS ago: the key may be newer than our answer.
        """
        with self._refreshing:
            key = self._keys.get(kid)
            if key is not None and not self._older_than(self._fetched_at, STALE_SECONDS):
                return key
            is_fresh = self._refresh()
            is_too_old = self._older_than(self._fetched_at, MAX_AGE_SECONDS)
            key = None if is_too_old else self._keys.get(kid)
            if key is None and not is_fresh:
                has_answered = self._fetched_at == self._tried_at
                raise KeysUnknown(retry_after=self._pause(), is_fault=not has_answered)
            return key

    def _older_than(self, moment: float | None, seconds: float) -> bool:
        # Use the wall clock: the monotonic one may stop while a Lambda is frozen.
        return moment is None or not 0 <= time.time() - moment < seconds

    def _pause(self) -> int:
        """Return the seconds until the issuer may be asked again, rounded up."""
        left = (self._tried_at or 0) + REFRESH_SECONDS - time.time()
        return max(1, min(REFRESH_SECONDS, int(left) + 1))

    def _refresh(self) -> bool:
        """Fetch the keys unless the issuer was asked just now; return whether it answered."""
        if not self._older_than(self._tried_at, REFRESH_SECONDS):
            return False
        self._tried_at = time.time()
        try:
            self._keys = self._fetch()
        except (OSError, HTTPException, *MALFORMED) as error:
            log.warning("keys not refreshed", extra={"exception": type(error).__name__})
            return False
        self._fetched_at = self._tried_at
        return True

    def _fetch(self) -> dict[str, PyJWK]:
        keys = _usable(json.loads(download(self._url, max_bytes=MAX_BYTES))["keys"])
        if not keys:
            raise ValueError("the key set has no usable key")
        return keys


def _usable(jwks: Sequence[Any]) -> dict[str, PyJWK]:
    """Return the keys that verify RS256, by id; skip all other keys (RFC 7517, section 5).

    Where two of them share an id, neither is used: nobody can say which one the issuer means.
    """
    keys: dict[str, PyJWK] = {}
    ambiguous = set()
    for jwk in jwks:
        with suppress(PyJWTError, *MALFORMED):
            if not _is_for_rs256(jwk):
                continue
            key = PyJWK(jwk, algorithm="RS256")
            kid = jwk["kid"]
            if _is_sound(key.key) and keys.setdefault(kid, key).key != key.key:
                ambiguous.add(kid)
    if ambiguous:
        log.warning("keys share an id", extra={"ids": len(ambiguous)})
    return {kid: key for kid, key in keys.items() if kid not in ambiguous}


def _is_for_rs256(jwk: Any) -> bool:
    """Return whether the JWK says that it is a public RSA key for verifying RS256."""
    operations = jwk.get("key_ops")
    return (
        jwk["kty"] == "RSA"
        and isinstance(jwk["kid"], str)
        and jwk.get("use") in (None, "sig")
        and jwk.get("alg") in (None, "RS256")
        and (operations is None or (isinstance(operations, list) and "verify" in operations))
    )


def _is_sound(key: Any) -> bool:
    """Return whether it is a public key of a size that can be trusted."""
    return (
        isinstance(key, RSAPublicKey)  # not a private key, which the issuer has just given away
        and key.key_size in KEY_BITS
        and key.public_numbers().e in EXPONENTS
    )
