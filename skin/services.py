"""The services of skin scans.

`create_scan`, `get_scan`, `change_scan` and `list_scans` return scans with the cycle day that the
period log gives. `store_scan` and `store_scan_change` return them as stored.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from glowcycle.storage import date_queries, objects, photos, records, restoring, writes
from glowcycle.storage.date_queries import PageRequest, RecordPage
from glowcycle.storage.writes import Write
from period.cycle_days import derive_cycle_days
from skin import known_photos
from skin.models import SCANS, SkinScan


def create_scan(*, write: Write) -> SkinScan:
    """Do what `store_scan` does, and return the scan with its cycle day."""
    return _with_cycle_day(store_scan(write=write))


def store_scan(*, write: Write) -> SkinScan:
    """Store scores that she or her app states, or find the scan that this request stored before.

    Every rule for a new scan belongs here: sync calls this as well. Raise IdTaken.
    """
    return writes.create(SkinScan, replace(write, derived=manual_provenance()))


def get_scan(*, user_id: str, scan_id: str) -> SkinScan:
    """Return her scan. Raise NotFound."""
    return _with_cycle_day(records.get(SkinScan, user_id=user_id, key=scan_id))


def change_scan(*, write: Write) -> SkinScan:
    """Do what `store_scan_change` does, and return the scan with its cycle day."""
    return _with_cycle_day(store_scan_change(write=write))


def store_scan_change(*, write: Write) -> SkinScan:
    """Set the given attributes of her scan and keep the others, such as its photo.

    Scores that she alters become stated scores. Every rule for a changed scan belongs here: sync
    calls this as well. Raise NotFound, Stale, KeyReused, Unreadable.
    """
    # Stated scores never become measured again, so a write in between cannot make this untrue.
    metrics = write.attributes.get("metrics")
    if metrics is not None and not _has_same_scores(write, metrics):
        write = replace(write, derived=manual_provenance())
    return writes.update(SkinScan, write)


def delete_scan(*, write: Write) -> SkinScan:
    """Delete the scan's photo, then the scan, and return its tombstone.

    Raise NotFound, Stale, KeyReused, Unavailable.
    """
    # In this order a failure never leaves a photo without a scan, which nobody could find.
    return writes.delete(SkinScan, write, before=_delete_photo)


def restore_scan(*, record: SkinScan, before: Callable[[SkinScan], None] | None = None) -> bool:
    """Store a scan of an export; return whether it is stored now. Raise Unavailable."""
    return restoring.restore(record, before=before)


def list_scans(*, user_id: str, page_request: PageRequest) -> RecordPage[SkinScan]:
    """Return that page of her scans, newest first, with their cycle days. Raise Unavailable."""
    return date_queries.read(
        SCANS,
        user_id=user_id,
        page_request=page_request,
        derive=lambda scans: derive_cycle_days(user_id=user_id, records=scans),
    )


def _has_same_scores(write: Write, metrics: Mapping[str, float | None]) -> bool:
    scan = records.find_live(SkinScan, user_id=write.user_id, key=write.key)
    if scan.is_unreadable:
        return False
    return all(getattr(scan.metrics, name) == score for name, score in metrics.items())


def manual_provenance() -> dict[str, Any]:
    """Return the provenance of scores that she or her app states."""
    return {
        "source": "manual",
        "model_id": None,
        "prompt_version": None,
        "quality": [],
        "confidence": None,
        "observations": [],
        "measured_at": None,
        "missing": None,
    }


def _delete_photo(scan: SkinScan) -> None:
    """Delete the scan's photo and its upload from the bucket, and what leads to it by its photo.

    Raise Unavailable.
    """
    known_photos.forget(scan)
    if scan.photo is not None or scan.is_unreadable:
        objects.delete(key=objects.kept_key(user_id=scan.user_id, scan_id=scan.scan_id))
    if scan.photo_id is not None:
        photos.delete_waiting(user_id=scan.user_id, photo_id=scan.photo_id)


def _with_cycle_day(scan: SkinScan) -> SkinScan:
    derive_cycle_days(user_id=scan.user_id, records=[scan])
    return scan
