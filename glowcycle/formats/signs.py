"""Signs of a day that apps write in several ways: temperature, mucus, notes."""

import re
from datetime import date
from typing import Any, Final

from glowcycle.formats.history import History

# From the least fertile. "unusual" tells nothing of fertility.
_FERTILE: Final = ("dry", "sticky", "creamy", "watery", "eggWhite")
MAX_NOTE_LENGTH: Final = 20_000
# Waking temperatures that a record takes; the two scales have no number in common.
_CELSIUS: Final = (34, 42)
_FAHRENHEIT: Final = (93.2, 107.6)
_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,17})?", re.ASCII)


def read_celsius(number: Any) -> float | None:
    """Return a waking temperature in degrees Celsius with two decimals, None for anything else.

    Some apps write the number as a text. A number from 93.2 to 107.6 can only be meant in degrees
    Fahrenheit.
    """
    if isinstance(number, str) and _NUMBER.fullmatch(number.strip()):
        number = float(number.strip().replace(",", "."))
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    if _FAHRENHEIT[0] <= number <= _FAHRENHEIT[1]:
        number = (number - 32) / 1.8
    return round_celsius(number)


def round_celsius(celsius: float) -> float | None:
    """Return a temperature in degrees Celsius with two decimals, None for no waking temperature."""
    return round(float(celsius), 2) if _CELSIUS[0] <= celsius <= _CELSIUS[1] else None


def add_mucus(history: History, day: date, mucus: str, *, row: int, what: str) -> None:
    """Set the mucus of that day, unless the file has said a more fertile one."""
    said = history.day(day, row=row).get("mucus")
    if said in _FERTILE and mucus in _FERTILE:
        history.day(day, row=row)["mucus"] = max(said, mucus, key=_FERTILE.index)
    else:
        history.say(day, "mucus", mucus, row=row, what=what)


def add_note(history: History, day: date, text: str, *, row: int, what: str) -> None:
    """Add a paragraph to the note of that day, unless it is there already."""
    values, text = history.day(day, row=row), text.strip()
    said: str = values.get("note", "")
    if len(said) + len(text) >= MAX_NOTE_LENGTH:
        history.skip(what, text, "too_long", row=row)
    elif text and f"\n{text}\n" not in f"\n{said}\n":
        values["note"] = f"{said}\n{text}".strip()
