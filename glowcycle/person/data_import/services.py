"""Imports an export into an empty account, all of it or nothing. A repeated call continues."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Final

from django.utils import timezone
from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.encryption import keyring
from glowcycle.errors import Conflict, Invalid
from glowcycle.person.consents.services import require_collection
from glowcycle.person.data_import.found_records import FoundRecord, read_records
from glowcycle.person.data_import.person_records import read_person_records
from glowcycle.person.data_import.reader import ExportZip, NotAnExport
from glowcycle.records import record_kinds
from glowcycle.storage import objects, photos, restoring
from glowcycle.storage.records import Record

# No budget counts an import. DynamoDB's 10 GB have room for three copies of it and of her own.
MAX_BYTES = 10**9


class AccountNotEmpty(Conflict):
    """The account has records, or another export was imported into it."""

    code = "not_empty"

    def __init__(self) -> None:
        super().__init__("The account is not empty: import the export into a new account.")


class ImportJob(PersonItem):
    """The export that is imported into this account, by its digest; `done_at` is set at the end."""

    NAME: Final = "import"

    digest = UnicodeAttribute()
    done_at = UTCDateTimeAttribute(null=True, attr_name="doneAt")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """The numbers of new records, existing records and photos; the names of what was missing.

    later  the names of the files that only a later version knows: they are not imported
    """

    records: int
    existing: int
    photos: int
    missing: list[str]
    later: list[str]


def import_export(
    *, user_id: str, file: IO[bytes], report_progress: Callable[[int, int], None]
) -> ImportResult:
    """Store the export's records, photos, profile and moods in her account; existing ones stay.

    `report_progress` takes the number of records stored and of all records. Raise NotAnExport
    before anything is stored, ConsentRequired, AccountNotEmpty, Erased, Unavailable.
    """
    require_collection(user_id=user_id)
    export = ExportZip(file)
    total = _check(export, user_id=user_id)
    said = read_person_records(export, user_id=user_id)
    keyring.admit(user_id=user_id)
    job = _begin(user_id, export)
    new = 0
    if job.done_at is None:
        for number, found in enumerate(read_records(export, user_id=user_id), start=1):
            new += _store(export, found)
            report_progress(number, total)
        for record in said:
            restoring.restore(record)
        job.done_at = timezone.now()
        with store_errors():
            job.save()
    return ImportResult(
        records=new,
        existing=total - new,
        photos=len(export.photos),
        missing=sorted(export.missing),
        later=sorted(export.later),
    )


def _check(export: ExportZip, *, user_id: str) -> int:
    """Return the number of records. Raise NotAnExport if a record or photo cannot be stored."""
    counts, keys_with_photo, size = Counter[str](), set(), 0
    for found in read_records(export, user_id=user_id):
        counts[found.kind.name] += 1
        size += found.size
        if found.has_photo:
            keys_with_photo.add(found.record.key)
            _clean_photo(export, found)
    for kind in record_kinds().values():
        if kind.most is not None and counts[kind.name] > kind.most:
            raise NotAnExport(f"The export has more than {kind.most} records of {kind.name}.")
    if counts != export.records:
        raise NotAnExport("The export has other records than its manifest says.")
    if keys_with_photo != export.photos.keys():
        raise NotAnExport("The export has photos without their scans.")
    if size > MAX_BYTES:
        raise NotAnExport("The export is larger than an account can be.")
    return counts.total()


def _begin(user_id: str, export: ExportZip) -> ImportJob:
    """Return the job of this import, new or continued. Raise AccountNotEmpty, Unavailable."""
    job = ImportJob.find(user_id, ImportJob.NAME)
    if job is None:
        if not _is_empty(user_id):
            raise AccountNotEmpty
        job = ImportJob(user_id, ImportJob.NAME, digest=export.digest)
        job = job.save_or_get(ImportJob.user_id.does_not_exist())
    if job.digest != export.digest:
        raise AccountNotEmpty
    return job


def _is_empty(user_id: str) -> bool:
    with store_errors():
        counts = [
            kind.model.count(user_id, consistent_read=True, limit=1)
            for kind in record_kinds().values()
        ]
    folder = objects.folder(user_id=user_id, kind="kept")
    return not any(counts) and not objects.first_keys(prefix=folder, limit=1)


def _store(export: ExportZip, found: FoundRecord) -> bool:
    """Store the record after its photo, so that no stored record lacks its photo."""

    def keep_photo(record: Record) -> None:
        key = objects.kept_key(user_id=record.user_id, scan_id=record.key)
        jpeg = _clean_photo(export, found)
        photos.keep(user_id=record.user_id, key=key, jpeg=jpeg, kind=found.kind.name)

    return found.kind.restore(record=found.record, before=keep_photo if found.has_photo else None)


def _clean_photo(export: ExportZip, found: FoundRecord) -> bytes:
    """Return the record's photo by the rule of its kind. Raise NotAnExport.

    A photo is cleaned before the first write, and again to store it: all would not fit into memory.
    """
    if found.kind.clean_photo is None:
        raise NotAnExport("The export has photos of records that have none.")
    try:
        return found.kind.clean_photo(data=export.photo(found.record.key))
    except Invalid as error:
        raise NotAnExport(f"{export.photos[found.record.key]} is not a photo.") from error
