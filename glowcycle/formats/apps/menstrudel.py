"""Menstrudel: its exports of periods, pills, long-acting contraceptives and sex, one JSON each."""

from typing import Final

from glowcycle.formats.files.json_values import JsonElements, start_of_json
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.history import History
from glowcycle.formats.menstrudel.tables import TABLES, MenstrudelTables
from glowcycle.sentences import sentence

SHAPE: Final = sentence("the JSON export of {app} with its tables", app="Menstrudel")

# What the file says of itself.
_VERSION: Final = "db_version"
_OF_THE_FILE: Final = frozenset(("app_version", "exported_at", _VERSION))


def _recognizes(source: Source) -> bool:
    first, names = start_of_json(source)
    is_empty = {"periods", "period_logs"} <= names
    has_rows = {"start_date", "total_days"} <= names or {"pill_regimen", "pill_intake"} <= names
    return first == "{" and (is_empty or has_rows or not names.isdisjoint(_OTHER_EXPORTS))


_OTHER_EXPORTS: Final = frozenset(("larc_logs", "sexual_activity_logs", "sanitary_product_logs"))


def _read(source: Source) -> History:
    history = History()
    tables = MenstrudelTables(history)
    elements = JsonElements(
        source, history, paths=[(name,) for name in (*TABLES, *_OF_THE_FILE)], shape=SHAPE
    )
    for element in elements:
        name = element.path[0]
        if name == _VERSION:
            tables.note_version(element.value)
        elif name not in _OF_THE_FILE:
            tables.take(name, elements.as_object(element), row=element.row)
    tables.finish()
    return history


FORMATS: Final = (
    Format(name="menstrudel", app="Menstrudel", shape=SHAPE, recognizes=_recognizes, read=_read),
)
