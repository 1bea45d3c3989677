"""django-storages over the one S3 client of the process, so that its time-outs hold here too."""

from typing import Any

from boto3.s3.transfer import TransferConfig
from boto3.session import Session
from django.conf import settings
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage  # type: ignore[import-untyped]  # has no types

from glowcycle.aws import clients


class PhotoStorage(S3Storage):  # type: ignore[misc]  # untyped base
    """The bucket for photos. It encrypts by itself, and knows no other way in than this one."""

    def __init__(self) -> None:
        super().__init__(
            bucket_name=settings.S3_BUCKET_NAME,
            object_parameters={"ContentType": "application/octet-stream"},
            file_overwrite=True,
            # A photo is small: threads of the transfer manager would only cost time.
            transfer_config=TransferConfig(use_threads=False),
        )

    def url(self, name: str, *_: Any, **__: Any) -> str:
        """Refuse: a photo is read by its owner through the API, never by a link."""
        raise NotImplementedError(f"{type(self).__name__} gives no links")

    def _open(self, name: str, mode: str = "rb") -> "ContentFile[bytes]":  # noqa: ARG002
        """Return the whole object after one request; the base class makes three, and a file."""
        return ContentFile(self.bucket.Object(self._normalize_name(name)).get()["Body"].read())

    def _create_session(self) -> Session:
        return _OneClient()


class _OneClient(Session):
    """A session whose resources speak through the client that everybody uses."""

    def client(self, *_: Any, **__: Any) -> Any:
        """Return that client, whatever is asked for."""
        return clients.s3()
