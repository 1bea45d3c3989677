"""Each person's own data keys: made at her first write, remembered for a minute, destroyed at once.

They stand wrapped in the person table, all in one item, so that one write destroys them. What is
remembered of her, that she has no key yet or was erased included, saves later requests the reading.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from glowcycle.encryption import cipher
from glowcycle.encryption.cipher import AssociatedData, SealBroken
from glowcycle.encryption.data_keys import KeyItem, KeyRing, new_key
from glowcycle.errors import Gone, NotFound, Unavailable

log = logging.getLogger(__name__)

# For so long a process may serve a person who was erased, or write under a key since replaced.
REMEMBERED_SECONDS = 60
REMEMBERED_PERSONS = 1000
MOST_KEYS = 256


class Erased(Gone):
    """She had all of it deleted, and with her data key gone nothing of hers can be read again."""

    code = "erased"

    def __init__(self, *, receipt_id: str) -> None:
        super().__init__("This account was erased: nothing of it can be read or written again.")
        self.extra = {"receiptId": receipt_id}


_remembered: OrderedDict[str, tuple[float, KeyItem | KeyRing | None]] = OrderedDict()
_lock = threading.Lock()


def admit(*, user_id: str) -> None:
    """Raise Erased where her data key was destroyed, Unavailable."""
    _find(user_id)


def own(*, user_id: str) -> KeyRing:
    """Return her keys, made now where this is her first write. Raise Erased, Unavailable."""
    return _find(user_id) or _make(user_id)


def unseal(sealed: bytes, *, user_id: str, place: AssociatedData) -> bytes:
    """Return the value that was sealed for that place. Raise SealBroken, Erased, Unavailable."""
    try:
        ring = _holding(user_id, cipher.key_number(sealed))
        return ring.unseal(sealed, place=place)
    except SealBroken:
        log.exception("broken seal", extra={"kind": place[1]})
        raise


def rotate(*, user_id: str) -> int:
    """Give her a new key, which seals from now on; old ones still open. Return how many she has.

    Raise NotFound where she has none, Erased, Unavailable; ValueError where there is no room for
    another.
    """
    forget(user_id=user_id)
    admit(user_id=user_id)
    item = load(user_id=user_id)
    if item is None:
        raise NotFound("There is no such person, or she never wrote anything.")
    seen = list(item.wrapped or ())
    if len(seen) >= MOST_KEYS:
        raise ValueError("She has as many keys as can be numbered.")
    _, wrapped = new_key(user_id=user_id)
    renewed: list[Any] = [*seen, wrapped]
    # Keys are only ever added: another was faster where there is one more.
    is_last = KeyItem.destroyed_at.does_not_exist() & KeyItem.wrapped[len(seen)].does_not_exist()
    try:
        is_rotated = item.update_if(is_last, KeyItem.wrapped.set(renewed)) or item.read_if(
            lambda stored: wrapped in (stored.wrapped or ())
        )
    finally:
        forget(user_id=user_id)
    if not is_rotated:
        raise Unavailable("Her keys are being changed by another: repeat the command.")
    return len(seen) + 1


def set_retention_days(*, user_id: str, terms: Mapping[str, int]) -> None:
    """Note after how many days her records of each kind are to go. Raise Erased, Unavailable.

    Other processes learn of it within a minute.
    """
    own(user_id=user_id)
    item = KeyItem(user_id, KeyItem.NAME)
    is_noted = item.update_if(KeyItem.wrapped.exists(), KeyItem.terms.set(dict(terms)))
    forget(user_id=user_id)
    if not is_noted:
        admit(user_id=user_id)
        raise Unavailable("Her keys are not there any more: repeat the request.")


def destroy(*, user_id: str, receipt_id: str) -> KeyItem:
    """Destroy all her keys at once, for ever; again is fine. Return what stands in their place.

    That names the receipt of the first time. Raise Unavailable.
    """
    now = timezone.now()
    item = KeyItem(user_id, KeyItem.NAME, destroyed_at=now, receipt_id=receipt_id)
    try:
        return item.save_or_get(KeyItem.destroyed_at.does_not_exist())
    finally:
        forget(user_id=user_id)


def forget(*, user_id: str | None = None) -> None:
    """Forget what this process remembers of her, or of everybody."""
    with _lock:
        if user_id is None:
            _remembered.clear()
        else:
            _remembered.pop(user_id, None)


def load(*, user_id: str) -> KeyItem | None:
    """Return the item of her keys as it stands, None before her first write. Raise Unavailable."""
    return KeyItem.find(user_id, KeyItem.NAME)


def _find(user_id: str) -> KeyRing | None:
    now = time.time()
    since, known = _remembered.get(user_id, (0.0, None))
    if not since <= now < since + REMEMBERED_SECONDS:  # a clock set back lengthens nothing
        known = _remember(user_id, load(user_id=user_id), now=now)
    if isinstance(known, KeyItem):
        raise Erased(receipt_id=str(known.receipt_id))
    return known


def _holding(user_id: str, number: int) -> KeyRing:
    """Return her keys with the one of that number. Raise SealBroken where she never had it."""
    ring = _find(user_id)
    if ring is None or number not in ring:
        forget(user_id=user_id)  # another process may have made the key, or rotated it
        ring = _find(user_id)
    if ring is None or number not in ring:
        raise SealBroken
    return ring


def _remember(
    user_id: str, item: KeyItem | None, *, now: float, first: bytes | None = None
) -> KeyItem | KeyRing | None:
    """Remember and return her keys: the item itself where they were destroyed."""
    known: KeyItem | KeyRing | None = item
    if item is not None and item.destroyed_at is None:
        known = KeyRing(user_id=user_id, wrapped=item.wrapped, first=first, terms=item.terms)
    with _lock:
        _remembered[user_id] = now, known
        _remembered.move_to_end(user_id)
        if len(_remembered) > REMEMBERED_PERSONS:
            _remembered.popitem(last=False)
    return known


def _make(user_id: str) -> KeyRing:
    """Make her first key. Of two requests that make it at once, both use the one stored first."""
    now = time.time()
    plain, wrapped = new_key(user_id=user_id)
    item = KeyItem(user_id, KeyItem.NAME, wrapped=[wrapped])
    stored = item.save_or_get(KeyItem.user_id.does_not_exist())
    known = _remember(user_id, stored, now=now, first=plain if stored is item else None)
    if not isinstance(known, KeyRing):
        raise Erased(receipt_id=str(stored.receipt_id))
    return known
