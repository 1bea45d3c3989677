"""What an export holds, file by file, read a stretch at a time so that it fits into any memory.

Each kind is read in the order of its keys, which no change alters: what stood from the beginning to
the end is there once, as it was when its turn came. What is written meanwhile may be there or not.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from rest_framework.utils.encoders import JSONEncoder

from glowcycle.api.csv_tables import table
from glowcycle.aws.dynamodb import store_errors
from glowcycle.errors import NotFound
from glowcycle.person.consents.serializers import ConsentSerializer
from glowcycle.person.consents.services import list_consents
from glowcycle.person.retention import services as retention
from glowcycle.person.retention.serializers import tell
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage import objects, photos
from glowcycle.storage.records import Record

# One file has so many records at most, and stops at so many bytes of what she wrote.
MOST_RECORDS = 2000
MAX_FILE_BYTES = 2_000_000
# So many are asked for at once.
PAGE = 500

CONSENTS = "consents.json"
RETENTION = "retention.json"


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of the export; `data` is None where it should be there and cannot be had."""

    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPosition:
    """How far the reading has come.

    kind     the kind that is being read; "" once all kinds are
    after    the key of the last record read of it, None for none
    number   of its next file of records, from 1 on
    photos   whose photos come before that: the keys of records read
    records  how many were read, by kind
    """

    kind: str
    after: str | None
    number: int
    photos: tuple[str, ...]
    records: Mapping[str, int]

    def told(self) -> dict[str, Any]:
        """Return it as JSON values, of which `ExportPosition` makes it again."""
        return asdict(self)


def start() -> ExportPosition:
    """Return where the reading begins."""
    first = next(iter(record_kinds()))
    return ExportPosition(
        kind=first, after=None, number=1, photos=(), records=dict.fromkeys(record_kinds(), 0)
    )


def count(*, user_id: str) -> int:
    """Return how many records she has at most: tombstones are counted too. Raise Unavailable."""
    with store_errors():
        return sum(
            kind.model.count(user_id, consistent_read=True) for kind in record_kinds().values()
        )


def read_on(
    *, user_id: str, place: ExportPosition
) -> tuple[list[ExportFile], ExportPosition | None]:
    """Return the next files, and where to go on; None once there are no more.

    Raise Unavailable.
    """
    if place.photos:
        key, *others = place.photos
        return [_photo(user_id, key)], replace(place, photos=tuple(others))
    if not place.kind:
        return [_consents(user_id), _retention(user_id)], None
    kind = record_kinds()[place.kind]
    records, is_end = _stretch(kind, user_id=user_id, after=place.after)
    after = records[-1].key if records else place.after
    records = sorted((record for record in records if not record.is_gone), key=_age, reverse=True)
    told: list[dict[str, Any]] = []
    files: list[ExportFile] = []
    if records or place.number == 1:
        told, files = _files(kind, records, user_id=user_id, number=place.number)
    onward = ExportPosition(
        kind=_after(kind.name) if is_end else kind.name,
        after=None if is_end else after,
        number=1 if is_end else place.number + bool(files),
        photos=tuple(record[kind.key] for record in told if record.get("hasPhoto")),
        records={**place.records, kind.name: place.records[kind.name] + len(told)},
    )
    return files, onward


def photo_name(key: str) -> str:
    """Return what the photo of that record is called."""
    return f"photos/{key}.jpg"


def records_name(kind: str, number: int) -> str:
    """Return what that file of the kind's records is called, without its ending."""
    return kind if number == 1 else f"{kind}-{number}"


def _stretch(kind: RecordKind, *, user_id: str, after: str | None) -> tuple[list[Record], bool]:
    """Return the next records and tombstones after that key, and whether they are the last."""
    start_key = kind.start_key(user_id=user_id, key=after) if after else None
    results = kind.model.query(
        user_id, consistent_read=True, page_size=PAGE, last_evaluated_key=start_key
    )
    found: list[Record] = []
    room = MAX_FILE_BYTES
    with store_errors():
        for record in results:
            found.append(record)
            room -= record.json_bytes
            if room <= 0 or len(found) == MOST_RECORDS:
                return found, False
    return found, True


def _files(
    kind: RecordKind, records: Sequence[Record], *, user_id: str, number: int
) -> tuple[list[dict[str, Any]], list[ExportFile]]:
    """Return the records as they are answered, and the files that say so."""
    sent = {record.key: values for record in records if (values := dict(_sent(record, kind)))}
    kind.derive(user_id=user_id, records=records)
    told = [kind.serializer.of(record) for record in records]
    name = records_name(kind.name, number)
    return told, [
        ExportFile(f"{name}.json", _lines(kind, told, sent)),
        ExportFile(f"{name}.csv", table(serializer=kind.serializer, records=told).encode()),
    ]


def _sent(record: Record, kind: RecordKind) -> Iterator[tuple[str, Any]]:
    """Yield what was sent of the things that are otherwise derived: an import needs it."""
    for name in kind.derived:
        if (value := getattr(record, name)) is not None:
            yield record.attribute(name).attr_name, value


def _lines(
    kind: RecordKind, told: Sequence[Mapping[str, Any]], as_sent: Mapping[str, Any]
) -> bytes:
    """Return the file of records as JSON, each on a line of its own."""
    lines = ",\n".join(_json(record) for record in told)
    head = f'{{"kind": {_json(kind.name)},\n"asSent": {_json(as_sent)},\n"records": [\n'
    return f"{head}{lines}\n]}}\n".encode()


def _photo(user_id: str, key: str) -> ExportFile:
    try:
        kept = objects.kept_key(user_id=user_id, scan_id=key)
        return ExportFile(photo_name(key), photos.get(user_id=user_id, key=kept))
    except NotFound:  # she deleted the record since it was read
        return ExportFile(photo_name(key), None)


def _consents(user_id: str) -> ExportFile:
    found = [ConsentSerializer.of(consent) for consent in list_consents(user_id=user_id)]
    return ExportFile(CONSENTS, f"{_json({'consents': found})}\n".encode())


def _retention(user_id: str) -> ExportFile:
    found = tell(retention.read(user_id=user_id))
    return ExportFile(RETENTION, f"{_json(found)}\n".encode())


def _age(record: Record) -> tuple[str, Any]:
    """Return what records are sorted by, as in the lists: their date, then when they were made."""
    return str(getattr(record, "date")), record.created_at  # noqa: B009  each kind has it, not the base


def _after(name: str) -> str:
    names = [*record_kinds(), ""]
    return names[names.index(name) + 1]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, cls=JSONEncoder)
