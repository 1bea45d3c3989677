"""Large files in the bucket: uploaded in parts, downloaded by a link that soon expires."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings

from glowcycle.aws import clients
from glowcycle.errors import NotFound
from glowcycle.storage.objects import bucket_errors

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

# S3 accepts no smaller part, except the last one.
MIN_PART_BYTES = 5 * 1024 * 1024


def begin(*, key: str, content_type: str, file_name: str) -> str:
    """Begin an upload, and return its id. Raise Unavailable."""
    with bucket_errors():
        begun = clients.s3().create_multipart_upload(
            Bucket=settings.S3_BUCKET_NAME,
            Key=key,
            ContentType=content_type,
            ContentDisposition=f'attachment; filename="{file_name}"',
        )
    return begun["UploadId"]


def put_part(*, key: str, upload_id: str, number: int, content: bytes) -> str:
    """Upload the part with this number, counted from 1, and return its ETag.

    Raise Unavailable, or NotFound for an aborted upload.
    """
    with bucket_errors():
        part = clients.s3().upload_part(
            Bucket=settings.S3_BUCKET_NAME,
            Key=key,
            UploadId=upload_id,
            PartNumber=number,
            Body=content,
        )
    return part["ETag"]


def complete(*, key: str, upload_id: str, etags: Sequence[str]) -> None:
    """Make the object of its parts. A repetition changes nothing.

    Raise Unavailable, or NotFound for an aborted upload.
    """
    parts: list[CompletedPartTypeDef] = [
        {"PartNumber": number, "ETag": etag} for number, etag in enumerate(etags, start=1)
    ]
    try:
        with bucket_errors():
            clients.s3().complete_multipart_upload(
                Bucket=settings.S3_BUCKET_NAME,
                Key=key,
                UploadId=upload_id,
                MultipartUpload={"Parts": parts},
            )
    except NotFound:  # an earlier attempt may have completed it, and its response was lost
        with bucket_errors():
            clients.s3().head_object(Bucket=settings.S3_BUCKET_NAME, Key=key)


def abort(*, key: str, upload_id: str) -> None:
    """Delete the parts of an unfinished upload. A repetition changes nothing. Raise Unavailable."""
    try:
        with bucket_errors():
            clients.s3().abort_multipart_upload(
                Bucket=settings.S3_BUCKET_NAME, Key=key, UploadId=upload_id
            )
    except NotFound:
        return


def download_link(*, key: str, seconds: int) -> str:
    """Return a URL from which anybody can download the object for this many seconds."""
    with bucket_errors():
        return str(
            clients.s3().generate_presigned_url(
                "get_object",
                Params={"Bucket": settings.S3_BUCKET_NAME, "Key": key},
                ExpiresIn=seconds,
            )
        )
