"""Glow Cycle: the tables of an export, or of a list with `?format=csv`."""

from typing import Final

from glowcycle.api.csv_records import read_row
from glowcycle.formats.errors import WrongFile
from glowcycle.formats.files.csv_rows import CsvRows, has_columns
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.glow_cycle.records import OwnRecords, derived_names
from glowcycle.formats.history import History
from glowcycle.records import RecordKind, record_kinds
from glowcycle.sentences import sentence

# Every record of ours has them, and hardly a table of another app.
OURS: Final = frozenset({"createdAt", "updatedAt", "version"})


def _recognizes(source: Source) -> bool:
    return not source.names and _kind_in(source) is not None


def _read(source: Source) -> History:
    kind = _kind_in(source)
    if kind is None:
        raise WrongFile(
            expected=sentence("the columns of a table of Glow Cycle"),
            seen=sentence("other columns"),
            row=1,
        )
    history = History()
    records = OwnRecords(history)
    for row in CsvRows(source, needed=_needed(kind)):
        values = read_row(serializer=kind.serializer, cells=row.cells)
        for name in sorted(derived_names(kind)):
            if values.get(name) is not None:
                history.skip(name, None, "computed", row=row.number)
        if values.get("hasPhoto") is True:
            history.skip("photos", None, "photo", row=row.number)
        records.take(kind.name, values, as_sent={}, row=row.number)
    return history


def _kind_in(source: Source) -> RecordKind | None:
    """Return the kind of record whose table this is, None if it is none of ours."""
    kinds = record_kinds().values()
    return next((kind for kind in kinds if has_columns(source, needed=_needed(kind))), None)


def _needed(kind: RecordKind) -> frozenset[str]:
    """Return the columns that the table of the kind had from its first version on."""
    first = {kind.model.attribute(name).attr_name for name in kind.model.CONTENT}
    simple = {
        name for name, field in kind.serializer().fields.items() if not hasattr(field, "fields")
    }
    return OURS | {kind.key} | first & simple


FORMATS = (
    Format(
        name="glow-cycle-csv",
        app="Glow Cycle",
        shape=sentence("a table of Glow Cycle: journal, period, skin or stages"),
        recognizes=_recognizes,
        read=_read,
    ),
)
