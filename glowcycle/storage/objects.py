"""Objects in the bucket. The key names the owner, and only our API leads to the object.

The caller encrypts a photo before it stores it here.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from glowcycle.aws import access_guard, clients
from glowcycle.aws.errors import error_code, transient_errors
from glowcycle.errors import NotFound, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import ObjectIdentifierTypeDef

    from glowcycle.storage.s3_backend import PhotoStorage

# The bucket's lifecycle rules read this tag, and delete the photo after that many days.
DAYS_TAG = "days"
# 15 MB take ten minutes on a mobile network of 200 kbit/s.
UPLOAD_LIFE = timedelta(minutes=15)
# 200 MB take half an hour at 1 Mbit/s.
LARGE_UPLOAD_LIFE = timedelta(hours=1)

_MISSING_CODES = frozenset({"404", "NoSuchKey", "NoSuchUpload"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PresignedForm:
    """A form for one upload: POST `fields`, then the file as `file`, to `url`."""

    url: str
    fields: dict[str, str]
    expires_at: datetime


def upload_key(*, user_id: str, photo_id: str) -> str:
    """Return the key of a photo as she uploads it. The bucket deletes it after a day."""
    return folder(user_id=user_id, kind="uploads") + photo_id


def pending_key(*, user_id: str, photo_id: str) -> str:
    """Return the key of a sealed photo whose analysis failed. The bucket deletes it after a day."""
    return folder(user_id=user_id, kind="pending") + photo_id


def kept_key(*, user_id: str, scan_id: str) -> str:
    """Return the key of the photo that belongs to a scan."""
    return folder(user_id=user_id, kind="kept") + scan_id


def folder(*, user_id: str, kind: str) -> str:
    """Return the prefix of her keys of one kind: uploads, pending, kept or exports."""
    return f"{kind}/{access_guard.user_folder(user_id)}/"


def make_form(
    *, key: str, content_type: str, size: int, life: timedelta = UPLOAD_LIFE
) -> PresignedForm:
    """Return a form for this key, and for a file of exactly this type and size in bytes.

    Raise Unavailable without credentials to sign it.
    """
    access_guard.check_object(key)  # signing is no call, so the guard does not see it
    expires_at = timezone.now() + life
    with bucket_errors():
        form = clients.s3().generate_presigned_post(
            Bucket=settings.S3_BUCKET_NAME,
            Key=key,
            Fields={"Content-Type": content_type},
            Conditions=[
                {"Content-Type": content_type},
                ["content-length-range", size, size],
            ],
            ExpiresIn=int(life.total_seconds()),
        )
    return PresignedForm(url=form["url"], fields=form["fields"], expires_at=expires_at)


def put(*, key: str, content: bytes) -> None:
    """Store the encrypted content, in place of an earlier one. Raise Unavailable."""
    with bucket_errors():
        _storage().save(key, ContentFile(content))


def get(*, key: str) -> bytes:
    """Return the object's content. Raise NotFound, Unavailable."""
    with bucket_errors(), _storage().open(key) as photo:
        content: bytes = photo.read()
        return content


def delete(*, key: str) -> None:
    """Delete the object. A repetition changes nothing. Raise Unavailable."""
    with bucket_errors():
        _storage().delete(key)


def keep_for(*, key: str, days: int | None) -> None:
    """Set how many days after its upload the bucket deletes the photo; None for never.

    Raise NotFound, Unavailable.
    """
    with bucket_errors():
        if days is None:
            clients.s3().delete_object_tagging(Bucket=settings.S3_BUCKET_NAME, Key=key)
        else:
            clients.s3().put_object_tagging(
                Bucket=settings.S3_BUCKET_NAME,
                Key=key,
                Tagging={"TagSet": [{"Key": DAYS_TAG, "Value": str(days)}]},
            )


@dataclass(frozen=True, slots=True)
class ObjectVersion:
    """A version of an object, or the mark that it was deleted. Usually there is one version."""

    key: str
    version_id: str


def first_versions(*, prefix: str, limit: int) -> list[ObjectVersion]:
    """Return the first versions of the objects with this prefix, by their keys. Raise Unavailable.

    A bucket that is or was versioned keeps what was deleted or replaced as older versions.
    """
    with bucket_errors():
        listed = clients.s3().list_object_versions(
            Bucket=settings.S3_BUCKET_NAME, Prefix=prefix, MaxKeys=limit
        )
    found = [
        ObjectVersion(version["Key"], version["VersionId"])
        for version in (*listed.get("Versions", []), *listed.get("DeleteMarkers", []))
    ]
    return sorted(found, key=lambda version: version.key)


def delete_versions(*, versions: Sequence[ObjectVersion]) -> None:
    """Delete up to 1,000 versions for good. A repetition changes nothing. Raise Unavailable."""
    _delete([{"Key": version.key, "VersionId": version.version_id} for version in versions])


def first_keys(*, prefix: str, limit: int) -> list[str]:
    """Return the first keys with this prefix, in order. Raise Unavailable."""
    with bucket_errors():
        listed = clients.s3().list_objects_v2(
            Bucket=settings.S3_BUCKET_NAME, Prefix=prefix, MaxKeys=limit
        )
    return [found["Key"] for found in listed.get("Contents", [])]


def delete_all(*, keys: Sequence[str]) -> None:
    """Delete up to 1,000 objects. A repetition changes nothing. Raise Unavailable."""
    _delete([{"Key": key} for key in keys])


def _delete(objects: "list[ObjectIdentifierTypeDef]") -> None:
    with bucket_errors():
        response = clients.s3().delete_objects(
            Bucket=settings.S3_BUCKET_NAME, Delete={"Objects": objects, "Quiet": True}
        )
    if response.get("Errors"):
        raise Unavailable("The photo store did not delete everything: repeat the request.")


@cache
def _storage() -> "PhotoStorage":
    # Imported late: django-storages and boto3 take 90 ms to import, and few requests need them.
    from glowcycle.storage.s3_backend import PhotoStorage

    return PhotoStorage()


@contextmanager
def bucket_errors() -> Iterator[None]:
    """Raise Unavailable, or NotFound for an object that does not exist."""
    try:
        with transient_errors("The photo store"):
            yield
    except ClientError as error:
        if error_code(error) in _MISSING_CODES:
            raise NotFound("There is no such photo.") from error
        raise
