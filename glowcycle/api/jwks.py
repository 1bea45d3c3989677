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
# Tokens with invented key ids must not make us hammer the issuer, nor an outage its recovery.
REFRESH_SECONDS = 30
# A key that the issuer withdrew is forgotten after this at the latest, while the issuer answers.
STALE_SECONDS = 3600
# What a key set of another shape makes json and PyJWT raise.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


class Jwks:
    """The keys behind one address. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: dict[str, PyJWK] = {}
        self._tried_at: float | None = None
        self._fetched_at: float | None = None
        self._refreshing = threading.Lock()

    def prefetch(self) -> None:
        """Ask the issuer now rather than when the first token waits; that one may ask again."""
        with self._refreshing:
            self._refresh()
            if self._fetched_at is None:
                self._tried_at = None

    def find(self, kid: str) -> PyJWK | None:
        """Return the key of that id, None when the issuer has no such key.

        A known key is served even while the issuer is unreachable. Raises Unavailable when the
        key is unknown and the issuer could not be asked.
        """
        with self._refreshing:
            if kid not in self._keys or self._older_than(self._fetched_at, STALE_SECONDS):
                self._refresh()
            if kid not in self._keys and self._fetched_at != self._tried_at:
                raise Unavailable("Your sign-in cannot be checked right now: repeat the request.")
            return self._keys.get(kid)

    def _older_than(self, moment: float | None, seconds: float) -> bool:
        # By the wall clock: the monotonic one may stand still while a Lambda is frozen.
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
        # The address comes from settings, which allow https (and the sandbox's own file) alone.
        with urlopen(self._url, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            found = dict(_usable(json.loads(answer.read(MAX_BYTES))["keys"]))
        if not found:
            raise ValueError("no key that can be used")
        return found


def _usable(keys: list[Any]) -> Iterator[tuple[str, PyJWK]]:
    """Yield the RSA keys with their ids; what else a set holds is passed over (RFC 7517, 5)."""
    for key in keys:
        with suppress(PyJWTError, *MALFORMED):
            usable = PyJWK(key, algorithm="RS256")
            if isinstance(usable.key_id, str):
                yield usable.key_id, usable
