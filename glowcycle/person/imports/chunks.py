"""The records of a preview, sealed in chunks until they are applied, and then what was written.

A chunk that is applied is replaced by its note: kind and key of each record in it that the import
made or filled. An undo needs no more, and the records themselves need no second copy.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.utils import timezone
from pynamodb.attributes import BinaryAttribute

from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.aws.stored_values import MALFORMED
from glowcycle.encryption import sealing
from glowcycle.encryption.cipher import SealBroken, pad
from glowcycle.errors import Unreadable
from glowcycle.formats.errors import TooLarge
from glowcycle.person.imports.errors import ImportExpired
from glowcycle.sentences import sentence
from glowcycle.storage import unreadable
from glowcycle.storage.unreadable import Malformed

PREFIX: Final = "importchunk#"
# DynamoDB takes 400 KB an item.
MAX_BYTES: Final = 300_000
# 36 MB: five entries of 2,000 characters a day for ten years.
MAX_CHUNKS: Final = 120


class Note(NamedTuple):
    """Which record it is."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class ChunkRecord:
    """A record of the file that passed its serializer: wire names and JSON values, with its key.

    asks  the ids of the questions whose answer changes it
    """

    kind: str
    key: str
    values: dict[str, Any]
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The records that wait, or else the notes of those that are done."""

    records: Sequence[ChunkRecord] = ()
    notes: Sequence[Note] = ()
    is_noted: bool = False


class ImportChunk(PersonItem):
    """One chunk as it is stored."""

    sealed = BinaryAttribute(legacy_encoding=False)


def write(
    *, user_id: str, import_id: str, records: Iterable[ChunkRecord], expires_at: datetime
) -> int:
    """Store the records in chunks, numbered from 0; return how many.

    Raise TooLarge, Unavailable.
    """
    number = -1
    for number, plain in enumerate(_split(records)):
        if number >= MAX_CHUNKS:
            raise TooLarge(sentence("The file holds more than a history can."))
        _save(user_id, import_id, number, b'{"records":[' + plain + b"]}", expires_at)
    return number + 1


def read(*, user_id: str, import_id: str, number: int) -> Chunk:
    """Return that chunk. Raise ImportExpired if it is gone, Unreadable, Unavailable."""
    stored = _find(user_id, import_id, number)
    if stored is None or (stored.expires_at is not None and stored.expires_at <= timezone.now()):
        raise ImportExpired
    try:
        try:
            content = json.loads(
                sealing.unseal(
                    stored.sealed,
                    user_id=user_id,
                    associated_data=(user_id, "importchunk", import_id, number),
                )
            )
            if "notes" in content:
                notes = [Note(str(kind), str(key)) for kind, key in content["notes"]]
                return Chunk(notes=notes, is_noted=True)
            return Chunk(
                records=[
                    ChunkRecord(kind, key, values, tuple(asks))
                    for kind, key, values, asks in content["records"]
                ]
            )
        except MALFORMED as error:
            raise Malformed from error
    except SealBroken as error:
        unreadable.report(error, kind="import")
        raise Unreadable("This import cannot be read any more: delete it.") from error


def note(*, user_id: str, import_id: str, number: int, notes: Sequence[Note]) -> None:
    """Replace that chunk by the note of its records, which stays. Raise Unavailable."""
    plain = json.dumps({"notes": notes}, separators=(",", ":")).encode()
    _save(user_id, import_id, number, plain, None)


def keep(*, user_id: str, import_id: str, count: int) -> None:
    """Let the chunks stay until they are noted. Raise ImportExpired if one is gone, Unavailable."""
    for number in range(count):
        stored = ImportChunk(user_id, _item(import_id, number))
        if not stored.update_if(ImportChunk.user_id.exists(), ImportChunk.expires_at.remove()):
            raise ImportExpired


def delete_all(*, user_id: str, import_id: str) -> None:
    """Delete the chunks and notes of the import, if there are any. Raise Unavailable."""
    with store_errors():
        found = ImportChunk.query(
            user_id,
            ImportChunk.item.startswith(f"{PREFIX}{import_id}#"),
            consistent_read=True,
            attributes_to_get=["userId", "item"],
        )
        for stored in found:
            stored.delete()


def _split(records: Iterable[ChunkRecord]) -> Iterator[bytes]:
    """Yield the JSON of the records, as many as one chunk has room for."""
    texts: list[bytes] = []
    size = 0
    for record in records:
        values = [record.kind, record.key, record.values, record.asks]
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode(
            errors="replace"
        )
        if texts and size + len(text) > MAX_BYTES:
            yield b",".join(texts)
            texts, size = [], 0
        texts.append(text)
        size += len(text) + 1
    if texts:
        yield b",".join(texts)


def _find(user_id: str, import_id: str, number: int) -> ImportChunk | None:
    try:
        return ImportChunk.find(user_id, _item(import_id, number))
    except MALFORMED as error:
        unreadable.report(Malformed(), kind="import")
        raise Unreadable("This import cannot be read any more: delete it.") from error


def _save(
    user_id: str, import_id: str, number: int, plain: bytes, expires_at: datetime | None
) -> None:
    sealed = sealing.seal(
        pad(plain), user_id=user_id, associated_data=(user_id, "importchunk", import_id, number)
    )
    stored = ImportChunk(user_id, _item(import_id, number), sealed=sealed, expires_at=expires_at)
    with store_errors():
        stored.save()


def _item(import_id: str, number: int) -> str:
    return f"{PREFIX}{import_id}#{number:05}"
