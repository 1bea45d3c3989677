"""How a value is sealed: AES-256-GCM under a data key, bound to the place where it belongs.

    format (1 byte), number of the data key (1), nonce (12), ciphertext, tag (16)

The place is authenticated and not stored: a value that was moved to another person, kind, record or
version does not open, nor does one whose format or key number was altered.
"""

import secrets
from json.encoder import encode_basestring_ascii as _quoted

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = 1
KEY_BYTES = 32
NONCE_BYTES = 12
_HEAD_BYTES = 2
_FRONT_BYTES = _HEAD_BYTES + NONCE_BYTES
# "light" is longer than "none": lengths are rounded up, so that they do not tell them apart.
BLOCK = 128

# Person and kind, then record and version, or an object's key: whatever makes this the only place
# where the value belongs.
AssociatedData = tuple[str | int, ...]


class SealBroken(Exception):
    """A stored value was not sealed for the place in which it was found.

    A fault of ours, or somebody who writes into the store: an operator has to look. It is no error
    that a caller could mend, so she learns nothing but that something failed.
    """


def seal(plain: bytes, *, key: AESGCM, number: int, place: AssociatedData) -> bytes:
    """Return the value sealed for that place under the data key of that number, 0 to 255."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return bytes([FORMAT, number]) + nonce + key.encrypt(nonce, plain, _bound_to(number, place))


def key_number(sealed: bytes) -> int:
    """Return the number of the data key that it takes. Raise SealBroken for another format."""
    if len(sealed) < _HEAD_BYTES or sealed[0] != FORMAT:
        raise SealBroken
    return sealed[1]


def unseal(sealed: bytes, *, key: AESGCM, place: AssociatedData) -> bytes:
    """Return the value. Raise SealBroken unless it was sealed under this key for this place."""
    number, nonce = key_number(sealed), sealed[_HEAD_BYTES:_FRONT_BYTES]
    try:
        return key.decrypt(nonce, sealed[_FRONT_BYTES:], _bound_to(number, place))
    except (InvalidTag, ValueError) as error:  # a stump is too short to have a nonce
        raise SealBroken from error


def padded(text: bytes) -> bytes:
    """Return the JSON with as many spaces, which JSON does not mind, as fill its last block."""
    return text.ljust(-len(text) // BLOCK * -BLOCK)


def derive(secret: bytes, *, purpose: str) -> bytes:
    """Return the key for that one purpose, 32 bytes, by HKDF-SHA256: it tells nothing of others."""
    return HKDF(SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def _bound_to(number: int, place: AssociatedData) -> bytes:
    # A JSON array. json.dumps, which makes the same of it, takes four times as long as to open.
    told = [
        _quoted(part) if isinstance(part, str) else str(part) for part in (FORMAT, number, *place)
    ]
    return f"[{', '.join(told)}]".encode()
