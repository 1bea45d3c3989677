"""Erases a person's data: a bounded share with each call, until a call returns the receipt.

Her app repeats the call, and so does `finish_erasures` for every erasure that was begun.

The first call destroys her data key, so none of her data can be read any more, wherever it is.
Then all items and objects are removed. A process may remember the key for a minute, and a write or
an upload that began before may still arrive; so the last call looks again after that time.

Items are counted, and the count is stored, before they are removed: a call that is interrupted in
between neither misses an item nor counts it twice.
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
from glowcycle.person.bounded_walk import Budget
from glowcycle.person.erasure import begun, receipts
from glowcycle.person.erasure.receipts import Receipt
from glowcycle.person.erasure.storage_locations import Location, storage_locations
from glowcycle.person.export import services as exports
from glowcycle.storage import objects

# A process that remembers her key may write until its function's time-out. If it signs an upload
# form at the end, that form is valid for UPLOAD_LIFE. TIME_OUT counts twice, since clocks differ.
TIME_OUT = timedelta(seconds=30)
SETTLE = timedelta(seconds=keyring.CACHE_SECONDS) + TIME_OUT + objects.UPLOAD_LIFE + TIME_OUT
# The limit of one call: about 1 s of the store's time.
MAX_PAGES = 8
PAGE_SIZE = 250


class ErasureProgress(PersonItem):
    """The progress of an erasure.

    step     the number of writes of this item
    removed  the number of items counted, by the name of their location
    through  by location, the key up to which its items are counted
    """

    NAME: Final = "erasure"

    step = NumberAttribute(default=0)
    removed = JSONAttribute(default=dict)
    through = JSONAttribute(default=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingErasure:
    """An unfinished erasure: the seconds until the next call, and the items removed so far."""

    receipt_id: str
    retry_after: int
    removed: dict[str, int]


def erase(*, user_id: str) -> Receipt | PendingErasure:
    """Begin or continue her erasure; return the receipt once nothing is left.

    A later call removes what a restored backup has brought back, and returns the same receipt.
    Raise Unavailable; a repeated call continues.
    """
    begun.note(user_id=user_id)
    key = keyring.destroy(user_id=user_id, receipt_id=str(uuid4()))
    receipt = receipts.find(key.receipt_id)
    progress = _load(user_id)
    is_empty = _remove_share(user_id, progress)
    wait = timedelta(0) if receipt else key.destroyed_at + SETTLE - timezone.now()
    if not is_empty or wait > timedelta(0):
        seconds = max(1, round(wait.total_seconds())) if is_empty else 1
        return PendingErasure(
            receipt_id=key.receipt_id, retry_after=seconds, removed=dict(progress.removed)
        )
    if receipt is None:
        receipt = receipts.issue(_receipt_content(key, progress, now=timezone.now()))
    with store_errors():
        ErasureProgress(user_id, ErasureProgress.NAME).delete()
    begun.forget(user_id=user_id)
    return receipt


def _remove_share(user_id: str, progress: ErasureProgress) -> bool:
    """Remove as much as one call may, and update the progress; return whether nothing is left."""
    exports.abort_upload(user_id=user_id)
    budget = Budget(pages=MAX_PAGES)
    for location in _locations():
        while items := location.first_items(user_id=user_id, limit=PAGE_SIZE):
            if budget.is_spent:
                return False
            budget.pages -= 1
            counted = progress.through.get(location.name, "")
            # An object with older versions counts once.
            new = {item.key: item for item in items if item.key > counted}
            if new:  # none if a call counted this page and was interrupted
                names = (
                    "tombstones" if item.is_tombstone else location.name for item in new.values()
                )
                _save(progress, location, Counter(names), through=items[-1].key)
            location.remove(user_id=user_id, items=items)
        if progress.through.get(location.name):  # items that arrive from now on are not counted
            _save(progress, location, Counter(), through="")
    return True


def _save(
    progress: ErasureProgress, location: Location, counts: Counter[str], *, through: str
) -> None:
    """Add the counts to the stored progress. Raise Unavailable if another call has changed it."""
    seen = int(progress.step)
    progress.step = seen + 1
    progress.removed = dict(Counter(progress.removed) + counts)
    progress.through = {**progress.through, location.name: through}
    condition = ErasureProgress.step == seen if seen else ErasureProgress.step.does_not_exist()

    def is_ours(stored: ErasureProgress) -> bool:
        return all(
            getattr(stored, name) == getattr(progress, name)
            for name in ("step", "removed", "through")
        )

    if progress.save_if(condition, is_ours=is_ours) is None:
        raise Unavailable("Another request is erasing this account: repeat yours.")


def _load(user_id: str) -> ErasureProgress:
    progress = ErasureProgress.find_or_discard(user_id, ErasureProgress.NAME)
    return progress or ErasureProgress(user_id, ErasureProgress.NAME)


def _locations() -> list[Location]:
    return storage_locations(excluded_item=ErasureProgress.NAME)


def _receipt_content(
    key: KeyItem, progress: ErasureProgress, *, now: datetime
) -> dict[str, object]:
    names = [*(location.name for location in _locations()), "tombstones"]
    return {
        "receiptId": key.receipt_id,
        "keyDestroyedAt": _iso_time(key.destroyed_at),
        "erasedAt": _iso_time(now),
        "removed": {name: progress.removed.get(name, 0) for name in names},
        "keyBackupsLapseAt": _iso_time(key.destroyed_at + timedelta(days=KEY_RECOVERY_DAYS)),
        "backupsLapseAt": _iso_time(now + timedelta(days=RECOVERY_DAYS)),
    }


def _iso_time(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%S.%f}Z"
