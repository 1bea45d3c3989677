"""Stores a record of a chunk, and counts what became of it."""

from typing import Any, Final, Literal

from rest_framework.serializers import ValidationError

from glowcycle.errors import Conflict, InvalidFields
from glowcycle.person.imports.answers import answered
from glowcycle.person.imports.chunks import ChunkRecord
from glowcycle.person.imports.import_job import HistoryImport
from glowcycle.person.imports.validation import read_content
from glowcycle.records import RecordKind, record_kinds
from glowcycle.storage import importing
from glowcycle.storage.importing import Added
from glowcycle.storage.records import Record
from glowcycle.storage.write_totals import TotalsCounter

# What a rule of a kind raises: what she logged herself contradicts the record, so hers stays.
REFUSED: Final = (Conflict, InvalidFields, ValidationError)


def store_record(
    job: HistoryImport, record: ChunkRecord, *, seen: Record | None, counter: TotalsCounter
) -> None:
    """Store the record, or fill the day of hers in its place; count what became of it.

    `seen` is what is stored under its key. Raise OverBudget, Unavailable.
    """
    kind = record_kinds()[record.kind]
    content, result = _content(job, record, kind), job.content.result
    origin = {"import_id": job.import_id, "app": job.content.app}
    outcome: Added | Literal["filled"]
    try:
        outcome = importing.add(
            kind.model(job.user_id, record.key, **content, **kind.service_values),
            **origin,
            check=kind.check,
            seen=seen,
            counts=counter.count,
        )
        # Hers and the file's are the same day, so hers can take what it lacks.
        may_fill = outcome == "present" and kind.key == "date" and job.content.fill_days
        if may_fill and importing.fill(
            kind.model,
            user_id=job.user_id,
            key=record.key,
            content=content,
            **origin,
            check=lambda filled: _check_whole(kind, filled),
            counts=counter.count,
        ):
            outcome = "filled"
    except REFUSED:
        outcome = "present"
    if outcome == "made":
        result["made"][kind.name] = result["made"].get(kind.name, 0) + 1
    else:
        result["kept" if outcome == "present" else outcome] += 1


def _check_whole(kind: RecordKind, filled: Record) -> None:
    """Refuse a day that a phone could not send back. Raise ValidationError."""
    kind.serializer.read(kind.serializer.of(filled))


def _content(job: HistoryImport, record: ChunkRecord, kind: RecordKind) -> dict[str, Any]:
    """Return the content by Python name, as her answers change it.

    If these contradict what the file says of the record, it stays as the file says it.
    """
    values = answered(
        record.values,
        asks=record.asks,
        questions=job.content.questions,
        answers=job.content.answers,
    )
    try:
        return read_content(kind, values)
    except ValidationError:
        return read_content(kind, record.values)
