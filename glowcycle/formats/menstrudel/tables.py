"""The rows of Menstrudel's tables, taken into a history once the version of the scale is known."""

from collections.abc import Callable, Mapping, Sized
from datetime import date
from typing import Any, Final, TypeAlias

from glowcycle.formats.days import day_of_record
from glowcycle.formats.files.json_faults import read_inner_list
from glowcycle.formats.history import History, TooManyRecords
from glowcycle.formats.menstrudel.periods import MenstrudelPeriods
from glowcycle.formats.signs import add_note
from glowcycle.formats.symptoms import name_symptom

Row: TypeAlias = Mapping[str, Any]

# Of one table: the days of a life, with several symptoms each.
MAX_ROWS: Final = 200_000
_OF_A_LOG: Final = ("flow", "painLevel", "symptoms")

# The scale of bleeding by the version of the database: it grew at both ends.
_FLOWS: Final = (
    (6, ("none", "spotting", "light", "medium", "heavy")),
    (5, ("none", "light", "medium", "heavy")),
    (0, ("light", "medium", "heavy")),
)
# Of 10: mild pain is 1 to 3, moderate 4 to 6, severe from 7 on; unbearable is the worst there is.
_PAIN: Final = (0, 2, 5, 8, 10)

_SEX: Final[Mapping[object, str]] = {1: "protected", 0: "unprotected"}
_OF_SEX: Final = (
    *("sex_type", "participation_type", "protection_type"),
    *("sexType", "participationType", "protectionType"),
)
_ALONE: Final = "solo"
# Which kind of IUD it is, and until when she has it, no table tells: so no stage is certain.
_LONG_ACTING: Final[Mapping[str, str]] = {
    "iud": "IUD",
    "implant": "contraceptive implant",
    "injection": "contraceptive injection",
    "ring": "contraceptive ring",
    "patch": "contraceptive patch",
}


