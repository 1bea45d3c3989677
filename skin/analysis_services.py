"""The services that analyze a photo: from its bytes to a stored scan.

After a failure the same request completes the analysis. It stores the scan after the measurement,
then stores the photo that she keeps, and deletes the upload last. So every scan has its scores,
every kept photo has a scan to delete it with, and an upload stays while it is needed, for a day at
most.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.utils import timezone

from glowcycle.api.today import today
from glowcycle.aws.bedrock import ModelBusy
from glowcycle.errors import GlowCycleError, Invalid, NotFound, Unavailable
from glowcycle.person.quota import refund, spend
from glowcycle.storage import objects, photos, records, writes
from glowcycle.storage.photos import WaitingPhoto
from glowcycle.storage.writes import Write
from period.cycle_days import derive_cycle_days
from skin import analyzer, known_photos
from skin.analysis_request import AnalysisRequest, find_scan
from skin.domain.measurement import Measurement
from skin.domain.photo import Photo, clean_photo, cleaned_before
from skin.models import DUE, KEPT, SkinScan


def analyze_upload(
    *, user_id: str, photo_id: str, scan_id: str | None, when: str | None, keep: bool
) -> SkinScan:
    """Measure her uploaded photo and store the scan, under `scan_id` or else the photo's id.

    The same request again returns the same scan without a new measurement. The upload is deleted
    after the measurement, or if it cannot be measured; with `keep`, a clean copy stays with the
    scan. `when` is the scan's date, today by default.

    Raise NotFound without an upload, UnsupportedImage, UnreadablePhoto, PoorPhoto, AnalysisRefused,
    AnalysisUnavailable, Unavailable; IdTaken if the id holds another record.
    """
    request = AnalysisRequest(
        user_id=user_id, photo_id=photo_id, scan_id=scan_id, when=when, keep=keep
    )
    return _analyze(request)


def analyze_photo(
    *, user_id: str, photo: bytes, scan_id: str | None, when: str | None, keep: bool
) -> SkinScan:
    """Measure the photo of this request, as `analyze_upload` measures an uploaded one.

    If the analysis fails, the photo waits in the bucket for `analyze_upload`, under the error's
    `photoId`.
    """
    # The id follows from the request, so that a repeated request finds an earlier attempt.
    content = json.dumps([scan_id or today().isoformat(), when, keep]).encode()
    photo_id = str(uuid5(NAMESPACE_OID, records.digest(user_id, content + photo)))
    request = AnalysisRequest(
        user_id=user_id, photo_id=photo_id, photo=photo, scan_id=scan_id, when=when, keep=keep
    )
    return _analyze(request)


def try_photo(*, photo: bytes) -> SkinScan:
    """Return the measurement of the photo as a scan, without storing it.

    Raise UnsupportedImage, PoorPhoto, AnalysisRefused, AnalysisUnavailable, Unavailable.
    """
    portrait = analyzer.find_portrait(photo=clean_photo(data=photo))
    return SkinScan(**_content(analyzer.measure(portrait=portrait)))


def measure_repeatedly(
    *, photo: bytes, times: int
) -> tuple[list[Measurement], list[GlowCycleError]]:
    """Measure the photo `times` times, and store nothing; return the measurements and the failures.

    Raise what `try_photo` raises, a failure of the analyzer only if every measurement failed.
    """
    portrait = analyzer.find_portrait(photo=clean_photo(data=photo))
    measurements, failures = list[Measurement](), list[GlowCycleError]()
    for _ in range(times):
        try:
            measurements.append(analyzer.measure(portrait=portrait))
        except (Invalid, Unavailable) as failure:
            failures.append(failure)
    if not measurements:
        raise failures[0]
    return measurements, failures


def _analyze(request: AnalysisRequest) -> SkinScan:
    scan_id, scan = find_scan(request)
    if scan is None or scan.photo == DUE:
        try:
            waiting = _waiting_photo(request)
        except NotFound:
            _, scan = find_scan(request)  # the same request may have completed meanwhile
            if scan is None:
                raise
        else:
            scan = _complete(request, scan_id, scan, waiting)
    photos.delete_waiting(user_id=request.user_id, photo_id=request.photo_id)
    derive_cycle_days(user_id=request.user_id, records=[scan])
    return scan


def _waiting_photo(request: AnalysisRequest) -> WaitingPhoto:
    """Return the photo as it was sent or parked. Raise NotFound, Unavailable, UnreadablePhoto."""
    if request.photo is not None:
        return WaitingPhoto(request.photo, is_parked=False)
    return photos.get_waiting(user_id=request.user_id, photo_id=request.photo_id)


def _complete(
    request: AnalysisRequest, scan_id: str, scan: SkinScan | None, waiting: WaitingPhoto
) -> SkinScan:
    """Return the scan, stored with its photo if she keeps it; delete an unusable upload."""
    spend(user_id=request.user_id, resource="photos")
    try:
        # A photo that was parked is clean: another compression would make another photo of it.
        clean = cleaned_before if waiting.is_parked else clean_photo
        photo = clean(data=waiting.data)
        scan = scan or _store(request, scan_id, _measure(request, scan_id, photo))
    except Invalid:
        photos.delete_waiting(user_id=request.user_id, photo_id=request.photo_id)
        raise
    return _keep(scan, photo) if scan.photo == DUE else scan


def _measure(request: AnalysisRequest, scan_id: str, photo: Photo) -> Mapping[str, Any]:
    """Return the measurement by the scan's attributes; if the analyzer fails, park the photo.

    A photo without a face to measure is refused before anything is sent, spent or parked. One that
    was measured before is not measured again.
    """
    user_id = request.user_id
    analyzer.check_consent(user_id=user_id)
    portrait = analyzer.find_portrait(photo=photo)
    known = known_photos.find(user_id=user_id, photo=photo, method=analyzer.method())
    if known.content is not None:
        return known.content
    spend(user_id=user_id, resource="analyses")
    try:
        content = _content(analyzer.measure(portrait=portrait))
        return known_photos.claim(known, scan_id=scan_id, content=content)
    except Unavailable as error:
        if isinstance(error, ModelBusy):
            refund(user_id=user_id, resource="analyses")
        if request.photo is not None:
            photos.park(user_id=user_id, photo_id=request.photo_id, jpeg=photo.jpeg)
        error.extra = {"photoId": request.photo_id}
        raise


def _store(request: AnalysisRequest, scan_id: str, content: Mapping[str, Any]) -> SkinScan:
    scan = SkinScan(
        request.user_id,
        scan_id,
        date=request.when or today().isoformat(),
        photo_id=request.photo_id,
        photo=DUE if request.keep else None,
        **content,
    )
    return writes.create_as(scan, request_digest=request.digest)


def _keep(scan: SkinScan, photo: Photo) -> SkinScan:
    """Store the photo with its scan. Raise NotFound if she deleted the scan meanwhile."""
    key = objects.kept_key(user_id=scan.user_id, scan_id=scan.scan_id)
    photos.keep(user_id=scan.user_id, key=key, jpeg=photo.jpeg, kind=scan.kind())
    try:
        # With this request key, repeated requests make one write.
        write = Write(
            user_id=scan.user_id,
            key=scan.scan_id,
            content={"photo": KEPT},
            request_key=f"keep {scan.photo_id}",
        )
        return writes.update(SkinScan, write)
    except NotFound:
        objects.delete(key=key)
        raise


def _content(measurement: Measurement) -> dict[str, Any]:
    """Return the scan's attributes by Python name."""
    return {
        "metrics": measurement.metrics.measured(),
        "confidence": dict(measurement.confidence),
        "missing": dict(measurement.missing),
        "source": measurement.source,
        "model_id": measurement.model_id,
        "prompt_version": measurement.prompt_version,
        "quality": list(measurement.quality),
        "observations": list(measurement.observations),
        "measured_at": timezone.now(),
    }
