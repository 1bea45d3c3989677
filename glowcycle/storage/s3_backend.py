"""django-storages with the S3 client of `aws.clients`, and so with its time-outs and guard."""

from typing import Any

from boto3.s3.transfer import TransferConfig
from boto3.session import Session
from django.conf import settings
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage  # type: ignore[import-untyped]  # has no types

from glowcycle.aws import clients


class PhotoStorage(S3Storage):  # type: ignore[misc]  # untyped base
    """The bucket for photos."""

    def __init__(self) -> None:
        super().__init__(
            bucket_name=settings.S3_BUCKET_NAME,
            object_parameters={"ContentType": "application/octet-stream"},
            file_overwrite=True,
            # Photos are small: the threads of the transfer manager would cost more than they save.
            transfer_config=TransferConfig(use_threads=False),
        )

    def url(self, name: str, *_: Any, **__: Any) -> str:
        """Refuse: the owner reads a photo through the API, never by a link."""
        raise NotImplementedError("Photos have no links.")

    def _open(self, name: str, mode: str = "rb") -> "ContentFile[bytes]":  # noqa: ARG002
        """Return the whole object by one request. The base class makes three and a file."""
        return ContentFile(self.bucket.Object(self._normalize_name(name)).get()["Body"].read())

    def _create_session(self) -> Session:
        return _SharedClientSession()


class _SharedClientSession(Session):
    """A session whose resources use the client of `aws.clients`."""

    def client(self, *_: Any, **__: Any) -> Any:
        """Return the S3 client, whatever the arguments."""
        return clients.s3()
