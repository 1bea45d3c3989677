"""Imports an export into an empty account, all of it or nothing. A repeated call continues."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Final

from django.utils import timezone
from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from rest_framework.exceptions import ValidationError

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.encryption import keyring
from glowcycle.errors import Conflict, Invalid
from glowcycle.person.consents.services import require_collection
from glowcycle.person.data_import.person_records import read_person_records
from glowcycle.person.data_import.reader import ExportZip, NotAnExport
from glowcycle.person.data_import.records import field_names, read_record, stored_bytes
from glowcycle.person.export.reader import photo_name
from glowcycle.records import RecordKind, record_kinds
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _FoundRecord:
    """A valid record of an export; its item takes at most `size` bytes."""

    kind: RecordKind
    record: Record
    size: int
    has_photo: bool


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
        for number, found in enumerate(_records(export, user_id=user_id), start=1):
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
    for found in _records(export, user_id=user_id):
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


def _records(export: ExportZip, *, user_id: str) -> Iterator[_FoundRecord]:
    """Yield each record of the export. Raise NotAnExport."""
    seen = set()
    for file in export.record_files():
        for number, values in enumerate(file.records, start=1):
            key = str(values.get(file.kind.key)) if isinstance(values, dict) else ""
            has_photo = file.kind.clean_photo is not None and key in export.photos
            try:
                _check_has_photo(export, values, key, has_photo=has_photo)
                record = read_record(
                    file.kind,
                    values,
                    sent=file.sent.get(key),
                    user_id=user_id,
                    has_photo=has_photo,
                )
                size = stored_bytes(record)
            except ValidationError as error:
                problem = f"{file.name}, record {number} is invalid: {field_names(error)}."
                raise NotAnExport(problem) from error
            if (file.kind.name, record.key) in seen:
                raise NotAnExport(f"{file.name}, record {number} is a duplicate.")
            seen.add((file.kind.name, record.key))
            yield _FoundRecord(kind=file.kind, record=record, size=size, has_photo=has_photo)


def _check_has_photo(export: ExportZip, values: Any, key: str, *, has_photo: bool) -> None:
    """Raise ValidationError if the record's `hasPhoto` contradicts the photos of the export."""
    claim = isinstance(values, dict) and values.get("hasPhoto") is True
    if claim != has_photo and photo_name(key) not in export.missing:
        raise ValidationError({"hasPhoto": ["Must be true for a record with a photo."]})


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


def _store(export: ExportZip, found: _FoundRecord) -> bool:
    """Store the record after its photo, so that no stored record lacks its photo."""

    def keep_photo(record: Record) -> None:
        key = objects.kept_key(user_id=record.user_id, scan_id=record.key)
        jpeg = _clean_photo(export, found)
        photos.keep(user_id=record.user_id, key=key, jpeg=jpeg, kind=found.kind.name)

    return found.kind.restore(record=found.record, before=keep_photo if found.has_photo else None)


def _clean_photo(export: ExportZip, found: _FoundRecord) -> bytes:
    """Return the record's photo by the rule of its kind. Raise NotAnExport.

    A photo is cleaned before the first write, and again to store it: all would not fit into memory.
    """
    if found.kind.clean_photo is None:
        raise NotAnExport("The export has photos of records that have none.")
    try:
        return found.kind.clean_photo(data=export.photo(found.record.key))
    except Invalid as error:
        raise NotAnExport(f"{export.photos[found.record.key]} is not a photo.") from error
