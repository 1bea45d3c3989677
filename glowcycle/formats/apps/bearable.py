"""Bearable: a CSV with one row for each reading, so a day has many.

`category` says what was read: Mood, Energy, Symptom. A list of factors has the name of its group,
which may be one of her own, and no rating. Mood is rated from 1 to 10. Energy is as well, but was
from 1 to 5 in older versions, and no file says which.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from glowcycle.formats.bearable.readings import Reading
from glowcycle.formats.files.csv_rows import CsvRows, Row, has_columns
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.history import MAX_RECORDS, History, TooManyRecords
from glowcycle.formats.questions import ask_mood
from glowcycle.formats.reasons import Reason
from glowcycle.formats.symptoms import name_symptom
from glowcycle.formats.timed_entries import TimedEntries
from glowcycle.formats.written_dates import day_of_row, read_words
from glowcycle.sentences import sentence

_RATING: Final = "rating/amount"
_NEEDED: Final = ("date", "category", _RATING, "detail")
# `date formatted` and `weekday` say what `date` says.
_KNOWN: Final = frozenset({*_NEEDED, "date formatted", "weekday", "time of day", "notes"})
_MOST: Final = 10
_MOST_IN_OLD_VERSIONS: Final = 5
_NUMBER: Final = re.compile(r"[0-9]{1,2}(?:\.[0-9])?")
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SEVERITY: Final = re.compile(r"\((?:none|mild|moderate|severe|unbearable)\)$", re.IGNORECASE)
_NAME_AND_UNIT: Final = re.compile(r"([^()]*[^() ]) +\(([^()]{1,12})\)")
# Bleeding is no factor, whatever its group is called.
_CYCLE: Final = re.compile("period|cycle|menstrua|ovulation", re.IGNORECASE)


def _recognizes(source: Source) -> bool:
    return has_columns(source, needed=_NEEDED)


def _read(source: Source) -> History:
    history = History()
    entries = TimedEntries(history)
    energies: list[Reading] = []
    for row in CsvRows(source, needed=_NEEDED):
        day = _day_of(row, history)
        if day is None:
            continue
        reading = Reading(
            history=history,
            entries=entries,
            day=day,
            row=row,
            time=row["time of day"].strip(),
            category=row["category"].strip(),
            rating=row[_RATING].strip(),
            detail=row["detail"].strip(),
            words=row["notes"].strip(),
        )
        if reading.category.lower() == "energy" and _is_rating(reading.rating):
            energies.append(reading)
        else:
            _READERS.get(reading.category.lower(), _read_other)(reading)
        _count_others(reading)
        if len(energies) > MAX_RECORDS:
            raise TooManyRecords
    _take_energies(energies)
    return history


def _day_of(row: Row, history: History) -> date | None:
    text = row["date formatted"].strip()
    if _ISO.fullmatch(text):
        return day_of_row(row, "date formatted", history=history, text=text)
    return day_of_row(
        row,
        "date",
        history=history,
        text=row["date"].strip(),
        read=read_words,
        example="22nd Jan 2022",
    )


def _is_rating(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and 1 <= float(text) <= _MOST


def _read_mood(reading: Reading) -> None:
    mood = ""
    if _is_rating(reading.rating):
        mood = f"{reading.rating}/{_MOST}"
    else:
        _skip_rating(reading)
    asks = ask_mood(reading.history, mood) if mood else ()
    reading.add_entry(mood=mood, tags=reading.tags(), text=reading.words, asks=asks)


def _read_energy(reading: Reading) -> None:
    _skip_rating(reading)
    reading.add_entry(tags=reading.tags(), text=reading.words)


def _take_energies(energies: list[Reading]) -> None:
    """Take the ratings of energy, if one proves that they are out of 10."""
    is_known = any(float(each.rating) > _MOST_IN_OLD_VERSIONS for each in energies)
    for each in energies:
        energy = round(float(each.rating) * 100 / _MOST) if is_known else None
        if energy is None:
            each.skip(each.rating, "incomplete")
        each.add_entry(energy=energy, tags=each.tags(), text=each.words)


def _read_symptom(reading: Reading) -> None:
    name = name_symptom(_SEVERITY.sub("", reading.detail).rstrip())
    if reading.rating == "0":
        reading.skip(name, "no_place")
        reading.keep_words(about=name)
        return
    if reading.rating:
        reading.skip(None, "no_place", what=f"{reading.category}: {_RATING}")
    reading.note("symptoms", name)


def _read_medication(reading: Reading) -> None:
    """Take the name with its dose, which stands in two columns: "Ibuprofen (mg)" and 400."""
    name = reading.detail
    if name and reading.rating:
        found = _NAME_AND_UNIT.fullmatch(name)
        name = f"{found[1]} {reading.rating} {found[2]}" if found else f"{name} {reading.rating}"
    reading.note("medication", name)


def _read_words(reading: Reading) -> None:
    reading.add_entry(text="\n".join(text for text in (reading.detail, reading.words) if text))


def _read_other(reading: Reading) -> None:
    """Take a list of factors as tags. What has a rating is of another kind."""
    if not reading.category:
        reading.skip(None, "incomplete", what="category")
    elif _CYCLE.search(reading.category):
        reading.skip(reading.detail or reading.rating or None, "unknown")
    elif reading.rating or not reading.detail:
        reading.skip(reading.detail or None, "no_place")
    else:
        reading.add_entry(tags=reading.tags(), text=reading.words)
        return
    reading.keep_words(about=reading.category)


def _skip_rating(reading: Reading) -> None:
    reading.skip(reading.rating or None, "unknown" if reading.rating else "incomplete")


def _count_others(reading: Reading) -> None:
    if reading.time and reading.time.lower() != "all day":
        # A clock's time lacks its offset; "am" is none.
        reason: Reason = "incomplete" if ":" in reading.time else "no_place"
        reading.skip(None, reason, what="time of day")
    for column, cell in reading.row.cells.items():
        if column not in _KNOWN and cell.strip():
            reading.skip(None, "unknown", what=column)


_READERS: Final[Mapping[str, Callable[[Reading], None]]] = {
    "mood": _read_mood,
    "energy": _read_energy,
    "symptom": _read_symptom,
    "meds/supplements": _read_medication,
    "gratitudes": _read_words,
    "extra notes": _read_words,
}

FORMATS: Final = (
    Format(
        name="bearable",
        app="Bearable",
        shape=sentence("the CSV export of Bearable"),
        recognizes=_recognizes,
        read=_read,
    ),
)