class MenstrudelTables:
    """Takes the rows as they come; `finish` joins those that point at each other."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._version: int | None = None
        self._logs: dict[str, tuple[date, int, Row]] = {}
        self._symptoms: list[tuple[str, object, int]] = []
        self._periods = MenstrudelPeriods(history)
        self._pills: dict[str, str] = {}
        self._intakes: list[tuple[date, str, int]] = []

    def note_version(self, version: object) -> None:
        """Note the version of the database: it tells the scale of the flow."""
        if type(version) is int and version > 0:
            self._version = version
            self._history.version = str(version)

    def take(self, table: str, record: Row, *, row: int) -> None:
        """Take a row of one of TABLES. Raise TooManyRecords."""
        _TAKERS[table](self, record, row)

    def finish(self) -> None:
        """Add the days to the history. Raise TooManyRecords."""
        flows = self._find_scale()
        for day, row, record in self._logs.values():
            self._take_flow(day, record.get("flow"), flows, row)
            self._take_pain(day, record.get("painLevel"), row)
            for name in read_inner_list(record.get("symptoms")):
                self._add_symptom(day, name, row)
        for number, name, row in self._symptoms:
            if number in self._logs:
                self._add_symptom(self._logs[number][0], name, row)
            else:
                self._history.skip("log_symptoms", name, "incomplete", row=row)
        for day, number, row in self._intakes:
            name = self._pills.get(number, "").strip() or "birth control pill"
            self._history.note_on(day, "medication", name, row=row)
        self._periods.write({day for day, _, _ in self._logs.values()})

    def _find_scale(self) -> tuple[str, ...]:
        """Return the scale of the version, or a newer one if a level proves that it is that."""
        version = self._version or _FLOWS[0][0]
        levels = [record.get("flow") for _, _, record in self._logs.values()]
        highest = max((each for each in levels if type(each) is int), default=0)
        scales = [names for first, names in _FLOWS if version >= first][:1]
        scales += [names for first, names in reversed(_FLOWS) if version < first]
        return next((names for names in scales if highest < len(names)), scales[0])

    def _take_flow(self, day: date, level: object, flows: tuple[str, ...], row: int) -> None:
        if type(level) is int and 0 <= level < len(flows):
            self._history.flow(day, flows[level], row=row, what="period_logs")
        else:
            self._history.skip("flow", level, "unknown", row=row)

    def _take_pain(self, day: date, level: object, row: int) -> None:
        if type(level) is int and 0 <= level < len(_PAIN):
            self._history.say(day, "pain", _PAIN[level], row=row, what="painLevel")
        elif level is not None:
            self._history.skip("painLevel", level, "unknown", row=row)

    def _add_symptom(self, day: date, name: object, row: int) -> None:
        if isinstance(name, str) and name.strip():
            self._history.note_on(day, "symptoms", name_symptom(name), row=row)
        else:
            self._history.skip("symptom", name, "invalid", row=row)

    def _take_period(self, record: Row, row: int) -> None:
        self._periods.take(record.get("start_date"), record.get("end_date"), row=row)

    def _take_log(self, record: Row, row: int) -> None:
        if day := day_of_record(record, "date", history=self._history, row=row):
            self._check_room(self._logs)
            said = {name: record.get(name) for name in _OF_A_LOG}
            number = str(record.get("id", f"row {row}"))
            if self._logs.setdefault(number, (day, row, said)) != (day, row, said):
                self._history.skip("period_logs", number, "several", row=row)

    def _take_symptom(self, record: Row, row: int) -> None:
        self._check_room(self._symptoms)
        self._symptoms.append((str(record.get("log_id_fk")), record.get("symptom"), row))

    def _take_pill(self, record: Row, row: int) -> None:
        self._check_room(self._pills)
        self._pills[str(record.get("id"))] = str(record.get("name") or "")
        # A pack without the kind of the pill: it may be one with estrogen or without.
        self._history.skip("pill_regimen", record.get("name"), "incomplete", row=row)

    def _take_intake(self, record: Row, row: int) -> None:
        status = record.get("status")
        if status not in ("taken", "late"):
            is_known = status in ("skipped", "missed")
            self._history.skip(
                "pill_intake", status, "no_place" if is_known else "unknown", row=row
            )
        elif day := day_of_record(record, "scheduled_date", history=self._history, row=row):
            self._check_room(self._intakes)
            self._intakes.append((day, str(record.get("regimen_id")), row))

    def _take_long_acting(self, record: Row, row: int) -> None:
        name = _LONG_ACTING.get(str(record.get("type")))
        day = day_of_record(record, "date", history=self._history, row=row)
        if name is None:
            self._history.skip("larc_logs", record.get("type"), "unknown", row=row)
        elif day:
            self._history.note_on(day, "medication", name, row=row)
            self._add_note(day, record, row)

    def _take_sex(self, record: Row, row: int) -> None:
        name = "date_time" if "date_time" in record else "date"
        if day := day_of_record(record, name, history=self._history, row=row):
            is_protected = record.get("protection_used", record.get("protectionUsed"))
            said = {each: record.get(each) for each in _OF_SEX if record.get(each) is not None}
            for each, value in said.items():
                self._history.skip(each, value, "no_place", row=row)
            if _ALONE in said.values():
                pass  # is counted, and needs no protection
            elif type(is_protected) is int and is_protected in _SEX:
                sex = _SEX[is_protected]
                self._history.say(day, "sex", sex, row=row, what="sexual_activity_logs")
            else:
                self._history.skip("sexual_activity_logs", is_protected, "incomplete", row=row)
            self._add_note(day, record, row)

    def _add_note(self, day: date, record: Row, row: int) -> None:
        if isinstance(record.get("note"), str):
            add_note(self._history, day, record["note"], row=row, what="note")

    def _check_room(self, rows: Sized) -> None:
        if len(rows) >= MAX_ROWS:
            raise TooManyRecords


_TAKERS: Final[Mapping[str, Callable[[MenstrudelTables, Row, int], None]]] = {
    "periods": MenstrudelTables._take_period,
    "period_logs": MenstrudelTables._take_log,
    "log_symptoms": MenstrudelTables._take_symptom,
    "pill_regimen": MenstrudelTables._take_pill,
    "pill_intake": MenstrudelTables._take_intake,
    "larc_logs": MenstrudelTables._take_long_acting,
    "sexual_activity_logs": MenstrudelTables._take_sex,
}
TABLES: Final = tuple(_TAKERS)
