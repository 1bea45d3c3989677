"""Sealing of values: AES-256-GCM under a data key, bound to where the value is stored.

    format (1 byte), number of the data key (1), nonce (12), ciphertext, tag (16)

The associated data is authenticated but not stored. A value that is moved to another person, kind,
record or version does not open. Neither does a value with another format or key number.
"""

import secrets
from json.encoder import encode_basestring_ascii as _json_string

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = 1
KEY_BYTES = 32
NONCE_BYTES = 12
_HEADER_BYTES = 2
_CIPHERTEXT_START = _HEADER_BYTES + NONCE_BYTES
# Contents are padded to whole blocks, so that their length does not reveal "light" or "none".
BLOCK_BYTES = 128

# Where a value is stored: user id and kind, then record key and version, or an object's key.
AssociatedData = tuple[str | int, ...]


class SealBroken(Exception):
    """A stored value does not open as the value that belongs there.

    Either we have a bug, or somebody writes into the store, or a data key is lost. What reads the
    value goes on without it, and an operator reads the log.
    """


class KeyLost(SealBroken):
    """A data key of hers cannot be unwrapped, now or later."""


def seal(plain: bytes, *, key: AESGCM, number: int, associated_data: AssociatedData) -> bytes:
    """Return the value sealed under the data key with that number, 0 to 255."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    ciphertext = key.encrypt(nonce, plain, _authenticated(number, associated_data))
    return bytes([FORMAT, number]) + nonce + ciphertext


def key_number(sealed: bytes) -> int:
    """Return the number of the data key that opens the value. Raise SealBroken."""
    if len(sealed) < _HEADER_BYTES or sealed[0] != FORMAT:
        raise SealBroken
    return sealed[1]


def unseal(sealed: bytes, *, key: AESGCM, associated_data: AssociatedData) -> bytes:
    """Return the value. Raise SealBroken unless this key and this associated data sealed it."""
    number, nonce = key_number(sealed), sealed[_HEADER_BYTES:_CIPHERTEXT_START]
    try:
        return key.decrypt(
            nonce, sealed[_CIPHERTEXT_START:], _authenticated(number, associated_data)
        )
    except (InvalidTag, ValueError) as error:  # ValueError: the value is too short for a nonce
        raise SealBroken from error


def pad(content: bytes) -> bytes:
    """Return the JSON with spaces up to the end of its last block; JSON ignores them."""
    return content.ljust(-len(content) // BLOCK_BYTES * -BLOCK_BYTES)


def derive(secret: bytes, *, purpose: str) -> bytes:
    """Return a key of 32 bytes for one purpose (HKDF-SHA256). Keys do not reveal each other."""
    return HKDF(SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def _authenticated(number: int, associated_data: AssociatedData) -> bytes:
    # A JSON array. json.dumps writes the same bytes, but takes four times as long as AES-GCM.
    parts = (FORMAT, number, *associated_data)
    values = [_json_string(part) if isinstance(part, str) else str(part) for part in parts]
    return f"[{', '.join(values)}]".encode()
