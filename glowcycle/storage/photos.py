"""A person's photos in the bucket, encrypted with her data key.

Photos that she uploads to the bucket directly are not encrypted by us. They stay there until the
analysis, a day at most, under a prefix of their own: only the prefix tells them from our photos,
since she may upload any bytes. Keys are those of `storage.objects`.
"""

from dataclasses import dataclass

from glowcycle.encryption import keyring, sealing
from glowcycle.encryption.cipher import AssociatedData, SealBroken
from glowcycle.errors import Invalid, NotFound, Unreadable
from glowcycle.sentences import sentence
from glowcycle.storage import objects, unreadable


class UnreadablePhoto(Invalid):
    """A photo that we sealed does not open. An operator finds the broken seal in the log."""

    code = "unreadable_photo"

    def __init__(self) -> None:
        super().__init__(sentence("This photo cannot be read any more: send it again."))


@dataclass(frozen=True, slots=True)
class WaitingPhoto:
    """A photo that waits for its analysis, and whether we parked it: then `park` got its bytes."""

    data: bytes
    is_parked: bool


def put(*, user_id: str, key: str, jpeg: bytes) -> None:
    """Encrypt and store the photo, in place of an earlier one. Raise Unavailable."""
    where = _associated_data(user_id, key)
    sealed = sealing.seal(jpeg, user_id=user_id, associated_data=where)
    objects.put(key=key, content=sealed)


def keep(*, user_id: str, key: str, jpeg: bytes, kind: str) -> None:
    """Store the photo of a record of this kind; it expires with her records of the kind.

    Raise Unavailable.
    """
    put(user_id=user_id, key=key, jpeg=jpeg)
    if days := keyring.own(user_id=user_id).retention_days.get(kind):
        objects.keep_for(key=key, days=days)


def get(*, user_id: str, key: str) -> bytes:
    """Return a photo that `put` or `keep` stored. Raise NotFound, Unreadable, Unavailable."""
    try:
        return _unseal(objects.get(key=key), user_id, key)
    except SealBroken as error:
        raise Unreadable(
            "The stored photo cannot be opened any more: delete its scan to remove both."
        ) from error


def park(*, user_id: str, photo_id: str, jpeg: bytes) -> None:
    """Encrypt and store a photo until its analysis is repeated. Raise Unavailable."""
    put(user_id=user_id, key=objects.pending_key(user_id=user_id, photo_id=photo_id), jpeg=jpeg)


def get_waiting(*, user_id: str, photo_id: str) -> WaitingPhoto:
    """Return the photo that waits for its analysis: as she uploaded it, or as it was parked.

    Raise NotFound, Unavailable, UnreadablePhoto.
    """
    try:
        uploaded = objects.get(key=objects.upload_key(user_id=user_id, photo_id=photo_id))
        return WaitingPhoto(uploaded, is_parked=False)
    except NotFound:
        key = objects.pending_key(user_id=user_id, photo_id=photo_id)
    try:
        return WaitingPhoto(_unseal(objects.get(key=key), user_id, key), is_parked=True)
    except SealBroken as error:
        raise UnreadablePhoto from error


def delete_waiting(*, user_id: str, photo_id: str) -> None:
    """Delete the photo that waited for its analysis, wherever it lay. Raise Unavailable."""
    key_of = (objects.upload_key, objects.pending_key)
    objects.delete_all(keys=[key(user_id=user_id, photo_id=photo_id) for key in key_of])


def _unseal(sealed: bytes, user_id: str, key: str) -> bytes:
    where = _associated_data(user_id, key)
    try:
        return sealing.unseal(sealed, user_id=user_id, associated_data=where)
    except SealBroken as error:
        unreadable.report(error, kind="photo")
        raise


def _associated_data(user_id: str, key: str) -> AssociatedData:
    return user_id, "photo", key
