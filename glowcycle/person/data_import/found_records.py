"""Reads the records of an export, each as the one that was stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rest_framework.exceptions import ValidationError

from glowcycle.person.data_import.reader import ExportZip, NotAnExport
from glowcycle.person.data_import.records import field_names, read_record, stored_bytes
from glowcycle.person.export.reader import photo_name
from glowcycle.records import RecordKind
from glowcycle.storage.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecord:
    """A valid record of an export; its item takes at most `size` bytes."""

    kind: RecordKind
    record: Record
    size: int
    has_photo: bool


def read_records(export: ExportZip, *, user_id: str) -> Iterator[FoundRecord]:
    """Yield each record of the export, as that person's. Raise NotAnExport."""
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
            yield FoundRecord(kind=file.kind, record=record, size=size, has_photo=has_photo)


def _check_has_photo(export: ExportZip, values: Any, key: str, *, has_photo: bool) -> None:
    """Raise ValidationError if the record's `hasPhoto` contradicts the photos of the export."""
    claim = isinstance(values, dict) and values.get("hasPhoto") is True
    if claim != has_photo and photo_name(key) not in export.missing:
        raise ValidationError({"hasPhoto": ["Must be true for a record with a photo."]})
