"""Large files in the bucket: written in parts, fetched by a link that soon ends."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings

from glowcycle.aws import clients
from glowcycle.errors import NotFound
from glowcycle.storage.objects import bucket_errors

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

# S3 takes no smaller part, but for the last.
SMALLEST_PART = 5 * 1024 * 1024


def begin(*, key: str, content_type: str, file_name: str) -> str:
    """Begin to write an object, and return the id of the upload. Raise Unavailable."""
    with bucket_errors():
        begun = clients.s3().create_multipart_upload(
            Bucket=settings.S3_BUCKET_NAME,
            Key=key,
            ContentType=content_type,
            ContentDisposition=f'attachment; filename="{file_name}"',
        )
    return begun["UploadId"]


def put_part(*, key: str, upload_id: str, number: int, content: bytes) -> str:
    """Write the part of that number, from 1 on, and return what it is known by.

    Raise NotFound for an upload that was given up, Unavailable.
    """
    with bucket_errors():
        put = clients.s3().upload_part(
            Bucket=settings.S3_BUCKET_NAME,
            Key=key,
            UploadId=upload_id,
            PartNumber=number,
            Body=content,
        )
    return put["ETag"]


def end(*, key: str, upload_id: str, parts: Sequence[str]) -> None:
    """Make the object of its parts; again is fine.

    Raise NotFound for an upload that was given up, Unavailable.
    """
    told: list[CompletedPartTypeDef] = [
        {"PartNumber": number, "ETag": tag} for number, tag in enumerate(parts, start=1)
    ]
    try:
        with bucket_errors():
            clients.s3().complete_multipart_upload(
                Bucket=settings.S3_BUCKET_NAME,
                Key=key,
                UploadId=upload_id,
                MultipartUpload={"Parts": told},
            )
    except NotFound:  # or it was made already, and that answer was lost
        with bucket_errors():
            clients.s3().head_object(Bucket=settings.S3_BUCKET_NAME, Key=key)


def give_up(*, key: str, upload_id: str) -> None:
    """Forget the parts of an object that was not made; again is fine. Raise Unavailable."""
    try:
        with bucket_errors():
            clients.s3().abort_multipart_upload(
                Bucket=settings.S3_BUCKET_NAME, Key=key, UploadId=upload_id
            )
    except NotFound:
        return


def link(*, key: str, seconds: int) -> str:
    """Return an address from which the object can be had for so long, by whoever has it."""
    with bucket_errors():
        return str(
            clients.s3().generate_presigned_url(
                "get_object",
                Params={"Bucket": settings.S3_BUCKET_NAME, "Key": key},
                ExpiresIn=seconds,
            )
        )
