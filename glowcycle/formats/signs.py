"""Signs of a day that apps write in several ways: temperature, mucus, notes."""

from datetime import date
from typing import Any, Final

from glowcycle.formats.history import History

# From the least fertile. "unusual" tells nothing of fertility.
_FERTILE: Final = ("dry", "sticky", "creamy", "watery", "eggWhite")
MAX_NOTE_LENGTH: Final = 20_000
# Waking temperatures; the two scales have no number in common.
_CELSIUS: Final = (30, 45)
_FAHRENHEIT: Final = (86, 113)


def read_celsius(number: Any) -> float | None:
    """Return a waking temperature in degrees Celsius with two decimals, None for anything else.

    A number from 86 to 113 can only be meant in degrees Fahrenheit.
    """
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    if _FAHRENHEIT[0] <= number <= _FAHRENHEIT[1]:
        return round((number - 32) * 5 / 9, 2)
    return round(float(number), 2) if _CELSIUS[0] <= number <= _CELSIUS[1] else None


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
