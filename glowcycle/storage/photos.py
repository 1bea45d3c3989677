"""Her photos in the bucket, sealed like all that she wrote.

Only what she uploads to the bucket by herself lies there as it came, until it is measured or a day
old. Keys are those of `storage.objects`.
"""

from glowcycle.encryption import cipher, keyring
from glowcycle.encryption.cipher import AssociatedData
from glowcycle.storage import objects


def put(*, user_id: str, key: str, jpeg: bytes) -> None:
    """Store the photo, or replace what was there. Raise Unavailable."""
    sealed = keyring.own(user_id=user_id).seal(jpeg, place=_place(user_id, key))
    objects.put(key=key, content=sealed)


def keep(*, user_id: str, key: str, jpeg: bytes, kind: str) -> None:
    """Store the photo of a record of that kind; it goes when she wants such records to go.

    Raise Unavailable.
    """
    put(user_id=user_id, key=key, jpeg=jpeg)
    if days := keyring.own(user_id=user_id).terms.get(kind):
        objects.keep_for(key=key, days=days)


def get(*, user_id: str, key: str) -> bytes:
    """Return the photo that was put there. Raise NotFound, Unavailable, SealBroken."""
    return keyring.unseal(objects.get(key=key), user_id=user_id, place=_place(user_id, key))


def get_upload(*, user_id: str, key: str) -> bytes:
    """Return the photo that was put or uploaded there. Raise NotFound, Unavailable, SealBroken."""
    photo = objects.get(key=key)
    if photo[:1] != bytes([cipher.FORMAT]):  # which no image format begins with
        return photo
    return keyring.unseal(photo, user_id=user_id, place=_place(user_id, key))


def _place(user_id: str, key: str) -> AssociatedData:
    return user_id, "photo", key
