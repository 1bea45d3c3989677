"""A person's photos in the bucket, encrypted with her data key.

Photos that she uploads to the bucket directly are not encrypted by us. They stay there until the
analysis, a day at most. Keys are those of `storage.objects`.
"""

from glowcycle.encryption import cipher, keyring
from glowcycle.encryption.cipher import AssociatedData
from glowcycle.storage import objects


def put(*, user_id: str, key: str, jpeg: bytes) -> None:
    """Encrypt and store the photo, in place of an earlier one. Raise Unavailable."""
    ring = keyring.own(user_id=user_id)
    sealed = ring.seal(jpeg, associated_data=_associated_data(user_id, key))
    objects.put(key=key, content=sealed)


def keep(*, user_id: str, key: str, jpeg: bytes, kind: str) -> None:
    """Store the photo of a record of this kind; it expires with her records of the kind.

    Raise Unavailable.
    """
    put(user_id=user_id, key=key, jpeg=jpeg)
    if days := keyring.own(user_id=user_id).retention_days.get(kind):
        objects.keep_for(key=key, days=days)


def get(*, user_id: str, key: str) -> bytes:
    """Return a photo that `put` or `keep` stored. Raise NotFound, Unavailable, SealBroken."""
    return _unseal(objects.get(key=key), user_id, key)


def get_upload(*, user_id: str, key: str) -> bytes:
    """Return a photo that was put or uploaded there. Raise NotFound, Unavailable, SealBroken."""
    photo = objects.get(key=key)
    is_sealed = photo[:1] == bytes([cipher.FORMAT])  # no image format begins with this byte
    return _unseal(photo, user_id, key) if is_sealed else photo


def _unseal(sealed: bytes, user_id: str, key: str) -> bytes:
    return keyring.unseal(sealed, user_id=user_id, associated_data=_associated_data(user_id, key))


def _associated_data(user_id: str, key: str) -> AssociatedData:
    return user_id, "photo", key
