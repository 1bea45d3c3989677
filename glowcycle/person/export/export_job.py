"""An export that is being made: which call is at work on it, and how far it has come.

Who works is in the person table. How far is in the bucket beside the zip, and sealed: it names her
records, and knows the digest of each file.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.utils import timezone
from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DeleteError
from pynamodb.expressions.condition import Condition

from glowcycle.aws.dynamodb import PersonItem, has_failed_condition, store_errors
from glowcycle.encryption import keyring
from glowcycle.errors import Unavailable
from glowcycle.person.quota import spend
from glowcycle.storage import multipart, objects

# A call that is at work after so long was cut off: the function's time-out, and as much again.
HELD: Final = timedelta(seconds=60)
# What nobody went on with for so long is given up, and the next request begins anew.
LIFE: Final = timedelta(hours=1)
# The zip can be fetched for so long.
LINK_LIFE: Final = timedelta(minutes=15)
# The item is of no use any more, nor is what the bucket held.
KEPT: Final = timedelta(days=1)


class ExportJob(PersonItem):
    """One export. `holder` names the call that is at work on it, until `held_until`.

    `saved_at` is when how far it has come was stored for the first time.
    """

    NAME: Final = "export"

    job_id = UnicodeAttribute(attr_name="jobId")
    began_at = UTCDateTimeAttribute(attr_name="beganAt")
    holder = UnicodeAttribute(null=True)
    held_until = UTCDateTimeAttribute(null=True, attr_name="heldUntil")
    saved_at = UTCDateTimeAttribute(null=True, attr_name="savedAt")
    upload_id = UnicodeAttribute(null=True, attr_name="uploadId")
    ready_at = UTCDateTimeAttribute(null=True, attr_name="readyAt")
    size = NumberAttribute(null=True)

    @property
    def link_ends_at(self) -> datetime | None:
        """When the zip that is ready cannot be fetched any more; None before it is."""
        return self.ready_at + LINK_LIFE if self.ready_at else None


@dataclass(slots=True, kw_only=True)
class ExportProgress:
    """What is done of an export.

    place     the place in her records at which to go on; None at the beginning
    entries   the files of the zip so far
    missing   the names of those that should be there and could not be had
    parts     what the parts in the bucket are known by
    taken     how many bytes these have
    waiting   the bytes behind them
    is_whole  whether the parts are all
    """

    place: dict[str, Any] | None = None
    entries: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    taken: int = 0
    is_whole: bool = False
    waiting: bytes = b""


class ExportInProgress(Unavailable):
    """Another call works on this export."""

    def __init__(self) -> None:
        super().__init__("This export is being made by another request: repeat it a little later.")


def take(*, user_id: str) -> ExportJob:
    """Return her export, to work on or with its link; a new one where there is none of use.

    Raise AtWork where another call works on it, Exhausted, Unavailable.
    """
    now, job = timezone.now(), find(user_id=user_id)
    if job is not None and _is_over(job, now):
        remove(job)
        job = None
    if job is not None and job.ready_at is not None:
        return job
    if job is None:
        spend(user_id=user_id, what="exports")
        job = ExportJob(
            user_id, ExportJob.NAME, job_id=str(uuid4()), began_at=now, expires_at=now + KEPT
        )
        condition = ExportJob.user_id.does_not_exist()
    elif job.held_until is not None and job.held_until > now:
        raise ExportInProgress
    else:
        condition = (ExportJob.job_id == job.job_id) & _held_by(job.holder)
    job.holder, job.held_until = str(uuid4()), now + HELD
    _save(job, condition=condition)
    return job


def release(job: ExportJob) -> None:
    """Let the next call go on at once. Raise Unavailable; AtWork where it is another's by now."""
    mine, job.holder, job.held_until = job.holder, None, None
    _save(job, condition=(ExportJob.job_id == job.job_id) & (ExportJob.holder == mine))


def note(job: ExportJob) -> None:
    """Store what is known of the job by now. Raise AtWork where it is another call's."""
    _save(job, condition=(ExportJob.job_id == job.job_id) & (ExportJob.holder == job.holder))


def find(*, user_id: str) -> ExportJob | None:
    """Return her export as it stands, None without one. Raise Unavailable."""
    return ExportJob.find(user_id, ExportJob.NAME)


def remove(job: ExportJob) -> None:
    """Delete the export and all that the bucket holds of it; again is fine. Raise Unavailable."""
    if job.upload_id is not None:
        multipart.abort(key=zip_key(job), upload_id=job.upload_id)
    if job.saved_at is not None:
        objects.delete_all(keys=[zip_key(job), _progress_key(job)])
    try:
        with store_errors():
            job.delete(condition=ExportJob.job_id == job.job_id)
    except DeleteError as error:  # it is gone already, or another stands there
        if not has_failed_condition(error):
            raise


def zip_key(job: ExportJob) -> str:
    """Return where the bucket has the zip."""
    return f"{objects.folder(user_id=job.user_id, kind='exports')}{job.job_id}.zip"


def load(job: ExportJob) -> ExportProgress:
    """Return how far it has come. Raise NotFound where that is lost, Unavailable."""
    if job.saved_at is None:
        return ExportProgress()
    key = _progress_key(job)
    sealed = objects.get(key=key)
    said = keyring.unseal(sealed, user_id=job.user_id, associated_data=(job.user_id, "export", key))
    told, _, waiting = said.partition(b"\n")
    return ExportProgress(**json.loads(told), waiting=waiting)


def save(job: ExportJob, progress: ExportProgress) -> None:
    """Store how far it has come. Raise Unavailable."""
    told = {name: value for name, value in asdict(progress).items() if name != "waiting"}
    said = json.dumps(told).encode() + b"\n" + progress.waiting
    key, ring = _progress_key(job), keyring.own(user_id=job.user_id)
    objects.put(key=key, content=ring.seal(said, associated_data=(job.user_id, "export", key)))
    if job.saved_at is None:
        job.saved_at = timezone.now()
        note(job)


def _progress_key(job: ExportJob) -> str:
    return f"{objects.folder(user_id=job.user_id, kind='exports')}{job.job_id}.progress"


def _is_over(job: ExportJob, now: datetime) -> bool:
    """Return whether it is of no use any more."""
    return (job.link_ends_at or job.began_at + LIFE) <= now


def _held_by(holder: str | None) -> Condition:
    return ExportJob.holder.does_not_exist() if holder is None else ExportJob.holder == holder


def _save(job: ExportJob, *, condition: Condition) -> None:
    def is_ours(stored: ExportJob) -> bool:
        return bool((stored.job_id, stored.holder) == (job.job_id, job.holder))

    if job.save_if(condition, is_ours=is_ours) is None:
        raise ExportInProgress
