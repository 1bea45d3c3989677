"""Daylio: a CSV with one row for each entry, the newest first.

`date`, `weekday` and `time` are written as the phone writes them; only `full_date` (`year` before
2019) is the same everywhere. A scale has a name and a value, but no range.
"""

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from glowcycle.formats.errors import WrongFile
from glowcycle.formats.files.csv_rows import CsvRows, Row, has_columns
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.history import History
from glowcycle.formats.questions import ask_mood
from glowcycle.formats.reasons import Reason
from glowcycle.formats.short_texts import list_texts, split_texts
from glowcycle.formats.timed_entries import TimedEntries
from glowcycle.formats.written_dates import day_of_row, read_words
from glowcycle.sentences import sentence

_NEEDED: Final = ("date", "mood", "activities")
# `date` and `weekday` say what `full_date` says.
_KNOWN: Final = frozenset(
    {
        "full_date",
        "year",
        "date",
        "weekday",
        "time",
        "mood",
        "activities",
        "scales",
        "note_title",
        "note",
    }
)
# The moods that nobody has renamed, as far as they are known: in English and German.
_OWN_MOODS: Final = frozenset(
    {"rad", "good", "meh", "bad", "awful", "fugly"} | {"super", "gut", "ok", "schlecht", "lausig"}
)
_ENERGY: Final = frozenset({"energy", "energie", "energía", "énergie"})

_NEW_LINE: Final = re.compile(r"<br\s*/?>|</(?:p|div|ul|ol|h[1-6])>", re.IGNORECASE)
_ITEM: Final = re.compile(r"<li\b[^<>]{0,200}>", re.IGNORECASE)
_MARKUP: Final = re.compile(
    r"</?(?:b|i|u|s|em|strong|strike|del|span|font|p|div|ul|ol|li|h[1-6])(?:\s[^<>]{0,200})?>",
    re.IGNORECASE,
)
_CHARACTER: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def _recognizes(source: Source) -> bool:
    return has_columns(source, needed=_NEEDED)


def _read(source: Source) -> History:
    history = History()
    rows = CsvRows(source, needed=_NEEDED)
    read = _day_reader(rows)
    entries = TimedEntries(history)
    for row in rows:
        day = read(row, history)
        if day is not None:
            _add_entry(history, entries, day, row)
            _count_others(history, row)
    return history


def _day_reader(rows: CsvRows) -> Callable[[Row, History], date | None]:
    if "full_date" in rows.columns:
        return lambda row, history: day_of_row(
            row, "full_date", history=history, text=row["full_date"].strip()
        )
    if "year" in rows.columns:
        return lambda row, history: day_of_row(
            row,
            "date",
            history=history,
            text=f"{row['date'].strip()} {row['year'].strip()}".strip(),
            read=read_words,
            example="18 May 2018",
        )
    raise WrongFile(
        expected=sentence("a column with the whole date"),
        seen=", ".join(rows.columns)[:64],
        row=1,
        column="full_date",
    )


def _add_entry(history: History, entries: TimedEntries, day: date, row: Row) -> None:
    mood = row["mood"].strip()
    tags = list_texts(history, split_texts(row["activities"]), row=row.number, what="activities")
    parts = [_plain_text(row[column]) for column in ("note_title", "note")]
    values: dict[str, Any] = {
        "mood": mood,
        "tags": tags,
        "text": "\n\n".join(part for part in parts if part),
    }
    values = {name: value for name, value in values.items() if value}
    if not values:
        history.skip("mood", None, "incomplete", row=row.number)
        return
    asks = ask_mood(history, mood) if mood and mood.lower() not in _OWN_MOODS else ()
    values = {"date": day.isoformat(), **values}
    entries.add(values, time=row["time"].strip(), row=row.number, what="mood", asks=asks)


def _count_others(history: History, row: Row) -> None:
    """Count what is not taken: a time without its offset, scales, and columns yet unknown."""
    if row["time"].strip():
        history.skip("time", None, "incomplete", row=row.number)
    for scale in split_texts(row["scales"]):
        name = scale.partition(":")[0].strip()
        # Energy of 4 needs to be told of how many.
        reason: Reason = "incomplete" if name.lower() in _ENERGY else "no_place"
        history.skip("scales", name, reason, row=row.number)
    for column, cell in row.cells.items():
        if column not in _KNOWN and cell.strip():
            history.skip(column, None, "unknown", row=row.number)


def _plain_text(note: str) -> str:
    """Return a note without the markup in which the app keeps lines, lists and bold letters."""
    text = _NEW_LINE.sub("\n", note)
    text = _MARKUP.sub("", _ITEM.sub("\n- ", text))
    return _CHARACTER.sub(lambda found: html.unescape(found[0]), text).strip()


FORMATS: Final = (
    Format(
        name="daylio",
        app="Daylio",
        shape=sentence("the CSV export of Daylio"),
        recognizes=_recognizes,
        read=_read,
    ),
)
