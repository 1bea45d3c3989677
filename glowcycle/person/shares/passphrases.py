"""Hashes of passphrases.

A passphrase guards a link that went on to somebody else. Its hash is sealed under her data key, and
ten wrong ones lock the share; scrypt is for the case that both walls are gone.
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from typing import Final

# OWASP's choice for 16 MiB: N, r, p.
COSTS: Final = (2**14, 8, 5)
MAX_MEMORY: Final = 2**26
SALT_BYTES: Final = 16


def make_hash(passphrase: str) -> str:
    """Return a salted hash of the passphrase, as text."""
    salt = secrets.token_bytes(SALT_BYTES)
    return base64.b64encode(salt + _hash(passphrase, salt)).decode()


def is_right(passphrase: str, *, stored: str) -> bool:
    """Return whether the hash was made of this passphrase."""
    whole = base64.b64decode(stored)
    salt, expected = whole[:SALT_BYTES], whole[SALT_BYTES:]
    return hmac.compare_digest(_hash(passphrase, salt), expected)


def _hash(passphrase: str, salt: bytes) -> bytes:
    cost, block, parallel = COSTS
    # Two keyboards may write one letter in two ways; lone surrogates are no text.
    plain = unicodedata.normalize("NFC", passphrase).encode(errors="replace")
    return hashlib.scrypt(plain, salt=salt, n=cost, r=block, p=parallel, maxmem=MAX_MEMORY)
