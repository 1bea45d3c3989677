"""Data keys wrapped under a master key in a file, for stages without KMS.

The file has one master key per line, 64 hexadecimal digits each. The last one wraps, all of them
unwrap. The wrapping key is derived per person, so a data key does not open for anybody else.
"""

import secrets
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from django.conf import settings

from glowcycle.encryption.cipher import KEY_BYTES, SealBroken, derive


def make_key(*, user_id: str) -> tuple[bytes, bytes]:
    """Return a new data key for the person, plain and wrapped (RFC 3394)."""
    data_key = secrets.token_bytes(KEY_BYTES)
    return data_key, aes_key_wrap(_wrapping_key(_master_keys()[-1], user_id), data_key)


def open_key(*, user_id: str, wrapped: bytes) -> bytes:
    """Return the plain data key. Raise SealBroken if no master key unwraps it for this person."""
    for master_key in reversed(_master_keys()):
        try:
            return aes_key_unwrap(_wrapping_key(master_key, user_id), wrapped)
        except InvalidUnwrap:
            continue
    raise SealBroken


def _wrapping_key(master_key: bytes, user_id: str) -> bytes:
    return derive(master_key, purpose=f"wrap the data key of {user_id}")


def _master_keys() -> list[bytes]:
    path = Path(settings.MASTER_KEY_FILE)
    if settings.SANDBOX and not path.exists():
        _make_file(path)
    return [bytes.fromhex(line) for line in path.read_text(encoding="ascii").split()]


def _make_file(path: Path) -> None:
    """Make a complete file at once. When two processes make it, the first one's key stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as draft:
        draft.write(f"{secrets.token_hex(KEY_BYTES)}\n")
        draft.flush()
        try:
            path.hardlink_to(draft.name)
        except FileExistsError:
            return
