"""Erasing a person: a bounded share with each call, and again until there is a receipt.

First her data key is destroyed: from then on nothing of hers can be read, wherever it may lie.
Then all of it is removed. A process may remember the key for a minute, a write that it began or an
upload that it allowed may still be on its way; so the last look is taken when none can be any more.

What is about to be removed is counted, and the count stored, before it goes: an interruption in
between neither loses a thing nor counts it twice.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.utils import timezone
from pynamodb.attributes import JSONAttribute, NumberAttribute

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.encryption import keyring
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.errors import Unavailable
from glowcycle.infrastructure.tables import KEY_RECOVERY_DAYS, RECOVERY_DAYS
from glowcycle.person.erasure import receipts
from glowcycle.person.erasure.receipts import Receipt
from glowcycle.person.erasure.storage_locations import Location, storage_locations
from glowcycle.person.export import services as exports
from glowcycle.storage import objects

# A process that remembers her key may write until its function's time-out, and just then give her a
# form for an upload, which has its own time. As much as a time-out again for clocks that differ.
TIME_OUT = timedelta(seconds=30)
SETTLE = timedelta(seconds=keyring.CACHE_SECONDS) + TIME_OUT + objects.UPLOAD_LIFE + TIME_OUT
# One call removes so many pages of so many things: about 1 s of the store's time.
PAGES = 8
PAGE = 250


class ErasureProgress(PersonItem):
    """How far an erasure has come: what was counted, and through which key on each shelf."""

    NAME: Final = "erasure"

    step = NumberAttribute(default=0)
    removed = JSONAttribute(default=dict)
    through = JSONAttribute(default=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingErasure:
    """An erasure that goes on: after how many seconds to repeat, and what is gone by then."""

    receipt_id: str
    retry_after: int
    removed: dict[str, int]


def erase(*, user_id: str) -> Receipt | PendingErasure:
    """Begin her erasure, or go on with it; return the receipt once nothing is left.

    Afterwards it removes what a restored backup brought back, and returns the same receipt. Raise
    Unavailable: again goes on from there.
    """
    key = keyring.destroy(user_id=user_id, receipt_id=str(uuid4()))
    receipt = receipts.find(key.receipt_id)
    progress = _load(user_id)
    is_empty = _sweep(user_id, progress)
    wait = timedelta(0) if receipt else key.destroyed_at + SETTLE - timezone.now()
    if not is_empty or wait > timedelta(0):
        seconds = max(1, round(wait.total_seconds())) if is_empty else 1
        return PendingErasure(
            receipt_id=key.receipt_id, retry_after=seconds, removed=dict(progress.removed)
        )
    if receipt is None:
        receipt = receipts.issue(_told(key, progress, now=timezone.now()))
    with store_errors():
        ErasureProgress(user_id, ErasureProgress.NAME).delete()
    return receipt


def _told(key: KeyItem, progress: ErasureProgress, *, now: datetime) -> dict[str, object]:
    names = [shelf.name for shelf in _shelves()]
    return {
        "receiptId": key.receipt_id,
        "keyDestroyedAt": _instant(key.destroyed_at),
        "erasedAt": _instant(now),
        "removed": {name: progress.removed.get(name, 0) for name in [*names, "tombstones"]},
        "keyBackupsLapseAt": _instant(key.destroyed_at + timedelta(days=KEY_RECOVERY_DAYS)),
        "backupsLapseAt": _instant(now + timedelta(days=RECOVERY_DAYS)),
    }


def _sweep(user_id: str, progress: ErasureProgress) -> bool:
    """Remove what one call may; return whether nothing is left. `progress` is as stored then."""
    exports.give_up(user_id=user_id)
    pages = PAGES
    for shelf in _shelves():
        while things := shelf.first(user_id=user_id, limit=PAGE):
            if pages == 0:
                return False
            pages -= 1
            through = progress.through.get(shelf.name, "")
            new = [thing for thing in things if thing.key > through]
            if new:  # else they were counted by a call that was cut off
                counts = Counter("tombstones" if each.is_tombstone else shelf.name for each in new)
                _save(progress, shelf, counts, through=things[-1].key)
            shelf.remove(user_id=user_id, things=things)
        if progress.through.get(shelf.name):  # whatever comes to lie here now was never counted
            _save(progress, shelf, Counter(), through="")
    return True


def _save(
    progress: ErasureProgress, shelf: Location, counts: Counter[str], *, through: str
) -> None:
    """Store what has been counted. Where another call was faster, this one starts afresh."""
    seen = int(progress.step)
    progress.step = seen + 1
    progress.removed = dict(Counter(progress.removed) + counts)
    progress.through = {**progress.through, shelf.name: through}
    condition = ErasureProgress.step == seen if seen else ErasureProgress.step.does_not_exist()

    def is_ours(stored: ErasureProgress) -> bool:
        return all(
            getattr(stored, name) == getattr(progress, name)
            for name in ("step", "removed", "through")
        )

    if progress.save_if(condition, is_ours=is_ours) is None:
        raise Unavailable("Another call erases: repeat the request.")


def _load(user_id: str) -> ErasureProgress:
    return ErasureProgress.find(user_id, ErasureProgress.NAME) or ErasureProgress(
        user_id, ErasureProgress.NAME
    )


def _shelves() -> list[Location]:
    return storage_locations(spared=ErasureProgress.NAME)


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z"
