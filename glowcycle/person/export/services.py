"""Exports all of a person's data as a zip: at once if it is small, else a bounded share per call.

A zip that fits into one answer is never stored. A larger one is written to the bucket part by part,
and the last answer is a link to it.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Final

from django.utils import timezone

from glowcycle.api.languages import ENGLISH, in_language
from glowcycle.errors import NotFound, Unavailable
from glowcycle.person import quota
from glowcycle.person.bounded_walk import Budget
from glowcycle.person.export import export_job, reader
from glowcycle.person.export.export_job import ExportJob, ExportProgress
from glowcycle.person.export.reader import ExportPosition
from glowcycle.person.export.zip_writer import ZipEntry, ZipWriter
from glowcycle.storage import multipart

# Lambda's answer holds 6 MB, in which the zip is base64.
MAX_RESPONSE_BYTES = 4_000_000
# After this time, or this time of waiting for the stores, a call leaves the rest to the next one.
MAX_SECONDS: Final = 6.0
MAX_WAITING_SECONDS: Final = 2.0
FILE_NAME: Final = "glow-cycle.zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingExport:
    """An unfinished export: its files and bytes so far, and the seconds until the next call."""

    files: int
    size: int
    retry_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyExport:
    """A finished export. Anyone who has the URL can fetch it until it expires."""

    url: str
    expires_at: datetime
    size: int


class ExportAborted(Unavailable):
    """The bucket has lost the unfinished export."""

    def __init__(self) -> None:
        super().__init__("The unfinished export was lost: repeat the request to begin a new one.")


def export(*, user_id: str) -> bytes | ReadyExport | PendingExport:
    """Return all her data as a zip, or the link to it, or the progress of an unfinished export.

    Raise QuotaExceeded if she has begun as many exports today as a day allows, Unavailable; a
    repeated call continues the export.
    """
    job = export_job.find_current(user_id=user_id)
    if job is not None and job.ready_at is not None:
        return _ready(job)
    try:
        if job is None:
            quota.spend(user_id=user_id, resource="exports")
            job = export_job.begin(user_id=user_id)
        else:
            job.hold()
    except export_job.ExportInProgress:
        return PendingExport(files=0, size=0, retry_after=2)
    try:
        return _continue(job)
    except NotFound as error:
        export_job.remove(job)
        raise ExportAborted from error
    except Exception:
        job.release()
        raise


def find(*, user_id: str) -> ReadyExport | PendingExport | None:
    """Return her export without working on it, None without one. Raise Unavailable."""
    job = export_job.find(user_id=user_id)
    if job is None or job.has_expired:
        return None
    if job.ready_at is not None:
        return _ready(job)
    return PendingExport(files=0, size=0, retry_after=1)


def discard(*, user_id: str) -> None:
    """Delete her export from the bucket, if there is one. Raise Unavailable."""
    if job := export_job.find(user_id=user_id):
        export_job.remove(job)


def abort_upload(*, user_id: str) -> None:
    """Delete the uploaded parts of an unfinished export, which no list shows. Raise Unavailable."""
    job = export_job.find(user_id=user_id)
    if job is not None and job.upload_id is not None:
        multipart.abort(key=job.zip_key, upload_id=job.upload_id)


def write_zip(
    *, user_id: str, file: IO[bytes], report_progress: Callable[[ExportPosition], None]
) -> list[str]:
    """Write all her data into the file as a zip; return the names of the missing files.

    Call `report_progress` after each step. Raise Unavailable.
    """
    writer, position = ZipWriter(exported_at=timezone.now()), reader.first_position()
    following: ExportPosition | None = position
    while following is not None:
        position = following
        files, following = reader.read_next(user_id=user_id, position=position)
        writer.add(files)
        file.write(writer.take())
        report_progress(following or position)
    writer.end(records=position.records)
    file.write(writer.take())
    return writer.missing


def _continue(job: ExportJob) -> bytes | ReadyExport | PendingExport:
    progress = export_job.load_progress(job)
    if not progress.is_whole:
        writer = _resumed_writer(job, progress)
        if not _write_share(job, progress, writer):
            job.release()
            return PendingExport(files=len(writer.entries), size=writer.size, retry_after=1)
        if not progress.parts and writer.size <= MAX_RESPONSE_BYTES:
            export_job.remove(job)
            return writer.take()
        _upload_part(job, progress, writer)
        progress.is_whole = True
        export_job.save_progress(job, progress)
    multipart.complete(key=job.zip_key, upload_id=str(job.upload_id), etags=progress.parts)
    job.ready_at, job.size = timezone.now(), progress.taken
    job.update_stored()
    return _ready(job)


def _write_share(job: ExportJob, progress: ExportProgress, writer: ZipWriter) -> bool:
    """Write as many files as one call may; return whether the zip is complete."""
    budget = Budget(seconds=MAX_SECONDS, waiting_seconds=MAX_WAITING_SECONDS)
    position = reader.first_position()
    if progress.place is not None:
        position = ExportPosition.from_json(progress.place)
    while True:
        # Only the page is in her language: an import needs the rest as it is stored.
        with in_language(ENGLISH):
            files, following = reader.read_next(user_id=job.user_id, position=position)
        writer.add(files)
        if following is None:
            writer.end(records=position.records)
            return True
        position = following
        is_spent = budget.is_spent
        if writer.pending_size >= multipart.MIN_PART_BYTES:
            _upload_part(job, progress, writer)
        elif not is_spent:
            continue
        progress.place, progress.missing = position.to_json(), writer.missing
        progress.entries = [asdict(entry) for entry in writer.entries]
        progress.waiting = writer.pending_bytes()
        export_job.save_progress(job, progress)
        if is_spent:
            return False


def _resumed_writer(job: ExportJob, progress: ExportProgress) -> ZipWriter:
    """Return the zip as the last call left it."""
    return ZipWriter(
        exported_at=job.began_at,
        entries=[ZipEntry(**entry) for entry in progress.entries],
        missing=progress.missing,
        taken_size=progress.taken,
        pending=progress.waiting,
    )


def _upload_part(job: ExportJob, progress: ExportProgress, writer: ZipWriter) -> None:
    """Upload the pending bytes of the zip as its next part."""
    if job.upload_id is None:
        job.upload_id = multipart.begin(
            key=job.zip_key, content_type="application/zip", file_name=FILE_NAME
        )
        job.update_stored()
    part = multipart.put_part(
        key=job.zip_key,
        upload_id=job.upload_id,
        number=len(progress.parts) + 1,
        content=writer.take(),
    )
    progress.parts.append(part)
    progress.taken, progress.waiting = writer.taken_size, b""


def _ready(job: ExportJob) -> ReadyExport:
    ends_at = job.link_ends_at or timezone.now()
    seconds = max(1, int((ends_at - timezone.now()).total_seconds()))
    return ReadyExport(
        url=multipart.download_link(key=job.zip_key, seconds=seconds),
        expires_at=ends_at,
        size=int(job.size or 0),
    )
