"""Erases a person's data: a bounded share with each call, until a call returns the receipt.

Her app repeats the call, and so does `finish_erasures` for every erasure that was begun.

The first call destroys her data key, so none of her data can be read any more, wherever it is.
Then all items and objects are removed. A process may remember the key for a minute, and a write
that began before may still arrive; so the last call looks again after that time. Where she asked
for an upload form shortly before, it looks again when the form has ended.

Items are counted, and the count is stored, before they are removed: a call that is interrupted in
between neither misses an item nor counts it twice.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.utils import timezone
from pynamodb.attributes import JSONAttribute, NumberAttribute, UTCDateTimeAttribute

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.encryption import keyring
from glowcycle.encryption.data_keys import KeyItem
from glowcycle.errors import Unavailable
from glowcycle.infrastructure.tables import KEY_RECOVERY_DAYS, RECOVERY_DAYS
from glowcycle.person import quota
from glowcycle.person.bounded_walk import Budget
from glowcycle.person.erasure import begun, receipts
from glowcycle.person.erasure.receipts import Receipt
from glowcycle.person.erasure.storage_locations import Location, storage_locations
from glowcycle.person.export import services as exports
from glowcycle.person.quota import MeteredResource
from glowcycle.storage import objects

# A process that remembers her key may write until its function's time-out. If it signs an upload
# form at the end, that form is valid for UPLOAD_LIFE. TIME_OUT counts twice, since clocks differ.
TIME_OUT = timedelta(seconds=30)
WRITES_SETTLE = timedelta(seconds=keyring.CACHE_SECONDS) + TIME_OUT + TIME_OUT
SETTLE = WRITES_SETTLE + objects.UPLOAD_LIFE
# From the count of a form to its end, by the resource that counts it.
FORM_LIVES: Final[dict[MeteredResource, timedelta]] = {
    "uploads": TIME_OUT + objects.UPLOAD_LIFE + TIME_OUT,
    "importUploads": TIME_OUT + objects.LARGE_UPLOAD_LIFE + TIME_OUT,
}
# The limit of one call: about 1 s of the store's time.
MAX_PAGES = 8
PAGE_SIZE = 250


class ErasureProgress(PersonItem):
    """The progress of an erasure.

    step     the number of writes of this item
    removed  the number of items counted, by the name of their location
    through  by location, the key up to which its items are counted
    forms_end  when her last upload form ends; None where she asked for none
    """

    NAME: Final = "erasure"

    step = NumberAttribute(default=0)
    removed = JSONAttribute(default=dict)
    through = JSONAttribute(default=dict)
    forms_end = UTCDateTimeAttribute(null=True)


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
    settles_at = key.destroyed_at + WRITES_SETTLE
    is_settled = timezone.now() >= settles_at
    if is_settled:
        _note_forms(user_id, progress)
    is_empty = _remove_share(user_id, progress, keeps_counts=not is_settled)
    ends_at = max(settles_at, progress.forms_end or settles_at)
    wait = timedelta(0) if receipt else ends_at - timezone.now()
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


def _note_forms(user_id: str, progress: ErasureProgress) -> None:
    """Note in the progress when her last upload form ends, before the count of it is removed."""
    ends = [
        used_at + life
        for resource, life in FORM_LIVES.items()
        if (used_at := quota.last_use(user_id=user_id, resource=resource))
    ]
    if ends:
        progress.forms_end = max(ends)
        _save(progress)


def _remove_share(user_id: str, progress: ErasureProgress, *, keeps_counts: bool) -> bool:
    """Remove as much as one call may, and update the progress; return whether nothing is left.

    With `keeps_counts`, the counts of her upload forms stay: more forms may follow.
    """
    counts = [
        key
        for resource in (FORM_LIVES if keeps_counts else ())
        for key in quota.recent_counts(user_id=user_id, resource=resource)
    ]
    exports.abort_upload(user_id=user_id)
    budget = Budget(pages=MAX_PAGES)
    for location in _locations(*counts):
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
                _count(progress, location, Counter(names), through=items[-1].key)
            location.remove(user_id=user_id, items=items)
        if progress.through.get(location.name):  # items that arrive from now on are not counted
            _count(progress, location, Counter(), through="")
    return True


def _count(
    progress: ErasureProgress, location: Location, counts: Counter[str], *, through: str
) -> None:
    """Add the counts to the stored progress. Raise Unavailable if another call has changed it."""
    progress.removed = dict(Counter(progress.removed) + counts)
    progress.through = {**progress.through, location.name: through}
    _save(progress)


def _save(progress: ErasureProgress) -> None:
    """Store the progress. Raise Unavailable if another call has changed it."""
    seen = int(progress.step)
    progress.step = seen + 1
    condition = ErasureProgress.step == seen if seen else ErasureProgress.step.does_not_exist()

    def is_ours(stored: ErasureProgress) -> bool:
        return all(
            getattr(stored, name) == getattr(progress, name)
            for name in ("step", "removed", "through", "forms_end")
        )

    if progress.save_if(condition, is_ours=is_ours) is None:
        raise Unavailable("Another request is erasing this account: repeat yours.")


def _load(user_id: str) -> ErasureProgress:
    progress = ErasureProgress.find_or_discard(user_id, ErasureProgress.NAME)
    return progress or ErasureProgress(user_id, ErasureProgress.NAME)


def _locations(*excluded: str) -> list[Location]:
    return storage_locations(excluded=frozenset({ErasureProgress.NAME, *excluded}))


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
