"""From a photo to a stored scan, and back to the photo where she keeps it.

Whatever fails, the same request again completes it: a scan is stored once it is measured, then the
photo is kept, and the upload leaves last. So each scan has its scores, each kept photo a scan to
delete it with, and an upload waits for as long as it may be needed, a day at most.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

from django.utils import timezone

from glowcycle.aws.bedrock import ModelBusy
from glowcycle.errors import IdTaken, Invalid, NotFound, Unavailable
from glowcycle.person.quota import refund, spend
from glowcycle.storage import objects, photos, records, writes
from glowcycle.storage.writes import Write
from period.services import derive_cycle_days
from skin import analyzer
from skin.domain.measurement import Measurement
from skin.domain.photo import Photo, clean_photo
from skin.models import DUE, KEPT, SkinScan


@dataclass(frozen=True, slots=True)
class UploadForm:
    """Where one photo may be sent, and the id under which to have it measured then."""

    photo_id: str
    form: objects.PresignedForm


def offer_upload(*, user_id: str, content_type: str, size: int) -> UploadForm:
    """Return a way to send a photo of that type and size in bytes to the bucket."""
    photo_id = str(uuid4())
    key = objects.pending_key(user_id=user_id, photo_id=photo_id)
    return UploadForm(photo_id, objects.make_form(key=key, content_type=content_type, size=size))


def analyze_upload(
    *, user_id: str, photo_id: str, scan_id: str | None, when: str | None, keep: bool
) -> SkinScan:
    """Measure her photo and store the scan, under the photo's id unless another is given.

    The same request again gives the same scan, and is not measured again. The photo is deleted once
    it is scored or found useless; with `keep`, a clean copy of it stays with the scan.

    Raises NotFound for a photo that is not there, UnsupportedImage, PoorPhoto, AnalysisUnavailable,
    Unavailable; IdTaken where the id holds something else.
    """
    wish = AnalysisRequest(
        user_id=user_id, photo_id=photo_id, scan_id=scan_id, when=when, keep=keep
    )
    return _analyze(wish)


def analyze_photo(
    *, user_id: str, photo: bytes, scan_id: str | None, when: str | None, keep: bool
) -> SkinScan:
    """Measure a photo that comes with its request, as `analyze_upload` does one sent before.

    Where the analysis fails the photo waits, and `analyze_upload` takes it from there: its id is
    the error's `photoId`.
    """
    # An id made of the request: its repetition finds, and ends, what an earlier attempt left.
    told = json.dumps([scan_id or _today(), when, keep]).encode()
    photo_id = str(uuid5(NAMESPACE_OID, records.digest(user_id, told + photo)))
    return _analyze(
        AnalysisRequest(
            user_id=user_id, photo_id=photo_id, sent=photo, scan_id=scan_id, when=when, keep=keep
        )
    )


def try_photo(*, photo: bytes) -> SkinScan:
    """Return how the photo would be measured, as a scan that is stored nowhere.

    Raises UnsupportedImage, PoorPhoto, AnalysisUnavailable, Unavailable.
    """
    return SkinScan(**_content(analyzer.measure(photo=clean_photo(data=photo))))


def get_photo(*, user_id: str, scan_id: str) -> bytes:
    """Return the JPEG that she keeps with her scan. Raise NotFound, Unavailable."""
    if not records.get(SkinScan, user_id=user_id, key=scan_id).has_photo:
        raise NotFound("There is no photo with this scan.")
    return photos.get(user_id=user_id, key=objects.kept_key(user_id=user_id, scan_id=scan_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisRequest:
    """What she asks for; a photo that was not `sent` along lies in the bucket."""

    user_id: str
    photo_id: str
    sent: bytes | None = None
    scan_id: str | None
    when: str | None
    keep: bool

    @property
    def pending(self) -> str:
        return objects.pending_key(user_id=self.user_id, photo_id=self.photo_id)

    @property
    def said(self) -> str:
        told = json.dumps([self.photo_id, self.when, self.keep])
        return records.digest(self.user_id, told.encode())


def _analyze(wish: AnalysisRequest) -> SkinScan:
    scan_id, scan = _recall(wish)
    if scan is None or scan.photo == DUE:
        try:
            sent = wish.sent
            if sent is None:
                sent = photos.get_upload(user_id=wish.user_id, key=wish.pending)
        except NotFound:
            _, scan = _recall(wish)  # the same request at the same time may just have ended
            if scan is None:
                raise
        else:
            scan = _complete(wish, scan_id, scan, sent)
    objects.delete(key=wish.pending)
    derive_cycle_days(user_id=wish.user_id, records=[scan])
    return scan


def _complete(wish: AnalysisRequest, scan_id: str, scan: SkinScan | None, sent: bytes) -> SkinScan:
    """Return the scan with all that was wished for; a photo of no use leaves at once."""
    try:
        photo = clean_photo(data=sent)
        scan = scan or _store(wish, scan_id, _measure_or_wait(wish, photo))
    except Invalid:
        objects.delete(key=wish.pending)
        raise
    return _keep(scan, photo) if scan.photo == DUE else scan


def _recall(wish: AnalysisRequest) -> tuple[str, SkinScan | None]:
    """Return the scan's id, and the scan where this request stored it before. Raise IdTaken."""
    scan_id = wish.scan_id or wish.photo_id
    while True:
        try:
            return scan_id, writes.find_repeated(
                SkinScan, user_id=wish.user_id, key=scan_id, request_digest=wish.said
            )
        except IdTaken:
            if wish.scan_id is not None:
                raise
        # She deleted that scan, and may have the photo measured anew, under the id that follows.
        scan_id = str(uuid5(NAMESPACE_OID, scan_id))


