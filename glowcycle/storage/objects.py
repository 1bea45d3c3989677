"""Photos in the bucket. Whose a photo is stands in its key; no address but ours leads to it.

Nothing else of a photo is known here: what is put must be sealed.
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

# By this tag of a kept photo the bucket knows after how many days to delete it.
DAYS_TAG = "days"
UPLOAD_LIFE = timedelta(seconds=60)

_MISSING_CODES = frozenset({"404", "NoSuchKey", "NoSuchUpload"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PresignedForm:
    """A form that takes one file: POST `fields`, then the file as `file`, to `url` in time."""

    url: str
    fields: dict[str, str]
    expires_at: datetime


def pending_key(*, user_id: str, photo_id: str) -> str:
    """Return the key of a photo that waits to be measured; the bucket forgets it after a day."""
    return folder(user_id=user_id, kind="pending") + photo_id


def kept_key(*, user_id: str, scan_id: str) -> str:
    """Return the key of the photo that she keeps with a scan."""
    return folder(user_id=user_id, kind="kept") + scan_id


def folder(*, user_id: str, kind: str) -> str:
    """Return what the keys of all her photos of a kind, pending or kept, begin with."""
    return f"{kind}/{access_guard.user_folder(user_id)}/"


def make_form(*, key: str, content_type: str, size: int) -> PresignedForm:
    """Return a form for that key alone and a file of exactly that type and size in bytes.

    Raise Unavailable without credentials to sign it.
    """
    access_guard.check_object(key)  # a signature is no call, so nobody else would look at it
    expires_at = timezone.now() + UPLOAD_LIFE
    with bucket_errors():
        form = clients.s3().generate_presigned_post(
            Bucket=settings.S3_BUCKET_NAME,
            Key=key,
            Fields={"Content-Type": content_type},
            Conditions=[
                {"Content-Type": content_type},
                ["content-length-range", size, size],
            ],
            ExpiresIn=int(UPLOAD_LIFE.total_seconds()),
        )
    return PresignedForm(url=form["url"], fields=form["fields"], expires_at=expires_at)


def put(*, key: str, content: bytes) -> None:
    """Store the sealed photo, or replace what was there. Raise Unavailable."""
    with bucket_errors():
        _storage().save(key, ContentFile(content))


def get(*, key: str) -> bytes:
    """Return the object's content. Raise NotFound, Unavailable."""
    with bucket_errors(), _storage().open(key) as photo:
        content: bytes = photo.read()
        return content


def delete(*, key: str) -> None:
    """Delete the photo; again is fine. Raise Unavailable."""
    with bucket_errors():
        _storage().delete(key)


def keep_for(*, key: str, days: int | None) -> None:
    """Have the bucket delete the photo so many days after it was stored; None for never.

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


def first_keys(*, prefix: str, limit: int) -> list[str]:
    """Return the keys, in order, of the first objects of a folder. Raise Unavailable."""
    with bucket_errors():
        listed = clients.s3().list_objects_v2(
            Bucket=settings.S3_BUCKET_NAME, Prefix=prefix, MaxKeys=limit
        )
    return [each["Key"] for each in listed.get("Contents", [])]


def delete_all(*, keys: Sequence[str]) -> None:
    """Delete up to 1,000 objects at once; again is fine. Raise Unavailable."""
    objects: list[ObjectIdentifierTypeDef] = [{"Key": key} for key in keys]
    with bucket_errors():
        done = clients.s3().delete_objects(
            Bucket=settings.S3_BUCKET_NAME, Delete={"Objects": objects, "Quiet": True}
        )
    if done.get("Errors"):
        raise Unavailable("The photo store did not delete all of it: repeat the request.")


@cache
def _storage() -> "PhotoStorage":
    # django-storages loads with the first photo: no other request needs it.
    from glowcycle.storage.s3_backend import PhotoStorage

    return PhotoStorage()


@contextmanager
def bucket_errors() -> Iterator[None]:
    """Raise NotFound for an object that does not exist, Unavailable."""
    try:
        with transient_errors("The photo store"):
            yield
    except ClientError as error:
        if error_code(error) in _MISSING_CODES:
            raise NotFound("There is no such photo.") from error
        raise
