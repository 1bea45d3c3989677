"""The same photo is the same answer: which scan holds the measurement of a photo.

An item of the person table leads from a keyed digest of the photo to its scan. Neither the photo
nor a score stands in it, so nothing of a measurement remains where its scan is gone. Her keys make
the digest: nobody can compare the photos of two persons by it, and it dies with her keys.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DeleteError
from pynamodb.expressions.condition import Condition

from glowcycle.aws.dynamodb import Item, PersonItem, has_failed_condition, store_errors
from glowcycle.aws.errors import unavailable
from glowcycle.encryption import keyring
from glowcycle.storage import records
from skin.domain.photo import Photo
from skin.models import SkinScan

PREFIX: Final = "photo#"

PAUSES: Final = (0.05, 0.1, 0.2, 0.4, 0)
"""Seconds after each look for the scan of a faster request: it stores it right after its claim."""

# What a measurement sets in a scan. Once she alters any of it, it is no measurement any more.
MEASURED: Final = (
    "metrics",
    "confidence",
    "missing",
    "quality",
    "observations",
    "source",
    "model_id",
    "prompt_version",
)


class MeasuredPhoto(PersonItem):
    """The scan that holds the measurement of a photo, and a digest of what was measured."""

    scan_id = UnicodeAttribute(attr_name="scanId")
    content = UnicodeAttribute()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPhoto:
    """What is known of a photo before it is measured.

    name     the key of its item: a digest of the photo and of the method
    item     the item as it was read; None if there was none
    content  the measurement, by the scan's attributes; None if it has to be measured
    """

    user_id: str
    name: str
    item: MeasuredPhoto | None
    content: Mapping[str, Any] | None


def find(*, user_id: str, photo: Photo, method: tuple[str, ...]) -> KnownPhoto:
    """Return what is known of the photo by this analyzer, model, prompt and number of calls.

    Raise Erased, Unavailable.
    """
    # The clean JPEG is a function of the clean pixels alone, and shorter.
    named = json.dumps(["measured photo", *method]).encode() + photo.jpeg
    return _read(user_id, PREFIX + records.digest(user_id, named))


def claim(known: KnownPhoto, *, scan_id: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make this the measurement of the photo; return the one that is to be stored in the scan.

    That is another one where another request was faster. Raise Unavailable where that request does
    not store its scan soon.
    """
    before = known.item
    if before is not None and (stored := _content_of(before)):
        return stored  # its scan was just not stored yet
    item = MeasuredPhoto(
        known.user_id,
        known.name,
        scan_id=scan_id,
        content=_digest(SkinScan(known.user_id, scan_id, **content)),
        expires_at=_expiry(known.user_id),
    )
    condition: Condition = MeasuredPhoto.user_id.does_not_exist()
    if before is not None:
        condition = MeasuredPhoto.content == before.content
    ours = (item.scan_id, item.content)
    if item.save_if(condition, is_ours=lambda found: (found.scan_id, found.content) == ours):
        return {**content, "measured_as": known.name}
    for pause in PAUSES:
        if stored := _read(known.user_id, known.name).content:
            return stored
        time.sleep(pause)
    raise unavailable("The store")


def forget(scan: SkinScan) -> None:
    """Delete the item that leads to this scan, which is about to be deleted. Raise Unavailable."""
    if scan.measured_as is None:
        return
    try:
        with store_errors():
            MeasuredPhoto(scan.user_id, scan.measured_as).delete(
                MeasuredPhoto.scan_id == scan.scan_id
            )
    except DeleteError as error:
        if not has_failed_condition(error):  # it leads to another scan, or is gone
            raise


def _read(user_id: str, name: str) -> KnownPhoto:
    item = MeasuredPhoto.find_or_discard(user_id, name)
    content = None if item is None else _content_of(item)
    return KnownPhoto(user_id=user_id, name=name, item=item, content=content)


def _content_of(item: MeasuredPhoto) -> Mapping[str, Any] | None:
    """Return what the item's scan holds, None unless that is as it was measured."""
    scan = records.find(SkinScan, user_id=item.user_id, key=item.scan_id)
    if scan is None or scan.is_gone or scan.is_unreadable or _digest(scan) != item.content:
        return None
    return {name: getattr(scan, name) for name in (*MEASURED, "measured_at")}


def _digest(scan: SkinScan) -> str:
    """Return a keyed digest of what was measured."""
    stored = Item.serialize(scan, null_check=False)
    names = [scan.attribute(name).attr_name for name in MEASURED]
    measured = {name: stored.get(name) for name in names}
    return records.digest(scan.user_id, json.dumps(["measured", measured], sort_keys=True).encode())


def _expiry(user_id: str) -> datetime | None:
    """Return when her choice of retention lets a scan of now expire, None for never."""
    days = keyring.own(user_id=user_id).retention_days.get(SkinScan.kind())
    return None if days is None else timezone.now() + timedelta(days=days)
