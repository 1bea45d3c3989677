"""Bringing an export back: into an empty account, all of it or nothing, as often as it takes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any, Final

from django.utils import timezone
from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from rest_framework.exceptions import ValidationError

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.errors import Conflict
from glowcycle.person.data_import.reader import ExportZip, NotAnExport
from glowcycle.person.data_import.records import read_record
from glowcycle.person.export.reader import photo_name
from glowcycle.records import record_kinds
from glowcycle.storage import objects, photos, writes
from glowcycle.storage.records import Record


class AccountNotEmpty(Conflict):
    """The account holds records already, or another export was brought into it."""

    code = "not_empty"

    def __init__(self) -> None:
        super().__init__("The account is not empty: an export is brought into a new one only.")


class ImportJob(PersonItem):
    """Which export is being brought in, by its digest, and since when it is all there."""

    NAME: Final = "import"

    digest = UnicodeAttribute()
    done_at = UTCDateTimeAttribute(null=True, attr_name="doneAt")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What was brought in, and what stood there already; the names of photos that were missing."""

    records: int
    standing: int
    photos: int
    missing: list[str]


def import_export(
    *, user_id: str, file: IO[bytes], tell: Callable[[int, int], None]
) -> ImportResult:
    """Store what the export holds as hers. Again goes on, and changes nothing that is there.

    `tell` is told how many records are stored, and of how many. Raise NoExport before anything is
    stored, NotEmpty, Unavailable.
    """
    export = ExportZip(file)
    total = _checked(export, user_id=user_id)
    item = _begin(user_id, export)
    new = 0
    if item.done_at is None:
        for number, (_, record) in enumerate(_records(export, user_id=user_id), start=1):
            new += _store(export, record)
            tell(number, total)
        item.done_at = timezone.now()
        with store_errors():
            item.save()
    return ImportResult(
        records=new,
        standing=total - new,
        photos=len(export.photos),
        missing=sorted(export.missing),
    )


def _checked(export: ExportZip, *, user_id: str) -> int:
    """Return how many records there are. Raise NoExport unless each, and each photo, can be."""
    counts, with_photo = dict.fromkeys(record_kinds(), 0), set()
    for kind, record in _records(export, user_id=user_id):
        counts[kind] += 1
        if record.key in export.photos:
            with_photo.add(record.key)
    if counts != export.records:
        raise NotAnExport("There are other records than the manifest says.")
    if with_photo != export.photos.keys():
        raise NotAnExport("There are photos without their scans.")
    return sum(counts.values())


def _records(export: ExportZip, *, user_id: str) -> Iterator[tuple[str, Record]]:
    """Yield every record with its kind. Raise NoExport for one that cannot be."""
    seen = set()
    for file in export.record_files():
        for number, told in enumerate(file.records, start=1):
            key = str(told.get(file.kind.key)) if isinstance(told, dict) else ""
            has_photo = bool(file.kind.photo_attributes) and key in export.photos
            try:
                _check_photo(export, told, key, has_photo=has_photo)
                record = read_record(
                    file.kind,
                    told,
                    as_sent=file.as_sent.get(key),
                    user_id=user_id,
                    has_photo=has_photo,
                )
            except ValidationError as error:
                raise NotAnExport(f"{file.name}, record {number}: {_said(error)}") from error
            if (file.kind.name, record.key) in seen:
                raise NotAnExport(f"{file.name}, record {number}: it is there twice.")
            seen.add((file.kind.name, record.key))
            yield file.kind.name, record


def _check_photo(export: ExportZip, told: Any, key: str, *, has_photo: bool) -> None:
    """Refuse a photo that is there and should not be, or the other way round."""
    is_told = isinstance(told, dict) and told.get("hasPhoto") is True
    if is_told != has_photo and photo_name(key) not in export.missing:
        raise ValidationError({"hasPhoto": ["Must be as the photos are."]})


def _begin(user_id: str, export: ExportZip) -> ImportJob:
    """Return what is known of this import. Raise NotEmpty where the account is not for it."""
    item = ImportJob.find(user_id, ImportJob.NAME)
    if item is None:
        if not _is_empty(user_id):
            raise AccountNotEmpty
        item = ImportJob(user_id, ImportJob.NAME, digest=export.digest)
        item = item.save_or_get(ImportJob.user_id.does_not_exist())
    if item.digest != export.digest:
        raise AccountNotEmpty
    return item


def _is_empty(user_id: str) -> bool:
    with store_errors():
        counts = [
            kind.model.count(user_id, consistent_read=True, limit=1)
            for kind in record_kinds().values()
        ]
    folder = objects.folder(user_id=user_id, kind="kept")
    return not any(counts) and not objects.first_keys(prefix=folder, limit=1)


def _store(export: ExportZip, record: Record) -> bool:
    """Store the record, its photo first, so that a record never promises what is not there."""
    if record.key not in export.photos:
        return writes.restore(record)
    return writes.restore(record, before=partial(_store_photo, export))


def _store_photo(export: ExportZip, record: Record) -> None:
    key = objects.kept_key(user_id=record.user_id, scan_id=record.key)
    jpeg = export.photo(record.key)
    photos.keep(user_id=record.user_id, key=key, jpeg=jpeg, kind=record.kind())


def _said(error: ValidationError) -> str:
    """Return which fields are wrong: what is in them is nobody's business."""
    return ", ".join(sorted(map(str, error.detail))) if isinstance(error.detail, dict) else "shape"
