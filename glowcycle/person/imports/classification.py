"""What an import would do with each record of a file, as her store stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from glowcycle.person.imports.import_content import FATES, Fate
from glowcycle.person.imports.validation import ValidRecord
from glowcycle.records import RecordKind
from glowcycle.storage import batch_reads
from glowcycle.storage.records import Record


def classify(
    records: Sequence[ValidRecord], *, kind: RecordKind, user_id: str
) -> list[tuple[ValidRecord, Fate]]:
    """Return each of these records of one kind with its fate. Raise Unavailable."""
    keys = [record.key for record in records]
    stored = batch_reads.find_all(kind.model, user_id=user_id, keys=keys)
    fates = {record.key: _fate(record, stored.get(record.key), kind=kind) for record in records}
    if kind.refuses_import is not None:
        new = {record.key: record.content for record in records if fates[record.key] == "new"}
        refused = kind.refuses_import(user_id=user_id, contents=new)
        fates.update(dict.fromkeys(refused, "conflicting"))
    return [(record, fates[record.key]) for record in records]


def count(fates: Counter[Fate]) -> dict[str, int]:
    """Return the number of records by fate, each fate named."""
    return {fate: fates[fate] for fate in FATES}


def _fate(record: ValidRecord, stored: Record | None, *, kind: RecordKind) -> Fate:
    if stored is None:
        return "new"
    if stored.deleted_at is not None:
        return "new" if stored.undone else "skipped"
    if stored.is_gone:
        return "new"
    if stored.is_unreadable:
        return "conflicting"
    # A file does not say what only the service knows.
    brought = {**record.content, **{name: getattr(stored, name) for name in kind.service_values}}
    return "same" if _is_same(stored, brought) else "conflicting"


def _is_same(stored: Record, brought: Mapping[str, Any]) -> bool:
    """Return whether the record holds just this content, as their digests would tell.

    A digest takes ten times as long, and a file that comes again has 50,000 such records. Only for
    objects inside the content it is needed.
    """
    model, values = type(stored), stored.attribute_values
    if any(isinstance(value, dict) for value in brought.values()):
        return model(stored.user_id, stored.key, **brought).digest() == stored.digest()
    names = {*model.CONTENT, *model.ADDED_CONTENT, *brought}
    return all(values.get(name) == brought.get(name) for name in names)
