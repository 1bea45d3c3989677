"""The issuer's public keys (RFC 7517), fetched from the one configured address and remembered."""

import json
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException
from typing import Any
from urllib.request import urlopen

from jwt import PyJWK
from jwt.exceptions import PyJWTError

from glowcycle.errors import Unavailable

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 2
MAX_BYTES = 256 * 1024
# Tokens with invented key ids must not make us send the issuer many requests, even after an outage.
REFRESH_SECONDS = 30
# While the issuer answers, a withdrawn key is forgotten after this time at the latest.
STALE_SECONDS = 3600
# The errors of json and PyJWT for a malformed key set.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


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
        """Return the key with that id, None if the issuer has no such key.

        A known key serves even while the issuer is unreachable. Raise Unavailable if the key is
        unknown and the issuer did not answer.
        """
        with self._refreshing:
            if kid not in self._keys or self._older_than(self._fetched_at, STALE_SECONDS):
                self._refresh()
            if kid not in self._keys and self._fetched_at != self._tried_at:
                raise Unavailable("Your sign-in cannot be checked right now: repeat the request.")
            return self._keys.get(kid)

    def _older_than(self, moment: float | None, seconds: float) -> bool:
        # Use the wall clock: the monotonic one may stop while a Lambda is frozen.
        return moment is None or not 0 <= time.time() - moment < seconds

    def _refresh(self) -> None:
        if not self._older_than(self._tried_at, REFRESH_SECONDS):
            return
        self._tried_at = time.time()
        try:
            self._keys = self._fetch()
        except (OSError, HTTPException, *MALFORMED) as error:
            log.warning("keys not refreshed", extra={"exception": type(error).__name__})
        else:
            self._fetched_at = self._tried_at

    def _fetch(self) -> dict[str, PyJWK]:
        # The address comes from the settings, which allow https and the sandbox's own file only.
        with urlopen(self._url, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            keys = dict(_usable(json.loads(answer.read(MAX_BYTES))["keys"]))
        if not keys:
            raise ValueError("the key set has no usable key")
        return keys


def _usable(keys: list[Any]) -> Iterator[tuple[str, PyJWK]]:
    """Yield the RSA keys with their ids; skip all other keys (RFC 7517, section 5)."""
    for key in keys:
        with suppress(PyJWTError, *MALFORMED):
            usable = PyJWK(key, algorithm="RS256")
            if isinstance(usable.key_id, str):
                yield usable.key_id, usable
