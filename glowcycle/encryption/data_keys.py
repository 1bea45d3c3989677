"""Data keys, as they are stored and as they are used. Who has which, `keyring` knows."""

import base64
import hmac
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final, Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from pynamodb.attributes import JSONAttribute, ListAttribute, UnicodeAttribute, UTCDateTimeAttribute

from glowcycle.aws.dynamodb import PersonItem
from glowcycle.encryption import cipher, file_provider, kms_provider
from glowcycle.encryption.cipher import AssociatedData


class KeyItem(PersonItem):
    """Her data keys, wrapped, oldest first: the last one seals. Once destroyed, when, and for what.

    It is never removed, so that nobody makes her a new key by mistake. `terms` are after how many
    days her records of each kind are to go: what each write must know stands where each looks.
    """

    NAME: Final = "key"

    wrapped = ListAttribute(of=UnicodeAttribute, null=True)
    terms = JSONAttribute(null=True)
    destroyed_at = UTCDateTimeAttribute(null=True, attr_name="destroyedAt")
    receipt_id = UnicodeAttribute(null=True, attr_name="receiptId")


class KeyProvider(Protocol):
    """What wraps data keys: KMS, or the master key in a file."""

    def make_key(self, *, user_id: str) -> tuple[bytes, bytes]:
        """Return a new data key of hers, and the same wrapped."""

    def open_key(self, *, user_id: str, wrapped: bytes) -> bytes:
        """Return the data key."""


class KeyRing:
    """Her data keys; each is opened when it is first needed."""

    def __init__(
        self,
        *,
        user_id: str,
        wrapped: Sequence[str],
        first: bytes | None = None,
        terms: Mapping[str, int] | None = None,
    ) -> None:
        self.terms = dict(terms or {})
        self._user_id = user_id
        self._wrapped = tuple(wrapped)
        self._opened = {} if first is None else {0: _ready(first)}

    def __contains__(self, number: int) -> bool:
        return number < len(self._wrapped)

    def seal(self, plain: bytes, *, place: AssociatedData) -> bytes:
        """Return the value sealed for that place, under her newest key."""
        number = len(self._wrapped) - 1
        return cipher.seal(plain, key=self._open(number)[0], number=number, place=place)

    def unseal(self, sealed: bytes, *, place: AssociatedData) -> bytes:
        """Return the value. Raise SealBroken."""
        key, _ = self._open(cipher.key_number(sealed))
        return cipher.unseal(sealed, key=key, place=place)

    def digest(self, data: bytes) -> bytes:
        """Return an HMAC that nobody can check a guess with who has not her first key.

        The first, since the digest of the same data must outlive a rotation.
        """
        return hmac.digest(self._open(0)[1], data, sha256)

    def _open(self, number: int) -> tuple[AESGCM, bytes]:
        if number not in self._opened:
            wrapped = base64.b64decode(self._wrapped[number])
            key = _key_provider().open_key(user_id=self._user_id, wrapped=wrapped)
            self._opened[number] = _ready(key)
        return self._opened[number]


def new_key(*, user_id: str) -> tuple[bytes, str]:
    """Return a new data key of hers, and the same wrapped. Raise Unavailable."""
    plain, wrapped = _key_provider().make_key(user_id=user_id)
    return plain, base64.b64encode(wrapped).decode()


def _ready(key: bytes) -> tuple[AESGCM, bytes]:
    """Return what seals under the data key, and the key of its digests."""
    return AESGCM(key), cipher.derive(key, purpose="digest")


def _key_provider() -> KeyProvider:
    return kms_provider if settings.KMS_KEY_ID else file_provider
