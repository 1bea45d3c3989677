"""Making an export: at once where it is small, else a bounded share with each call.

What fits into one answer is never stored. A larger one is written to the bucket as it is made, one
part after the other, and what is told of it in the end is a link.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import IO, Final

from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.errors import NotFound, Unavailable
from glowcycle.person.export import export_job, reader
from glowcycle.person.export.export_job import ExportJob, ExportProgress
from glowcycle.person.export.reader import ExportPosition
from glowcycle.person.export.zip_writer import ZipEntry, ZipWriter
from glowcycle.storage import multipart

# Lambda takes 6 MB, in which the zip is base64.
MOST_AT_ONCE = 4_000_000
# After so much work, or waiting for stores, a call begins no other part.
SECONDS: Final = 6.0
WAITED_SECONDS: Final = 2.0
FILE_NAME: Final = "glow-cycle.zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingExport:
    """An export that goes on with the next call; how many files and bytes there are by now."""

    files: int
    size: int
    retry_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyExport:
    """An export to be fetched, by whoever has the address, until it expires."""

    url: str
    expires_at: datetime
    size: int


class ExportAborted(Unavailable):
    """What the bucket held of the export is gone."""

    def __init__(self) -> None:
        super().__init__("The export was given up before it was whole: repeat it to begin anew.")


def export(*, user_id: str) -> bytes | ReadyExport | PendingExport:
    """Return all that is hers as a zip, or its address, or how far it has come.

    Raise Exhausted where she had as many today as a day allows, Unavailable: again goes on from
    there.
    """
    try:
        job = export_job.take(user_id=user_id)
    except export_job.ExportInProgress:
        return PendingExport(files=0, size=0, retry_after=2)
    if job.ready_at is not None:
        return _ready(job)
    try:
        return _go_on(job)
    except NotFound as error:
        export_job.remove(job)
        raise ExportAborted from error
    except Exception:
        export_job.release(job)
        raise


def discard(*, user_id: str) -> None:
    """Delete what the bucket holds of her export; again is fine. Raise Unavailable."""
    if job := export_job.find(user_id=user_id):
        export_job.remove(job)


def give_up(*, user_id: str) -> None:
    """Forget the parts of an export that was not finished: no listing shows them. As `discard`."""
    job = export_job.find(user_id=user_id)
    if job is not None and job.upload_id is not None:
        multipart.abort(key=export_job.zip_key(job), upload_id=job.upload_id)


def write(*, user_id: str, file: IO[bytes], tell: Callable[[ExportPosition], None]) -> list[str]:
    """Write all that is hers into the file as a zip; return the names of what was missing.

    `tell` is told how far it has come. Raise Unavailable.
    """
    archive, place = ZipWriter(exported_at=timezone.now()), reader.start()
    onward: ExportPosition | None = place
    while onward is not None:
        place = onward
        files, onward = reader.read_on(user_id=user_id, place=place)
        archive.add(files)
        file.write(archive.take())
        tell(onward or place)
    archive.end(records=place.records)
    file.write(archive.take())
    return archive.missing


def _go_on(job: ExportJob) -> bytes | ReadyExport | PendingExport:
    progress = export_job.load(job)
    if not progress.is_whole:
        archive = _restored(job, progress)
        if not _is_read(job, progress, archive):
            export_job.release(job)
            return PendingExport(files=len(archive.entries), size=archive.size, retry_after=1)
        if not progress.parts and archive.size <= MOST_AT_ONCE:
            export_job.remove(job)
            return archive.take()
        _send(job, archive, progress)
        progress.is_whole = True
        export_job.save(job, progress)
    multipart.complete(
        key=export_job.zip_key(job), upload_id=str(job.upload_id), etags=progress.parts
    )
    job.ready_at, job.size = timezone.now(), progress.taken
    export_job.note(job)
    return _ready(job)


def _is_read(job: ExportJob, progress: ExportProgress, archive: ZipWriter) -> bool:
    """Read on as far as one call may; return whether all is read, and the zip has its end."""
    began, place = time.monotonic(), _place(progress)
    onward: ExportPosition | None = place
    while onward is not None:
        place = onward
        files, onward = reader.read_on(user_id=job.user_id, place=place)
        archive.add(files)
        if onward is None:
            break
        is_enough = _is_enough(began)
        if archive.waiting >= multipart.MIN_PART_BYTES:
            _send(job, archive, progress)
        elif not is_enough:
            continue
        progress.place, progress.missing = onward.told(), archive.missing
        progress.entries = [asdict(entry) for entry in archive.entries]
        progress.waiting = archive.rest()
        export_job.save(job, progress)
        if is_enough:
            return False
    archive.end(records=place.records)
    return True


def _restored(job: ExportJob, progress: ExportProgress) -> ZipWriter:
    """Return the zip as an earlier call left it."""
    return ZipWriter(
        exported_at=job.began_at,
        entries=[ZipEntry(**entry) for entry in progress.entries],
        missing=progress.missing,
        taken=progress.taken,
        waiting=progress.waiting,
    )


def _place(progress: ExportProgress) -> ExportPosition:
    if progress.place is None:
        return reader.start()
    place = ExportPosition(**progress.place)
    return replace(place, photos=tuple(place.photos))


def _send(job: ExportJob, archive: ZipWriter, progress: ExportProgress) -> None:
    """Bring what waits of the zip to the bucket, as its next part."""
    key, number = export_job.zip_key(job), len(progress.parts) + 1
    if job.upload_id is None:
        job.upload_id = multipart.begin(
            key=key, content_type="application/zip", file_name=FILE_NAME
        )
        export_job.note(job)
    part = multipart.put_part(
        key=key, upload_id=job.upload_id, number=number, content=archive.take()
    )
    progress.parts.append(part)
    progress.taken, progress.waiting = archive.taken, b""


def _is_enough(began: float) -> bool:
    """Return whether this call should leave the rest to the next."""
    return time.monotonic() - began > SECONDS or request_context.has_waited(WAITED_SECONDS)


def _ready(job: ExportJob) -> ReadyExport:
    ends_at = job.link_ends_at or timezone.now()
    seconds = max(1, int((ends_at - timezone.now()).total_seconds()))
    return ReadyExport(
        url=multipart.download_link(key=export_job.zip_key(job), seconds=seconds),
        expires_at=ends_at,
        size=int(job.size or 0),
    )
