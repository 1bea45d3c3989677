"""The services of photos besides their analysis: the upload, and the photo of a scan."""

from collections.abc import Container
from dataclasses import dataclass
from uuid import uuid4

from glowcycle.errors import NotFound
from glowcycle.person.quota import spend
from glowcycle.storage import objects, photos, records
from skin.domain.photo import clean_photo
from skin.models import SkinScan


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """The photo of a scan: the write id of the scan, and the JPEG if it was read."""

    etag: str
    jpeg: bytes | None


@dataclass(frozen=True, slots=True)
class PhotoUpload:
    """A form to upload one photo, and the id to analyze it under."""

    photo_id: str
    form: objects.PresignedForm


def offer_upload(*, user_id: str, content_type: str, size: int) -> PhotoUpload:
    """Return a form to upload a photo of that type and size in bytes to the bucket.

    Raise QuotaExceeded, Unavailable.
    """
    spend(user_id=user_id, resource="uploads")
    photo_id = str(uuid4())
    key = objects.upload_key(user_id=user_id, photo_id=photo_id)
    return PhotoUpload(photo_id, objects.make_form(key=key, content_type=content_type, size=size))


def clean_jpeg(*, data: bytes) -> bytes:
    """Return a photo from elsewhere as one that may be kept. Raise UnsupportedImage."""
    return clean_photo(data=data).jpeg


def get_photo(*, user_id: str, scan_id: str, known: Container[str]) -> KeptPhoto:
    """Return the photo that she keeps with her scan, without the JPEG if its etag is in `known`.

    No photo is stored without a write of its scan. Raise NotFound, Unreadable, Unavailable.
    """
    scan = records.get(SkinScan, user_id=user_id, key=scan_id)
    if not scan.has_photo:
        raise NotFound("This scan has no photo.")
    if scan.write_id in known:
        return KeptPhoto(scan.write_id, None)
    key = objects.kept_key(user_id=user_id, scan_id=scan_id)
    return KeptPhoto(scan.write_id, photos.get(user_id=user_id, key=key))
