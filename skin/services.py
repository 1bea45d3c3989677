"""What can be done with skin scans. Each scan answered knows its day of the cycle."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from glowcycle import chronicle, store
from glowcycle.aws import clients
from glowcycle.chronicle import Direction, Place, Slice
from glowcycle.errors import NotFound
from period.services import tell_cycle_days
from skin.domain.measurement import Measurement
from skin.models import SCANS, SkinScan


def add_scan(*, user_id: str, scan_id: str | None, content: dict[str, Any]) -> SkinScan:
    """Store scores that she or her app states, or recognise a scan sent before. Raise IdTaken."""
    scan = SkinScan(user_id, scan_id or str(uuid4()), **content, **_stated())
    return _with_cycle_day(store.insert(scan))


def analyze_photo(*, user_id: str, photo: bytes, scan_id: str | None, when: str | None) -> SkinScan:
    """Measure a photo and store the scan; the photo itself is not kept.

    The same photo under the same scan id is measured once. Raises UnsupportedImage, PoorPhoto,
    AnalysisUnavailable, Unavailable; IdTaken where the id holds something else.
    """
    said = store.digest(b"\0".join([photo, (when or "").encode()]))
    if scan_id is not None and (known := _analyzed(user_id, scan_id, said)):
        return _with_cycle_day(known)
    found = _measure(photo)
    scan = SkinScan(
        user_id,
        scan_id or str(uuid4()),
        date=when or timezone.now().date().isoformat(),
        metrics=found.metrics.measured(),
        confidence=dict(found.confidence),
        source=found.source,
        model_id=found.model_id,
        prompt_version=found.prompt_version,
        quality=list(found.quality),
        observations=list(found.observations),
        measured_at=timezone.now().isoformat(),
    )
    return _with_cycle_day(store.insert(scan, said=said))


def get_scan(*, user_id: str, scan_id: str) -> SkinScan:
    """Return her scan. Raise NotFound."""
    return _with_cycle_day(store.find(SkinScan, user_id=user_id, key=scan_id))


def change_scan(
    *, user_id: str, scan_id: str, content: dict[str, Any], if_match: frozenset[str] | None
) -> SkinScan:
    """Set the given parts of her scan. Scores that she states are hers, whoever measured before.

    Raises NotFound, Stale.
    """
    if "metrics" in content:
        content = {**content, **_stated()}
    scan = store.change(SkinScan, user_id=user_id, key=scan_id, content=content, if_match=if_match)
    return _with_cycle_day(scan)


def delete_scan(*, user_id: str, scan_id: str, if_match: frozenset[str] | None) -> None:
    """Delete her scan. Raise NotFound, Stale."""
    store.remove(SkinScan, user_id=user_id, key=scan_id, if_match=if_match)


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


def _analyzed(user_id: str, scan_id: str, said: str) -> SkinScan | None:
    """Return the scan that this very request made before. Raise IdTaken for any other."""
    try:
        scan = store.find(SkinScan, user_id=user_id, key=scan_id)
    except NotFound:
        return None
    if scan.created_as != said:
        raise store.IdTaken
    return scan


def _measure(data: bytes) -> Measurement:
    # Pillow and the analyzers load with the first photo: no other request needs them.
    from skin.domain.photo import clean_photo

    photo = clean_photo(data=data)
    if settings.SKIN_ANALYZER == "local":
        from skin.domain import local_analyzer

        return local_analyzer.measure(photo=photo)

    from glowcycle.aws.bedrock import BedrockService, Guardrail
    from skin import bedrock_analyzer

    guardrail = Guardrail(
        identifier=settings.BEDROCK_GUARDRAIL_ID, version=settings.BEDROCK_GUARDRAIL_VERSION
    )
    service = BedrockService(
        client=clients.bedrock(),
        model_id=settings.BEDROCK_MODEL_ID,
        guardrail=guardrail if guardrail.identifier else None,
    )
    return bedrock_analyzer.measure(photo=photo, service=service)


def _with_cycle_day(scan: SkinScan) -> SkinScan:
    tell_cycle_days(user_id=scan.user_id, records=[scan])
    return scan
