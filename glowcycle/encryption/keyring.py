"""Each person's data keys: made at her first write, cached for a minute, destroyed by one write.

One item of the person table holds all her wrapped keys. The cache also remembers people without a
key and erased people, so most requests do not read the item.
"""

import time
from typing import Any

from django.utils import timezone

from glowcycle.encryption.data_keys import KeyItem, KeyRing, new_key
from glowcycle.encryption.expiring_cache import ExpiringCache
from glowcycle.errors import Gone, NotFound, Unavailable

# A process may serve an erased person, seal under a replaced key, or follow a replaced choice for
# this long.
CACHE_SECONDS = 60
CACHE_SIZE = 1000
MAX_KEYS = 256  # a sealed value numbers its key in one byte


class Erased(Gone):
    """The person had her account erased: without her data keys nothing of it can be read."""

    code = "erased"

    def __init__(self, *, receipt_id: str) -> None:
        super().__init__("This account was erased: nothing of it can be read or written again.")
        self.extra = {"receiptId": receipt_id}


# By user id: when the item was read, and her KeyRing, or the KeyItem if her keys were destroyed,
# or None if she has none.
_cache = ExpiringCache[KeyItem | KeyRing | None](seconds=CACHE_SECONDS, size=CACHE_SIZE)


def admit(*, user_id: str) -> None:
    """Raise Unavailable, or Erased if the person's keys were destroyed."""
    find(user_id=user_id)


def own(*, user_id: str) -> KeyRing:
    """Return the person's keys; her first write makes one. Raise Erased, Unavailable."""
    return find(user_id=user_id) or _make(user_id)


def rotate(*, user_id: str) -> int:
    """Add a key that seals all new values; return the number of her keys. Old keys still unseal.

    Raise NotFound for a person without keys, ValueError if she has MAX_KEYS, Erased, Unavailable.
    """
    forget(user_id=user_id)
    admit(user_id=user_id)
    item = load(user_id=user_id)
    if item is None:
        raise NotFound("There is no such person, or she never wrote anything.")
    before = list(item.wrapped or ())
    if len(before) >= MAX_KEYS:
        raise ValueError(f"She has {MAX_KEYS} keys already, and there can be no more.")
    _, wrapped = new_key(user_id=user_id)
    after: list[Any] = [*before, wrapped]
    # Keys are only added: if this number is taken, another rotation was faster.
    is_last = KeyItem.destroyed_at.does_not_exist() & KeyItem.wrapped[len(before)].does_not_exist()
    try:
        is_rotated = item.update_if(is_last, KeyItem.wrapped.set(after)) or item.read_if(
            lambda stored: wrapped in (stored.wrapped or ())
        )
    finally:
        forget(user_id=user_id)
    if not is_rotated:
        raise Unavailable("Another command changes her keys: repeat this one.")
    return len(after)


def destroy(*, user_id: str, receipt_id: str) -> KeyItem:
    """Destroy all her keys for ever, and return the item that stays. Raise Unavailable.

    A repetition changes nothing: the item names the receipt of the first time.
    """
    now = timezone.now()
    item = KeyItem(user_id, KeyItem.NAME, destroyed_at=now, receipt_id=receipt_id)
    try:
        return item.save_or_get(KeyItem.destroyed_at.does_not_exist())
    finally:
        forget(user_id=user_id)


def forget(*, user_id: str | None = None) -> None:
    """Remove the person from the cache of this process, or everybody."""
    _cache.forget(user_id)


def evict() -> None:
    """Remove everybody whose minute is over from the memory of this process."""
    _cache.evict()


def load(*, user_id: str) -> KeyItem | None:
    """Return the stored item of her keys, None before her first write. Raise Unavailable."""
    return KeyItem.find(user_id, KeyItem.NAME)


def find(*, user_id: str, max_age: float = CACHE_SECONDS) -> KeyRing | None:
    """Return her keys as they were at most `max_age` seconds ago, None before her first write.

    Raise Erased, Unavailable.
    """
    now = time.time()
    read_at, keys = _cache.get(user_id, (0.0, None))
    if not read_at <= now < read_at + max_age:  # also if the clock was set back
        keys = _remember(user_id, load(user_id=user_id), now=now)
    if isinstance(keys, KeyItem):
        raise Erased(receipt_id=str(keys.receipt_id))
    return keys


def _remember(
    user_id: str, item: KeyItem | None, *, now: float, first: bytes | None = None
) -> KeyItem | KeyRing | None:
    """Cache and return her keys, or the item itself if they were destroyed."""
    keys: KeyItem | KeyRing | None = item
    if item is not None and item.destroyed_at is None:
        keys = KeyRing.of(item, first=first)
    _cache.remember(user_id, keys, read_at=now)
    return keys


def _make(user_id: str) -> KeyRing:
    """Make her first key. If two requests make one at once, both use the key stored first."""
    now = time.time()
    plain, wrapped = new_key(user_id=user_id)
    item = KeyItem(user_id, KeyItem.NAME, wrapped=[wrapped])
    stored = item.save_or_get(KeyItem.user_id.does_not_exist())
    keys = _remember(user_id, stored, now=now, first=plain if stored is item else None)
    if not isinstance(keys, KeyRing):
        raise Erased(receipt_id=str(stored.receipt_id))
    return keys
