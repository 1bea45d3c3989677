"""The form of every picture, and its dates and numbers in words.

A picture is a few words and some panels. By itself (`?format=svg`) it is a sheet: wrapped words,
and the panels one below the other. On a page its words are HTML, which wraps and grows, and each
panel is a drawing of its own. All measures are units of a panel 320 wide, a small phone's width.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from glowcycle.api.languages import current, say, say_counted, translated
from glowcycle.charts.palette import PALETTE
from glowcycle.charts.text_column import TextColumn, TextLine
from glowcycle.sentences import sentence

WIDTH = 320
"""The width of a panel."""

MARGIN = 16

# One text each, so that a language names all of them at once, with one space between two.
MONTHS = sentence(
    "January February March April May June July August September October November December"
)
SHORT_MONTHS = sentence("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
DECIMAL_MARK = sentence(".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One drawing, 320 wide and `height` high.

    `template` draws `data`. The description tells those who cannot see it more than the title.
    """

    template: str
    data: object
    height: float
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A text beside the symbol of its kind; some symbols need `data`."""

    kind: str
    text: str
    data: object = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture by itself: each panel with its upper edge, each entry of the legend with lines."""

    height: float
    lines: list[TextLine]
    panels: list[tuple[float, Panel]]
    legend: list[tuple[list[TextLine], LegendEntry]]
    notice: list[TextLine]
    margin: int = MARGIN
    indent: int = MARGIN + 28
    width: int = WIDTH + 2 * MARGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: what it says in words, and its panels.

    name      what its ids begin with
    patterns  the template of the patterns that its panels and symbols are filled with
    symbols   the template of the symbols of its legend, each 20 wide, from -12 to 4 in height
    """

    name: str
    title: str
    heading: str
    sentences: Sequence[str] = ()
    panels: Sequence[Panel] = ()
    legend: Sequence[LegendEntry] = ()
    notice: str = ""
    patterns: str = ""
    symbols: str = "charts/symbols.svg"
    language: str = field(default_factory=current)
    color: Mapping[str, str] = field(default_factory=lambda: PALETTE)

    @property
    def description(self) -> str:
        """The whole picture in words."""
        told = [panel.description for panel in self.panels if panel.description]
        return " ".join([f"{self.heading}.", *self.sentences, *told])

    @property
    def way_past(self) -> str:
        """The text of the link past all days of the picture."""
        return say("Skip the picture")

    @property
    def sheet(self) -> Sheet:
        """The picture by itself: its words in lines, and its panels one below the other."""
        column = TextColumn()
        lines = column.add(text=self.heading, style="heading")
        lines += column.add_all(texts=self.sentences)
        panels = [(column.add_drawing(height=panel.height), panel) for panel in self.panels]
        entries = [(column.add_entry(text=entry.text), entry) for entry in self.legend]
        notice = column.add(text=self.notice, style="note")
        return Sheet(column.y, lines, panels, entries, notice)


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


def _name(names: str, day: date) -> str:
    return translated(names).split()[day.month - 1]
