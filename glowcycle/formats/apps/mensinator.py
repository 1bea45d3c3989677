"""Mensinator: the tables of its database as JSON, every value a text."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from glowcycle.formats.days import day_of_record
from glowcycle.formats.files.json_values import JsonElements, start_of_json
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.history import History, TooManyRecords
from glowcycle.formats.symptoms import name_symptom
from glowcycle.sentences import sentence

SHAPE: Final = sentence("the JSON export of {app} with its tables", app="Mensinator")
TABLES: Final = ("periods", "symptoms", "symptom_date", "ovulations")
MAX_SYMPTOMS: Final = 10_000
MAX_SYMPTOM_DAYS: Final = 200_000

# The app has no field for the strength of bleeding: these three of its symptoms are it.
_FLOWS: Final[Mapping[str, str]] = {
    "Heavy_Flow": "heavy",
    "Medium_Flow": "medium",
    "Light_Flow": "light",
    "Spotting": "spotting",
}


def _recognizes(source: Source) -> bool:
    first, names = start_of_json(source)
    if first != "{" or "period_logs" in names:
        return False
    return "period_id" in names or {"symptom_name", "symptoms"} <= names


class _Reading:
    def __init__(self, history: History) -> None:
        self._history = history
        self._names: dict[str, str] = {}
        # The table of the names may come after that of the days.
        self._symptom_days: list[tuple[date, str, int]] = []

    def take(self, table: str, record: Mapping[str, Any], *, row: int) -> None:
        _TAKERS[table](self, record, row)

    def finish(self) -> None:
        for day, number, row in self._symptom_days:
            name = self._names.get(number, "").strip()
            if not name:
                self._history.skip("symptom_date", number, "incomplete", row=row)
            elif name in _FLOWS:
                self._history.flow(day, _FLOWS[name], row=row, what="symptom_date")
            else:
                self._history.note_on(day, "symptoms", name_symptom(name), row=row)

    def _take_period(self, record: Mapping[str, Any], row: int) -> None:
        if day := day_of_record(record, "date", history=self._history, row=row):
            self._history.flow(day, "unspecified", row=row)

    def _take_name(self, record: Mapping[str, Any], _row: int) -> None:
        if len(self._names) >= MAX_SYMPTOMS:
            raise TooManyRecords
        self._names[str(record.get("id"))] = str(record.get("symptom_name") or "")

    def _take_symptom(self, record: Mapping[str, Any], row: int) -> None:
        if len(self._symptom_days) >= MAX_SYMPTOM_DAYS:
            raise TooManyRecords
        if day := day_of_record(record, "symptom_date", history=self._history, row=row):
            self._symptom_days.append((day, str(record.get("symptom_id")), row))

    def _leave_ovulation(self, _record: Mapping[str, Any], row: int) -> None:
        # A day that she marked, by whatever sign: our log has only the signs themselves.
        self._history.skip("ovulations", None, "no_place", row=row)


_TAKERS: Final[Mapping[str, Callable[[_Reading, Mapping[str, Any], int], None]]] = {
    "periods": _Reading._take_period,
    "symptoms": _Reading._take_name,
    "symptom_date": _Reading._take_symptom,
    "ovulations": _Reading._leave_ovulation,
}


def _read(source: Source) -> History:
    history = History()
    elements = JsonElements(source, history, paths=[(table,) for table in TABLES], shape=SHAPE)
    reading = _Reading(history)
    for element in elements.objects():
        reading.take(element.path[0], element.value, row=element.row)
    reading.finish()
    return history


FORMATS: Final = (
    Format(name="mensinator", app="Mensinator", shape=SHAPE, recognizes=_recognizes, read=_read),
)
