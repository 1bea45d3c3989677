"""Copies an object of the bucket into a file, however large it is."""

from typing import IO, Final

from django.conf import settings

from glowcycle.aws import clients
from glowcycle.storage.objects import bucket_errors

PIECE_BYTES: Final = 256 * 1024


class LargerThanAllowed(Exception):
    """The object has more bytes than its reader takes."""


def copy_to(file: IO[bytes], *, key: str, most_bytes: int) -> None:
    """Write the object's content into the file, piece by piece.

    Raise NotFound, LargerThanAllowed, Unavailable.
    """
    with bucket_errors():
        found = clients.s3().get_object(Bucket=settings.S3_BUCKET_NAME, Key=key)
        if found["ContentLength"] > most_bytes:
            raise LargerThanAllowed
        for piece in found["Body"].iter_chunks(PIECE_BYTES):
            file.write(piece)
