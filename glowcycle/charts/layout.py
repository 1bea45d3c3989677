"""The sheet of every picture: its width, its lines of text, and its dates in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Literal

WIDTH = 420
LEFT, RIGHT = 16.0, 404.0
FIRST_BASELINE = 30.0

# As many characters as fit between LEFT and RIGHT in the widest usual sans-serif.
COLUMNS = {"heading": 40, "body": 60, "note": 66}
LEADING = {"heading": 22.0, "body": 17.0, "note": 15.0}
"""From one baseline to the next."""

INDENT_COLUMNS = 4
ENTRY_GAP = 5.0
DRAWING_GAP = 12.0

Style = Literal["heading", "body", "note"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `y` is its baseline."""

    y: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Entry:
    """A line or more of the key, beside a sample of the kind."""

    kind: str
    lines: list[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What every picture has; `name` begins the ids in it."""

    name: str
    title: str
    description: str
    height: float
    lines: list[Line]
    key: list[Entry]
    width: int = WIDTH


class Column:
    """A column of text, set from the top of the sheet; `y` is the next baseline."""

    def __init__(self, *, y: float = FIRST_BASELINE) -> None:
        self.y = y

    def set(self, *, text: str, style: Style = "body", indent: int = 0) -> list[Line]:
        """Return the text as lines, `indent` characters shorter than the column is wide."""
        lines = []
        for line in wrap(text, COLUMNS[style] - indent):
            lines.append(Line(self.y, line, style))
            self.y += LEADING[style]
        return lines

    def set_all(self, *, texts: Iterable[str], style: Style = "body") -> list[Line]:
        """Return each text as lines of its own."""
        return [line for text in texts for line in self.set(text=text, style=style)]

    def entry(self, *, kind: str, text: str) -> Entry:
        """Return the text as an entry of the key."""
        entry = Entry(kind, self.set(text=text, indent=INDENT_COLUMNS))
        self.y += ENTRY_GAP
        return entry

    @property
    def edge(self) -> float:
        """The upper edge of what is drawn next."""
        return self.y - LEADING["body"] + DRAWING_GAP

    def go_on_below(self, *, edge: float) -> None:
        """Set the next line under the lower edge of a drawing."""
        self.y = edge + LEADING["body"]


def read_day(text: str) -> date:
    """Return the day of a day or time as the API writes them."""
    return date.fromisoformat(text[:10])


def in_words(*, day: date, year: bool = False) -> str:
    """Return the day as "6 August", with its year as "6 August 2026"."""
    month = f"{day:%B %Y}" if year else f"{day:%B}"
    return f"{day.day}\N{NO-BREAK SPACE}{month}"


def in_short(*, day: date, year: bool = False) -> str:
    """Return the day as "6 Aug", with its year as "6 Aug 2026"."""
    return f"{day.day} {day:%b %Y}" if year else f"{day.day} {day:%b}"


def stretch(*, first: date, last: date) -> str:
    """Return the days from first to last as "3 to 9 August", or "28 January to 6 February"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {in_words(day=last)}"
    return f"{in_words(day=first)} to {in_words(day=last)}"


def percent(*, share: float) -> str:
    """Return a share as whole per cent; what is neither none nor all is not called so."""
    rounded = round(100 * share)
    if 0 < share < 1:
        rounded = min(max(rounded, 1), 99)
    return f"{rounded}\N{NO-BREAK SPACE}%"
