"""Ovumcy: its JSON, and its CSV with a column for each symptom."""

from collections.abc import Mapping
from typing import Any, Final

from glowcycle.formats.days import day_of_record
from glowcycle.formats.files.csv_rows import CsvRows, Row, has_columns
from glowcycle.formats.files.json_faults import read_inner_object
from glowcycle.formats.files.json_values import JsonElements, start_of_json
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.history import History
from glowcycle.formats.ovumcy.days import OvumcyDay, OvumcyDays
from glowcycle.sentences import sentence

SHAPE: Final = sentence("the JSON export of {app} with an entry for each day", app="Ovumcy")
CSV_SHAPE: Final = sentence("the CSV export of {app}", app="Ovumcy")

_ENTRIES: Final = ("entries",)
_EXPORTED_AT: Final = ("exported_at",)
_MEMBERS: Final = frozenset(
    (
        *("date", "period", "cycle_start", "is_uncertain", "flow", "mood_rating", "sex_activity"),
        *("bbt", "cervical_mucus", "pregnancy_test", "lh_test", "cycle_factors", "symptoms"),
        *("other_symptoms", "notes"),
    )
)
# "Mood" among its symptoms stands for mood swings.
_MOOD: Final = "mood"
_NEEDED: Final = ("Date", "Period", "Flow", "Cramps")
# All other columns are symptoms.
_COLUMNS: Final = frozenset(
    (
        *("Date", "Period", "Flow", "Mood rating", "Sex activity", "BBT (C)", "Cervical mucus"),
        *("Cycle factors", "Other", "Notes", "Pregnancy test", "Cycle start", "Uncertain"),
        "LH test",
    )
)
_UNTICKED: Final = (None, False)
_YES: Final = frozenset(("yes", "true"))
_NO: Final = frozenset(("", "no", "false"))
# The app writes an apostrophe before a text that a spreadsheet would compute.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def _recognizes(source: Source) -> bool:
    first, names = start_of_json(source)
    days = {"entries", "period", "flow"} <= names
    is_empty = names == {"entries", "exported_at"}
    return first == "{" and (is_empty or (days and "cervical_mucus" in names))


def _read(source: Source) -> History:
    history = History()
    days = OvumcyDays(history)
    elements = JsonElements(source, history, paths=[_ENTRIES, _EXPORTED_AT], shape=SHAPE)
    for element in elements:
        if element.path == _ENTRIES:
            _take_entry(history, days, elements.as_object(element), element.row)
    days.finish()
    return history


def _take_entry(history: History, days: OvumcyDays, entry: Mapping[str, Any], row: int) -> None:
    for name, value in entry.items():
        if name not in _MEMBERS and value not in (None, False, "", "none", 0):
            history.skip(name, None, "unknown", row=row)
    day = day_of_record(entry, "date", history=history, row=row)
    if day is None:
        return
    flags = read_inner_object(entry.get("symptoms"))
    own = []
    for name, is_there in flags.items():
        if is_there is True:
            own.append(name)
        elif is_there not in _UNTICKED:
            history.skip("symptoms", name, "unknown", row=row)
    days.take(
        OvumcyDay(
            day=day,
            row=row,
            is_period=entry.get("period") is True,
            is_cycle_start=entry.get("cycle_start") is True,
            is_uncertain=entry.get("is_uncertain") is True,
            flow=_choice(entry.get("flow")),
            mood_rating=entry.get("mood_rating"),
            sex_activity=_choice(entry.get("sex_activity")),
            bbt=entry.get("bbt"),
            cervical_mucus=_choice(entry.get("cervical_mucus")),
            pregnancy_test=_choice(entry.get("pregnancy_test")),
            lh_test=_choice(entry.get("lh_test")),
            cycle_factors=_texts(entry.get("cycle_factors")),
            symptoms=[*map(_symptom, own), *_texts(entry.get("other_symptoms"))],
            notes=str(entry.get("notes") or ""),
        )
    )


def _choice(value: Any) -> str | None:
    return None if value is None else str(value).strip().lower().replace(" ", "")


def _texts(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _symptom(name: str) -> str:
    return "mood swings" if name.lower() == _MOOD else name


def _recognizes_csv(source: Source) -> bool:
    return not source.is_zip and has_columns(source, needed=_NEEDED)


def _read_csv(source: Source) -> History:
    history = History()
    days = OvumcyDays(history)
    rows = CsvRows(source, needed=_NEEDED)
    symptoms = [column for column in rows.columns if column not in _COLUMNS]
    for row in rows:
        day = day_of_record(row.cells, "Date", history=history, row=row.number)
        if day is None:
            continue
        own = [column for column in symptoms if _is_ticked(history, row, column)]
        days.take(
            OvumcyDay(
                day=day,
                row=row.number,
                is_period=_is_ticked(history, row, "Period"),
                is_cycle_start=_is_ticked(history, row, "Cycle start"),
                is_uncertain=_is_ticked(history, row, "Uncertain"),
                flow=_choice(row["Flow"]),
                mood_rating=_number(row["Mood rating"]),
                sex_activity=_choice(row["Sex activity"]),
                bbt=_number(row["BBT (C)"]),
                cervical_mucus=_choice(row["Cervical mucus"]),
                pregnancy_test=_choice(row["Pregnancy test"]),
                lh_test=_choice(row["LH test"]),
                cycle_factors=_as_written(row["Cycle factors"]).split(";"),
                symptoms=[*map(_symptom, own), *_as_written(row["Other"]).split(";")],
                notes=_as_written(row["Notes"]),
            )
        )
    days.finish()
    return history


def _is_ticked(history: History, row: Row, column: str) -> bool:
    value = row[column].strip().lower()
    if value not in _YES and value not in _NO:
        history.skip(column, row[column], "unknown", row=row.number)
    return value in _YES


def _number(text: str) -> int | float | str:
    """Return the number in a cell, the cell itself if it holds none."""
    written = text.strip().replace(",", ".")
    try:
        return int(written) if written.isdecimal() else float(written)
    except ValueError:
        return text


def _as_written(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA_STARTS else text


FORMATS: Final = (
    Format(name="ovumcy", app="Ovumcy", shape=SHAPE, recognizes=_recognizes, read=_read),
    Format(
        name="ovumcy-csv",
        app="Ovumcy",
        shape=CSV_SHAPE,
        recognizes=_recognizes_csv,
        read=_read_csv,
    ),
)