def _measure_or_wait(wish: AnalysisRequest, photo: Photo) -> Measurement:
    """Return the measurement; when there is none to be had now, let the photo wait for it."""
    analyzer.check_consent(user_id=wish.user_id)
    spend(user_id=wish.user_id, resource="analyses")
    try:
        return analyzer.measure(photo=photo)
    except Unavailable as error:
        if isinstance(error, ModelBusy):
            refund(user_id=wish.user_id, resource="analyses")
        if wish.sent is not None:
            photos.put(user_id=wish.user_id, key=wish.pending, jpeg=photo.jpeg)
        error.extra = {"photoId": wish.photo_id}
        raise


def _store(wish: AnalysisRequest, scan_id: str, found: Measurement) -> SkinScan:
    scan = SkinScan(
        wish.user_id,
        scan_id,
        date=wish.when or _today(),
        photo_id=wish.photo_id,
        photo=DUE if wish.keep else None,
        **_content(found),
    )
    return writes.create_as(scan, request_digest=wish.said)


def _keep(scan: SkinScan, photo: Photo) -> SkinScan:
    key = objects.kept_key(user_id=scan.user_id, scan_id=scan.scan_id)
    photos.keep(user_id=scan.user_id, key=key, jpeg=photo.jpeg, kind=scan.kind())
    try:
        # By its name it is one write, of however many copies of the request at once.
        name = f"keep {scan.photo_id}"
        kept = Write(
            user_id=scan.user_id, key=scan.scan_id, content={"photo": KEPT}, request_key=name
        )
        return writes.update(SkinScan, kept)
    except NotFound:
        objects.delete(
            key=key
        )  # she deleted the scan meanwhile, perhaps before the photo was there
        raise


def _content(found: Measurement) -> dict[str, Any]:
    return {
        "metrics": found.metrics.measured(),
        "confidence": dict(found.confidence),
        "source": found.source,
        "model_id": found.model_id,
        "prompt_version": found.prompt_version,
        "quality": list(found.quality),
        "observations": list(found.observations),
        "measured_at": timezone.now(),
    }


def _today() -> str:
    return timezone.now().date().isoformat()
