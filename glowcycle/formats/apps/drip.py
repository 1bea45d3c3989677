"""drip: a CSV with one row for each day, and columns such as `bleeding.value`.

The app writes each text in lower case, and quotation marks twice without quoting the cell. A number
chooses from a list: `bleeding.value` 0 is spotting. Columns were added from version to version.
"""

import re
from typing import Any, Final

from glowcycle.formats.drip.day_rows import DayRow
from glowcycle.formats.drip.excluded_bleeding import ExcludedBleeding
from glowcycle.formats.files.csv_rows import CsvRows, has_columns
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.history import History
from glowcycle.formats.signs import read_celsius
from glowcycle.formats.symptoms import name_symptom
from glowcycle.formats.written_dates import day_of_row
from glowcycle.sentences import sentence

_NEEDED: Final = ("date", "temperature.value", "bleeding.value")
_FLOWS: Final = {"0": "spotting", "1": "light", "2": "medium", "3": "heavy"}
_FEELINGS: Final = ("0", "1", "2", "3")  # dry, nothing, wet, slippery
_TEXTURES: Final = ("0", "1", "2")  # nothing, creamy, like egg white
_PAINS: Final = (
    "cramps", "ovulationPain", "headache", "backache", "nausea", "tenderBreasts", "migraine",
)  # fmt: skip
_MOODS: Final = (
    "happy", "sad", "stressed", "balanced", "fine", "anxious", "energetic", "fatigue", "angry",
)  # fmt: skip
_PROTECTION: Final = ("condom", "pill", "iud", "patch", "ring", "implant", "diaphragm", "other")
_NOTES: Final = ("note.value", "temperature.note", "bleeding.note", "sex.note", "pain.note")
_GROUPS: Final = ("temperature.", "bleeding.", "cervix.", "desire.", "sex.", "pain.", "mood.")
# The app puts a text in quotation marks for one of these alone.
_QUOTED_FOR: Final = re.compile("[\n\t,;.']")
_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-9.]{2,12})?")


def _recognizes(source: Source) -> bool:
    return has_columns(source, needed=_NEEDED)


def _read(source: Source) -> History:
    history = History()
    excluded = ExcludedBleeding(history)
    for row in CsvRows(source, needed=_NEEDED, strict=False):
        date = day_of_row(row, "date", history=history, text=row["date"].strip())
        if date is not None:
            _read_day(DayRow(history, date, row), excluded)
    excluded.finish()
    return history


def _read_day(day: DayRow, excluded: ExcludedBleeding) -> None:
    _take_bleeding(day, excluded)
    _take_temperature(day)
    _take_mucus(day)
    _take_sex(day)
    _take_pains(day)
    _take_moods(day)
    _take_notes(day)
    day.count_others(known=_GROUPS)


def _take_bleeding(day: DayRow, excluded: ExcludedBleeding) -> None:
    value = day.choice("bleeding.value", _FLOWS)
    is_no_period = day.is_true("bleeding.exclude")
    if is_no_period and not day.text("bleeding.value"):
        day.skip("bleeding.exclude", "incomplete")
    if value is not None:
        day.flow(_FLOWS[value], column="bleeding.value")
        if is_no_period:
            excluded.add(day.day, row=day.row)


def _take_temperature(day: DayRow) -> None:
    value, time = day.text("temperature.value"), day.text("temperature.time")
    is_excluded = day.is_true("temperature.exclude")
    if not value:
        for column in ["temperature.time"] * bool(time) + ["temperature.exclude"] * is_excluded:
            day.skip(column, "incomplete")
        return
    celsius = read_celsius(value)
    if celsius is None:
        day.skip("temperature.value", "invalid")
        return
    temperature: dict[str, Any] = {"celsius": celsius}
    if found := _TIME.fullmatch(time):
        temperature["time"] = f"{found[1]:0>2}:{found[2]}"
    elif time:
        day.skip("temperature.time", "invalid")
    if is_excluded:
        temperature["excluded"] = True
    day.set_value("temperature", temperature, column="temperature.value")


def _take_mucus(day: DayRow) -> None:
    """Take what she felt and saw. `mucus.value` is what the app makes of both."""
    feeling = day.choice("mucus.feeling", _FEELINGS)
    texture = day.choice("mucus.texture", _TEXTURES)
    is_excluded = day.is_true("mucus.exclude")
    value = day.text("mucus.value")
    if feeling is None and texture is None:
        if value:
            day.skip("mucus.value", "incomplete")
        return
    column = "mucus.feeling" if texture in (None, "0") and feeling else "mucus.texture"
    mucus = _best_mucus(feeling, texture)
    if is_excluded:
        day.skip(column, "excluded")
    elif mucus:
        day.set_value("mucus", mucus, column=column)
    else:
        # Wet without anything to see has no word here; one of the two alone may be anything.
        day.skip(column, "no_place" if feeling and texture else "incomplete")


def _best_mucus(feeling: str | None, texture: str | None) -> str | None:
    if texture == "2":
        return "eggWhite"
    if feeling == "3":
        return "watery"
    if texture == "1":
        return "creamy"
    return "dry" if texture == "0" and feeling in ("0", "1") else None


def _take_sex(day: DayRow) -> None:
    """Take whether sex with a partner was protected. `sex.none` is no contraceptive at all."""
    with_partner, without = day.is_true("sex.partner"), day.is_true("sex.none")
    used = [column for name in _PROTECTION if day.is_true(column := f"sex.{name}")]
    if not with_partner:
        for column in [*used, *(["sex.none"] if without else [])]:
            day.skip(column, "no_place")
    elif used and without:
        day.skip("sex.partner", "several")
    elif used or without:
        day.set_value("sex", "protected" if used else "unprotected", column="sex.partner")
    else:
        day.skip("sex.partner", "incomplete")


def _take_pains(day: DayRow) -> None:
    for name in _PAINS:
        if day.is_true(f"pain.{name}"):
            day.note("symptoms", name_symptom(name), column=f"pain.{name}")
    if day.is_true("pain.other") and not day.text("pain.note"):
        day.skip("pain.other", "incomplete")


def _take_moods(day: DayRow) -> None:
    """Take each mood as an entry, and her words on them with the first one."""
    moods = [name for name in _MOODS if day.is_true(f"mood.{name}")]
    words = _read_words(day, "mood.note")
    if day.is_true("mood.other") and not words:
        day.skip("mood.other", "incomplete")
    text = {"text": words} if words else {}
    if not moods and text:
        day.add_entry(**text)
    for mood in moods:
        day.add_entry(mood=mood, **text)
        text = {}


def _take_notes(day: DayRow) -> None:
    notes = [words for column in _NOTES if (words := _read_words(day, column))]
    if notes:
        day.set_value("note", "\n".join(notes), column="note.value")


def _read_words(day: DayRow, column: str) -> str:
    text = day.text(column)
    return text if _QUOTED_FOR.search(text) else text.replace('""', '"')


FORMATS: Final = (
    Format(
        name="drip",
        app="drip",
        shape=sentence("the CSV export of drip"),
        recognizes=_recognizes,
        read=_read,
    ),
)
