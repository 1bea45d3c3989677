"""A person's data keys: how they are stored wrapped, and how they seal and open values."""

import base64
import hmac
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Protocol, Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils import timezone
from pynamodb.attributes import JSONAttribute, ListAttribute, UnicodeAttribute, UTCDateTimeAttribute

from glowcycle.aws.dynamodb import PersonItem, salvage
from glowcycle.aws.stored_values import MALFORMED
from glowcycle.encryption import cipher, file_provider, kms_provider
from glowcycle.encryption.cipher import AssociatedData, KeyLost, SealBroken

log = logging.getLogger(__name__)

# More than any choice of hers has.
MAX_DAYS: Final = 3_660

# The cipher of a data key, and the key for digests.
UsableKey = tuple[AESGCM, bytes]


class DaysAttribute(JSONAttribute):
    """Numbers of days by kind, as JSON. Reading raises ValueError for anything else."""

    def deserialize(self, value: str) -> dict[str, int]:
        """Return the numbers."""
        days = super().deserialize(value)  # type: ignore[no-untyped-call]  # untyped
        if not isinstance(days, dict) or not all(map(_is_number_of_days, days.values())):
            raise ValueError
        return days


class KeyItem(PersonItem):
    """A person's wrapped data keys, oldest first. The last one seals, all of them open.

    Each request reads this item anyway, so it also holds the choices that a request must know:

    retention_days    after how many days her records of each kind expire
    restricted_since  since when all but storage is refused; None if it is not
    consented_to      the version of the text under which her health data may be collected

    An erasure replaces all this by `destroyed_at` and `receipt_id`, and the item stays, so that
    nobody makes her a new key.
    """

    NAME: Final = "key"

    wrapped = ListAttribute(of=UnicodeAttribute, null=True)
    retention_days = DaysAttribute(null=True, attr_name="terms")
    restricted_since = UTCDateTimeAttribute(null=True, attr_name="restrictedSince")
    consented_to = UnicodeAttribute(null=True, attr_name="consentedTo")
    destroyed_at = UTCDateTimeAttribute(null=True, attr_name="destroyedAt")
    receipt_id = UnicodeAttribute(null=True, attr_name="receiptId")

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """Return the item, without what is malformed: that is lost, and nothing else.

        A malformed restriction is one, until she ends it. Raise an error of MALFORMED for a
        malformed erasure.
        """
        try:
            return super().from_raw_data(data)
        except MALFORMED:
            if "destroyedAt" in data:
                raise
            log.error("malformed data keys")  # noqa: TRY400  the values may be in the error
        item = super().from_raw_data({})
        item.attribute_values |= salvage(data, read=super().from_raw_data)
        if "restrictedSince" in data and item.restricted_since is None:
            item.restricted_since = timezone.now()
        return item


class KeyProvider(Protocol):
    """Makes and unwraps data keys: KMS, or a master key in a file."""

    def make_key(self, *, user_id: str) -> tuple[bytes, bytes]:
        """Return a new data key for the person, plain and wrapped."""

    def open_key(self, *, user_id: str, wrapped: bytes) -> bytes:
        """Return the plain data key."""


class KeyRing:
    """A person's data keys, and the choices beside them. Each key is unwrapped at its first use.

    A lost key loses what it sealed, and is asked for once. The other keys, and new values, do
    without it.
    """

    def __init__(
        self,
        *,
        user_id: str,
        wrapped: Sequence[str],
        first: bytes | None = None,
        retention_days: Mapping[str, int] | None = None,
        restricted_since: datetime | None = None,
        consented_to: str | None = None,
    ) -> None:
        self.retention_days = dict(retention_days or {})
        self.restricted_since = restricted_since
        self.consented_to = consented_to
        self._user_id = user_id
        self._wrapped = tuple(wrapped)
        # By number; None for a lost key.
        self._opened: dict[int, UsableKey | None] = {} if first is None else {0: _usable(first)}

    @classmethod
    def of(cls, item: KeyItem, *, first: bytes | None = None) -> "KeyRing":
        """Return the keys and choices of the item; `first` is her first key where it is known."""
        return cls(
            user_id=item.user_id,
            wrapped=[str(key) for key in item.wrapped or ()],
            first=first,
            retention_days=item.retention_days,
            restricted_since=item.restricted_since,
            consented_to=item.consented_to,
        )

    def __contains__(self, number: int) -> bool:
        return number < len(self._wrapped)

    def can_seal(self) -> bool:
        """Return whether the newest key opens. Raise Unavailable."""
        try:
            self._open(len(self._wrapped) - 1)
        except KeyLost:
            return False
        return True

    def seal(self, plain: bytes, *, associated_data: AssociatedData) -> bytes:
        """Return the value sealed under the newest key. Raise KeyLost, Unavailable."""
        number = len(self._wrapped) - 1
        key, _ = self._open(number)
        return cipher.seal(plain, key=key, number=number, associated_data=associated_data)

    def unseal(self, sealed: bytes, *, associated_data: AssociatedData) -> bytes:
        """Return the value. Raise SealBroken, Unavailable."""
        key, _ = self._open(cipher.key_number(sealed))
        return cipher.unseal(sealed, key=key, associated_data=associated_data)

    def digest(self, data: bytes) -> bytes:
        """Return an HMAC of the data, so that only the holder of the key can check a guess.

        The oldest key that opens makes it, because equal data must have equal digests after a
        rotation too. Raise KeyLost if none opens, Unavailable.
        """
        for number in range(len(self._wrapped)):
            try:
                _, digest_key = self._open(number)
            except KeyLost:
                continue
            return hmac.digest(digest_key, data, sha256)
        raise KeyLost

    def _open(self, number: int) -> UsableKey:
        if number not in self._opened:
            self._opened[number] = self._unwrap(number)
        key = self._opened[number]
        if key is None:
            raise KeyLost
        return key

    def _unwrap(self, number: int) -> UsableKey | None:
        """Return the key with that number, None if it is lost. Raise Unavailable."""
        try:
            wrapped = _decode(self._wrapped[number])
            return _usable(_key_provider().open_key(user_id=self._user_id, wrapped=wrapped))
        except (SealBroken, IndexError):
            log.error("lost data key")  # noqa: TRY400  the place is always this one
            return None


def _is_number_of_days(value: Any) -> bool:
    """Return whether it is one that a time can be moved by."""
    return type(value) is int and 0 < value <= MAX_DAYS


def new_key(*, user_id: str) -> tuple[bytes, str]:
    """Return a new data key for the person, plain and wrapped in base64. Raise Unavailable."""
    plain, wrapped = _key_provider().make_key(user_id=user_id)
    return plain, base64.b64encode(wrapped).decode()


def _decode(wrapped: str) -> bytes:
    """Return the wrapped key. Raise SealBroken for an entry that is no wrapped key."""
    try:
        decoded = base64.b64decode(wrapped, validate=True)
    except ValueError as error:
        raise SealBroken from error
    if not decoded:
        raise SealBroken
    return decoded


def _usable(key: bytes) -> UsableKey:
    """Return the cipher of a data key, and the key for digests that is derived from it."""
    return AESGCM(key), cipher.derive(key, purpose="digest")


def _key_provider() -> KeyProvider:
    return kms_provider if settings.KMS_KEY_ID else file_provider
