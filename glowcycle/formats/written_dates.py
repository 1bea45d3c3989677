"""Dates as apps write them, each a day where she was."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from glowcycle.formats.errors import WrongFile
from glowcycle.formats.files.csv_rows import Row
from glowcycle.formats.history import MAX_VALUE_LENGTH, History
from glowcycle.sentences import Sentence, sentence

# In English, German, Spanish and French; apps also write their first three letters.
_MONTHS: Final = (
    ("january", "januar", "enero", "janvier"),
    ("february", "februar", "febrero", "février"),
    ("march", "märz", "marzo", "mars"),
    ("april", "abril", "avril"),
    ("may", "mai", "mayo"),
    ("june", "juni", "junio", "juin"),
    ("july", "juli", "julio", "juillet"),
    ("august", "agosto", "août"),
    ("september", "septiembre", "septembre", "setiembre"),
    ("october", "oktober", "octubre", "octobre"),
    ("november", "noviembre", "novembre"),
    ("december", "dezember", "diciembre", "décembre"),
)
_ISO: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9:.,]{4,20}(?:Z|[+-][0-9:]{4,6})?)?", re.ASCII
)
_DAY_MONTH_YEAR: Final = re.compile(
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)? +(?:de )?"
    r"(?P<month>[^\W\d_]{3,12})\.? +(?P<year>[0-9]{4})"
)
_MONTH_DAY_YEAR: Final = re.compile(
    r"(?P<month>[^\W\d_]{3,12})\.? +(?P<day>[0-9]{1,2}) +(?P<year>[0-9]{4})"
)


class NotADate(ValueError):
    """The text has another form than a date has."""


def read_iso(text: str) -> date | None:
    """Return the day of YYYY-MM-DD, which may carry a time: it is the day where she was.

    None for a day that does not exist. Raise NotADate.
    """
    if not _ISO.fullmatch(text):
        raise NotADate
    return _existing(text[:4], text[5:7], text[8:10])


def read_words(text: str) -> date | None:
    """Return the day of "22nd Jan 2022", "17. Februar 2019" or "May 18 2018".

    None for a day that does not exist. Raise NotADate, also for a month in another language.
    """
    found = _DAY_MONTH_YEAR.fullmatch(text) or _MONTH_DAY_YEAR.fullmatch(text)
    month = _month(found["month"]) if found else None
    if found is None or month is None:
        raise NotADate
    return _existing(found["year"], month, found["day"])


def day_of_row(
    row: Row,
    column: str,
    *,
    history: History,
    text: str,
    read: Callable[[str], date | None] = read_iso,
    example: str = "2026-03-14",
) -> date | None:
    """Return the day that a row is about. None leaves the row out, which is then counted.

    A text of another form comes from a damaged file, or a spreadsheet: raise WrongFile.
    """
    try:
        day = read(text) if text else None
    except NotADate as error:
        raise WrongFile(
            expected=_a_date_like(example),
            seen=f"“{text[:MAX_VALUE_LENGTH]}”",
            row=row.number,
            column=column,
        ) from error
    if day is None:
        history.skip(column, text or None, "invalid" if text else "incomplete", row=row.number)
    return day


def _a_date_like(example: str) -> Sentence:
    return sentence("a date like {example}", example=example)


def _month(name: str) -> int | None:
    """Return the number of the month, if no other month begins like this."""
    found = {
        number
        for number, names in enumerate(_MONTHS, 1)
        if any(each.startswith(name.lower()) for each in names)
    }
    return found.pop() if len(found) == 1 else None


def _existing(year: str, month: int | str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
