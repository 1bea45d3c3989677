"""The layout of every picture: its width, its text column, its legend, and its dates in words.

All measures are pixels of a picture 420 wide: full size on a phone, enlarged on a desktop.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap
from typing import Literal

from glowcycle.api.languages import current, say, say_counted, translated
from glowcycle.sentences import sentence

WIDTH = 420
LEFT, RIGHT = 16.0, 404.0
FIRST_BASELINE = 30.0

# The characters that fit between LEFT and RIGHT in the widest usual sans-serif font.
MAX_CHARACTERS = {"heading": 40, "body": 60, "note": 66}
LINE_HEIGHTS = {"heading": 22.0, "body": 17.0, "note": 15.0}
"""The distance from one baseline to the next."""

LEGEND_INDENT = 4
ENTRY_GAP = 5.0
DRAWING_GAP = 12.0

# One text each, so that a language names all of them at once, with one space between two.
MONTHS = sentence(
    "January February March April May June July August September October November December"
)
SHORT_MONTHS = sentence("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
DECIMAL_MARK = sentence(".")

TextStyle = Literal["heading", "body", "note"]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text; `y` is its baseline."""

    y: float
    text: str
    style: TextStyle


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One or more lines of the legend, beside the symbol of their kind."""

    kind: str
    lines: list[TextLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The geometry that every picture has; its ids begin with `name`."""

    name: str
    title: str
    description: str
    height: float
    lines: list[TextLine]
    legend: list[LegendEntry]
    width: int = WIDTH
    language: str = field(default_factory=current)


class TextColumn:
    """A column of text, filled from top to bottom; `y` is the next baseline."""

    def __init__(self, *, y: float = FIRST_BASELINE) -> None:
        self.y = y

    def add(self, *, text: str, style: TextStyle = "body", indent: int = 0) -> list[TextLine]:
        """Add a text, wrapped `indent` characters before the full width, and return its lines."""
        lines = []
        for line in wrap(text, MAX_CHARACTERS[style] - indent):
            lines.append(TextLine(self.y, line, style))
            self.y += LINE_HEIGHTS[style]
        return lines

    def add_all(self, *, texts: Iterable[str]) -> list[TextLine]:
        """Add each text on lines of its own, and return all lines."""
        return [line for text in texts for line in self.add(text=text)]

    def add_legend_entry(self, *, kind: str, text: str) -> LegendEntry:
        """Add a text as an entry of the legend, and return it."""
        entry = LegendEntry(kind, self.add(text=text, indent=LEGEND_INDENT))
        self.y += ENTRY_GAP
        return entry

    @property
    def drawing_top(self) -> float:
        """The upper edge of a drawing below the last line."""
        return self.y - LINE_HEIGHTS["body"] + DRAWING_GAP

    def continue_below(self, *, bottom: float) -> None:
        """Put the next line below the lower edge of a drawing."""
        self.y = bottom + LINE_HEIGHTS["body"]


def parse_day(text: str) -> date:
    """Return the day of an API date or time, such as "2026-08-06T10:00:00Z"."""
    return date.fromisoformat(text[:10])


def long_date(*, day: date, year: bool = False) -> str:
    """Return the day as "6 August", or with its year as "6 August 2026"."""
    month = month_of(day=day) if year else _name(MONTHS, day)
    # Counted, because in French the first day alone is an ordinal.
    return say_counted("{count}\u00a0{month}", "{count}\u00a0{month}", count=day.day, month=month)


def month_of(*, day: date, short: bool = False) -> str:
    """Return the month of the day as "August 2026", or in short as "Aug 2026"."""
    if short:
        return say("{short_month} {year}", short_month=_name(SHORT_MONTHS, day), year=day.year)
    return say("{month} {year}", month=_name(MONTHS, day), year=day.year)


def short_date(*, day: date, year: bool = False) -> str:
    """Return the day as "6 Aug", or with its year as "6 Aug 2026"."""
    month = month_of(day=day, short=True) if year else _name(SHORT_MONTHS, day)
    return say_counted("{count} {month}", "{count} {month}", count=day.day, month=month)


def date_range(*, first: date, last: date, year: bool = False) -> str:
    """Return a range of days as "3 to 9 August", or "28 January to 6 February".

    With their years both ends have a month, and a single day stands alone.
    """
    end = long_date(day=last, year=year)
    if year and first == last:
        return end
    if not year and (first.year, first.month) == (last.year, last.month):
        return say_counted("{count} to {last}", "{count} to {last}", count=first.day, last=end)
    return say("{first} to {last}", first=long_date(day=first, year=year), last=end)


def decimal(*, number: float) -> str:
    """Return a number with the decimal mark of the language."""
    return str(number).replace(".", translated(DECIMAL_MARK))


def first_upper(*, text: str) -> str:
    """Return the text with a capital letter at its start: the name of a range may begin small."""
    return text[:1].upper() + text[1:]


def percent(*, share: float) -> str:
    """Return a share as a whole percentage; only exact shares of 0 and 1 give 0 % and 100 %."""
    rounded = round(100 * share)
    if 0 < share < 1:
        rounded = min(max(rounded, 1), 99)
    return f"{rounded}\N{NO-BREAK SPACE}%"


def _name(names: str, day: date) -> str:
    return translated(names).split()[day.month - 1]
