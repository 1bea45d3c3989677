"""Reads what an export holds, file by file, so that each file fits into memory.

A record that exists from the first call to the last is in the export once, as it was when it was
read. A record that is written meanwhile may be in it or not.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from typing import Any

from rest_framework.utils.encoders import JSONEncoder

from glowcycle.api.csv_tables import table
from glowcycle.aws.dynamodb import store_errors
from glowcycle.errors import NotFound, Unreadable
from glowcycle.person.bounded_walk import first_kind, kind_after, records_after
from glowcycle.person.export import other_files
from glowcycle.records import NOT_EXPORTED, RecordKind, record_kinds
from glowcycle.storage import objects, photos
from glowcycle.storage.records import Record

# A file of records ends after this many records, or bytes of content, or where its cycle days would
# need more of the log than this many answers may read.
MAX_FILE_RECORDS = 2000
DERIVE_TIMES = 4
MAX_FILE_BYTES = 2_000_000
PAGE_SIZE = 500


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file, or an unreadable record (`kind/key`); `data` is None if that is missing."""

    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPosition:
    """Where the reader continues.

    kind     the kind to read; "" after the last one
    after    the key of the last record read of that kind; None before the first
    number   the number of the kind's next file, from 1 on
    photos   the keys of the records whose photos come first
    records  the number of records read so far, by kind
    """

    kind: str
    after: str | None
    number: int
    photos: tuple[str, ...]
    records: Mapping[str, int]

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "ExportPosition":
        """Return the position that `to_json` turned into these values."""
        return cls(**{**values, "photos": tuple(values["photos"])})

    def to_json(self) -> dict[str, Any]:
        """Return the position as JSON values."""
        return asdict(self)


def first_position() -> ExportPosition:
    """Return the position before the first file."""
    counts = dict.fromkeys(record_kinds(), 0)
    return ExportPosition(kind=first_kind(), after=None, number=1, photos=(), records=counts)


def count_records(*, user_id: str) -> int:
    """Return the number of her records and tombstones. Raise Unavailable."""
    with store_errors():
        return sum(
            kind.model.count(user_id, consistent_read=True) for kind in record_kinds().values()
        )


def read_next(
    *, user_id: str, position: ExportPosition
) -> tuple[list[ExportFile], ExportPosition | None]:
    """Return the next files, and the position after them; None after the last file.

    Raise Unavailable.
    """
    if position.photos:
        key, *other_keys = position.photos
        return [_photo_file(user_id, key)], replace(position, photos=tuple(other_keys))
    if not position.kind:
        return _other_files(user_id), None
    kind = record_kinds()[position.kind]
    batch, is_last = _read_batch(kind.name, user_id=user_id, after=position.after)
    live = [record for record in batch if not (record.is_gone or record.is_unreadable)]
    sent = {record.key: values for record in live if (values := _sent_values(record, kind))}
    done = kind.derive(user_id=user_id, records=live, times=DERIVE_TIMES)
    if done < len(live):
        batch, is_last, live = batch[: batch.index(live[done])], False, live[:done]
        sent = {record.key: sent[record.key] for record in live if record.key in sent}
    live.sort(key=_date_key, reverse=True)
    answers: list[dict[str, Any]] = []
    files: list[ExportFile] = []
    if live or position.number == 1:
        answers, files = _record_files(kind, live, sent=sent, number=position.number)
    following = replace(
        position,
        after=batch[-1].key if batch else position.after,
        number=position.number + bool(files),
        photos=tuple(answer[kind.key] for answer in answers if answer.get("hasPhoto")),
        # An export that an earlier release began does not know each kind.
        records={**position.records, kind.name: position.records.get(kind.name, 0) + len(answers)},
    )
    if is_last:
        following = replace(following, kind=kind_after(kind.name) or "", after=None, number=1)
    return files + [ExportFile(name, None) for name in _missing_names(batch)], following


def _missing_names(batch: Sequence[Record]) -> Iterator[str]:
    """Yield the name of each record that cannot be read, and that of its photo if it has one."""
    for record in batch:
        if record.is_unreadable and not record.is_gone:
            yield f"{record.kind()}/{record.key}"
            if record.photo_key is not None:
                yield photo_name(record.key)


def photo_name(key: str) -> str:
    """Return the name of the photo of that record in the zip."""
    return f"photos/{key}.jpg"


def _read_batch(kind: str, *, user_id: str, after: str | None) -> tuple[list[Record], bool]:
    """Return the records of the next file, tombstones included, and whether they are the last."""
    batch: list[Record] = []
    size = 0
    for record in records_after(after, user_id=user_id, kind=kind, page_size=PAGE_SIZE):
        batch.append(record)
        size += record.json_bytes
        if size >= MAX_FILE_BYTES or len(batch) == MAX_FILE_RECORDS:
            return batch, False
    return batch, True


def _record_files(
    kind: RecordKind, records: Sequence[Record], *, sent: Mapping[str, Any], number: int
) -> tuple[list[dict[str, Any]], list[ExportFile]]:
    """Return the records as their own address answers them, and the files that hold them."""
    answers = [kind.serializer.of(record) for record in records]
    for answer, name in product(answers, NOT_EXPORTED):
        del answer[name]
    name = kind.name if number == 1 else f"{kind.name}-{number}"
    return answers, [
        ExportFile(f"{name}.json", _records_json(kind, answers, sent)),
        ExportFile(f"{name}.csv", table(serializer=kind.serializer, records=answers)),
    ]


def _sent_values(record: Record, kind: RecordKind) -> dict[str, Any]:
    """Return the values that a phone sent of attributes that the service derives.

    The answer holds the derived values, so an import needs these.
    """
    values = {record.attribute(name).attr_name: getattr(record, name) for name in kind.derived}
    return {name: value for name, value in values.items() if value is not None}


def _records_json(
    kind: RecordKind, answers: Sequence[Mapping[str, Any]], sent: Mapping[str, Any]
) -> bytes:
    """Return the file of records as JSON, with one record per line."""
    lines = ",\n".join(_json(answer) for answer in answers)
    head = f'{{"kind": {_json(kind.name)},\n"asSent": {_json(sent)},\n"records": [\n'
    return f"{head}{lines}\n]}}\n".encode()


def _photo_file(user_id: str, key: str) -> ExportFile:
    kept = objects.kept_key(user_id=user_id, scan_id=key)
    try:
        return ExportFile(photo_name(key), photos.get(user_id=user_id, key=kept))
    except (NotFound, Unreadable):  # NotFound: she deleted the record after it was read
        return ExportFile(photo_name(key), None)


def _other_files(user_id: str) -> list[ExportFile]:
    contents = other_files.read(user_id=user_id)
    return [
        ExportFile(name, None if content is None else f"{_json(content)}\n".encode())
        for name, content in contents.items()
    ]


def _date_key(record: Record) -> tuple[str, Any]:
    """Return the sort key of the lists: the record's date, then its creation."""
    return str(getattr(record, "date")), record.created_at  # noqa: B009  each kind has it, not the base


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, cls=JSONEncoder)
