"""What can be done with skin scans. Each scan answered knows its day of the cycle."""

from datetime import date
from typing import Any
from uuid import uuid4

from glowcycle import chronicle, store
from glowcycle.aws import photos
from glowcycle.chronicle import Direction, Place, Slice
from period.services import tell_cycle_days
from skin.models import SCANS, SkinScan


def add_scan(*, user_id: str, scan_id: str | None, content: dict[str, Any]) -> SkinScan:
    """Store scores that she or her app states, or recognise a scan sent before. Raise IdTaken."""
    scan = SkinScan(user_id, scan_id or str(uuid4()), **content, **_stated())
    return _with_cycle_day(store.insert(scan))


def get_scan(*, user_id: str, scan_id: str) -> SkinScan:
    """Return her scan. Raise NotFound."""
    return _with_cycle_day(store.find(SkinScan, user_id=user_id, key=scan_id))


def change_scan(
    *, user_id: str, scan_id: str, content: dict[str, Any], if_match: frozenset[str] | None
) -> SkinScan:
    """Set the given parts of her scan; never its photo. Scores that she alters are stated by her.

    Raises NotFound, Stale.
    """
    # Scores become stated and never measured again: a change in between cannot make this untrue.
    if "metrics" in content and not _has_scores(user_id, scan_id, content["metrics"]):
        content = {**content, **_stated()}
    scan = store.change(SkinScan, user_id=user_id, key=scan_id, content=content, if_match=if_match)
    return _with_cycle_day(scan)


def delete_scan(*, user_id: str, scan_id: str, if_match: frozenset[str] | None) -> None:
    """Delete her photo of it, then her scan. Raise NotFound, Stale, Unavailable."""
    # A photo whose scan is gone would be found by nobody, a scan without its photo by her.
    store.remove(SkinScan, user_id=user_id, key=scan_id, if_match=if_match, first=_delete_photo)


def list_scans(
    *,
    user_id: str,
    first: date | None,
    last: date | None,
    limit: int,
    beside: Place | None,
    direction: Direction,
) -> Slice[SkinScan]:
    """Return her scans of those dates (inclusive), newest first."""
    found = chronicle.read(
        SCANS,
        user_id=user_id,
        first=first,
        last=last,
        limit=limit,
        beside=beside,
        direction=direction,
    )
    tell_cycle_days(user_id=user_id, records=found.records)
    return found


def _has_scores(user_id: str, scan_id: str, scores: dict[str, int | None]) -> bool:
    scan = store.find(SkinScan, user_id=user_id, key=scan_id)
    return all(getattr(scan.metrics, name) == score for name, score in scores.items())


def _stated() -> dict[str, Any]:
    """Return the provenance of scores that somebody typed in."""
    return {
        "source": "manual",
        "model_id": None,
        "prompt_version": None,
        "quality": [],
        "confidence": None,
        "observations": [],
        "measured_at": None,
    }


def _delete_photo(scan: SkinScan) -> None:
    """Delete what the bucket holds of the scan's photo. Raise Unavailable."""
    if scan.photo is not None:
        photos.delete(key=photos.kept_key(user_id=scan.user_id, scan_id=scan.scan_id))
    if scan.photo_id is not None:
        photos.delete(key=photos.pending_key(user_id=scan.user_id, photo_id=scan.photo_id))


def _with_cycle_day(scan: SkinScan) -> SkinScan:
    tell_cycle_days(user_id=scan.user_id, records=[scan])
    return scan
