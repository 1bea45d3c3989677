"""The stored state of an export: the call that works on it, and the part that is done.

The person table holds the job. The bucket holds the progress beside the zip, sealed, because it
names her records and the digest of each file.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.utils import timezone
from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DeleteError

from glowcycle.aws.dynamodb import has_failed_condition, store_errors
from glowcycle.encryption import sealing
from glowcycle.encryption.cipher import AssociatedData, SealBroken
from glowcycle.errors import NotFound, Unavailable
from glowcycle.person.held_job import HeldJob
from glowcycle.storage import multipart, objects

# An unfinished export that is older is given up; the next request begins a new one.
UNFINISHED_LIFE: Final = timedelta(hours=1)
LINK_LIFE: Final = timedelta(minutes=15)
ITEM_LIFE: Final = timedelta(days=1)  # then the table deletes the item


class ExportInProgress(Unavailable):
    """Another call works on this export."""

    def __init__(self) -> None:
        super().__init__("Another request is making this export: repeat yours a little later.")


class ExportJob(HeldJob):
    """One export. `saved_at` is the time at which its progress was first stored."""

    NAME: Final = "export"
    IDENTITY = "job_id"
    IN_PROGRESS = ExportInProgress

    job_id = UnicodeAttribute(attr_name="jobId")
    began_at = UTCDateTimeAttribute(attr_name="beganAt")
    saved_at = UTCDateTimeAttribute(null=True, attr_name="savedAt")
    upload_id = UnicodeAttribute(null=True, attr_name="uploadId")
    ready_at = UTCDateTimeAttribute(null=True, attr_name="readyAt")
    size = NumberAttribute(null=True)

    @property
    def link_ends_at(self) -> datetime | None:
        """When the link to the zip expires; None before the zip is ready."""
        return self.ready_at + LINK_LIFE if self.ready_at else None

    @property
    def has_expired(self) -> bool:
        """Whether the link has expired, or the unfinished export is given up."""
        return (self.link_ends_at or self.began_at + UNFINISHED_LIFE) <= timezone.now()

    @property
    def zip_key(self) -> str:
        """The key of the zip in the bucket."""
        return f"{objects.folder(user_id=self.user_id, kind='exports')}{self.job_id}.zip"

    @property
    def progress_key(self) -> str:
        """The key of the progress in the bucket."""
        return f"{objects.folder(user_id=self.user_id, kind='exports')}{self.job_id}.progress"


@dataclass(slots=True, kw_only=True)
class ExportProgress:
    """The part of an export that is done. The names are those of the stored JSON.

    place     where the reader continues, as JSON; None at the beginning
    entries   the files in the zip, as JSON
    missing   the names of the files that are missing from the store
    parts     the ETags of the parts in the bucket
    taken     the size of these parts in bytes
    waiting   the bytes of the zip after them
    is_whole  whether the parts make up the whole zip
    """

    place: dict[str, Any] | None = None
    entries: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    taken: int = 0
    is_whole: bool = False
    waiting: bytes = b""


def find(*, user_id: str) -> ExportJob | None:
    """Return her export as it is stored, None without one. Raise Unavailable."""
    return ExportJob.find_or_discard(user_id, ExportJob.NAME)


def find_current(*, user_id: str) -> ExportJob | None:
    """Return her export, None without one; remove one that has expired. Raise Unavailable."""
    job = find(user_id=user_id)
    if job is not None and job.has_expired:
        remove(job)
        return None
    return job


def begin(*, user_id: str) -> ExportJob:
    """Store a new export that this call holds. Raise ExportInProgress, Unavailable."""
    now = timezone.now()
    job = ExportJob(
        user_id, ExportJob.NAME, job_id=str(uuid4()), began_at=now, expires_at=now + ITEM_LIFE
    )
    job.begin()
    return job


def remove(job: ExportJob) -> None:
    """Delete the export and its objects in the bucket, if they exist. Raise Unavailable."""
    if job.upload_id is not None:
        multipart.abort(key=job.zip_key, upload_id=job.upload_id)
    if job.saved_at is not None:
        objects.delete_all(keys=[job.zip_key, job.progress_key])
    try:
        with store_errors():
            job.delete(condition=job.is_same())
    except DeleteError as error:  # the job is already gone, or another one has replaced it
        if not has_failed_condition(error):
            raise


def load_progress(job: ExportJob) -> ExportProgress:
    """Return the job's progress. Raise Unavailable, or NotFound if it is lost."""
    if job.saved_at is None:
        return ExportProgress()
    sealed, where = objects.get(key=job.progress_key), _associated_data(job)
    try:
        content = sealing.unseal(sealed, user_id=job.user_id, associated_data=where)
    except SealBroken as error:
        raise NotFound("The progress of the export cannot be read.") from error
    head, _, waiting = content.partition(b"\n")
    return ExportProgress(**json.loads(head), waiting=waiting)


def save_progress(job: ExportJob, progress: ExportProgress) -> None:
    """Store the job's progress. Raise Unavailable."""
    values = asdict(progress)
    waiting = values.pop("waiting")
    content, where = json.dumps(values).encode() + b"\n" + waiting, _associated_data(job)
    sealed = sealing.seal(content, user_id=job.user_id, associated_data=where)
    objects.put(key=job.progress_key, content=sealed)
    if job.saved_at is None:
        job.saved_at = timezone.now()
        job.update_stored()


def _associated_data(job: ExportJob) -> AssociatedData:
    return job.user_id, "export", job.progress_key
