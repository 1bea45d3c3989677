"""Seals and opens a person's values under the keys of her key ring, though a key may be lost."""

from glowcycle.aws import request_context
from glowcycle.encryption import cipher, keyring
from glowcycle.encryption.cipher import AssociatedData, KeyLost, SealBroken
from glowcycle.encryption.data_keys import KeyRing


def seal(plain: bytes, *, user_id: str, associated_data: AssociatedData) -> bytes:
    """Return the value sealed under her newest key, a new one if that is lost.

    Raise Erased, Unavailable.
    """
    ring = keyring.own(user_id=user_id)
    if not ring.can_seal():
        ring = _replace_lost_key(user_id)
    return ring.seal(plain, associated_data=associated_data)


def unseal(sealed: bytes, *, user_id: str, associated_data: AssociatedData) -> bytes:
    """Return the value. Raise SealBroken, Erased, Unavailable."""
    ring = _ring_with(user_id, cipher.key_number(sealed))
    return ring.unseal(sealed, associated_data=associated_data)


def digest(data: bytes, *, user_id: str) -> bytes:
    """Return an HMAC of the data under one of her keys. Raise Erased, Unavailable."""
    try:
        return keyring.own(user_id=user_id).digest(data)
    except KeyLost:
        return _replace_lost_key(user_id).digest(data)


def _ring_with(user_id: str, number: int) -> KeyRing:
    """Return her keys. Raise Erased, Unavailable, or SealBroken if no key has that number."""
    ring = keyring.find(user_id=user_id)
    if (ring is None or number not in ring) and request_context.may_seek_keys():
        # Another process may have made or rotated the key.
        ring = keyring.find(user_id=user_id, max_age=0)
    if ring is None or number not in ring:
        raise SealBroken
    return ring


def _replace_lost_key(user_id: str) -> KeyRing:
    """Return her keys with a newest one that opens. Raise Erased, Unavailable."""
    ring = keyring.find(user_id=user_id, max_age=0)  # another process may have replaced it
    if ring is not None and not ring.can_seal():
        keyring.rotate(user_id=user_id)
    return keyring.own(user_id=user_id)
