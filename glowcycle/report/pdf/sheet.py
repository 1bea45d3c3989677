"""A document of tagged text: headings, paragraphs, lists and figures, from top to bottom.

All measures are millimetres, sizes of type are points. A block that does not fit goes to the next
page; only a paragraph is broken.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias, cast

from fpdf import FPDF, ViewerPreferences
from fpdf.fonts import TTFFont

from glowcycle.report.pdf.drawable import drawable
from glowcycle.report.pdf.tags import Role, Scope, Tags
from glowcycle.report.pdf.text_lines import at_most, break_lines

Paper: TypeAlias = Literal["a4", "letter"]
Gray: TypeAlias = int

FONTS = Path(__file__).with_name("fonts")
MARGIN, FOOT = 15, 16
BODY, SMALL = 9.0, 7.5
INK, QUIET, RULE, SHADE = 25, 85, 185, 241
# Of wine, and as dark in grey as the ink of a heading.
ACCENT = (122, 24, 52)
# By level: the tag, the size, the room above and the colour.
HEADINGS: Final[Mapping[int, tuple[Role, float, float, tuple[int, int, int]]]] = {
    1: ("H1", 16, 0, ACCENT),
    2: ("H2", 11.5, 4, ACCENT),
    3: ("H3", 9.5, 2.5, (INK, INK, INK)),
}
# How much higher a line is than its type.
LEADING = 1.3
# The most lines of a paragraph that is not split over two pages.
KEPT_WHOLE = 8
POINT = 25.4 / 72


class Sheet(FPDF):
    """A document on A4 or letter. The same calls with the same `made_at` make the same bytes."""

    def __init__(
        self, *, paper: Paper, language: str, title: str, foot: str, made_at: datetime
    ) -> None:
        super().__init__(format=paper)
        self.tags = Tags(self)
        self.struct_builder = self.tags
        self.add_font("sans", "", FONTS / "DejaVuSansCondensed.ttf")
        self.add_font("sans", "B", FONTS / "DejaVuSansCondensed-Bold.ttf")
        self._signs = frozenset(cast(TTFFont, self.fonts["sans"]).cmap)
        self.set_margin(MARGIN)
        self.set_auto_page_break(False, FOOT)
        self.set_lang(language)
        self.set_title(title)
        self.set_creation_date(made_at)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self._foot = foot
        self.has_fallback = False
        self.width_of = cache(self._width_of)
        self.add_page()

    @property
    def bottom(self) -> float:
        """The lowest line on which content may stand."""
        return float(self.h - FOOT)

    def footer(self) -> None:
        """Write on each page whose report it is, and which of the pages."""
        with self.tags.artifact():
            [foot] = at_most(self.lines(self._foot, width=self.epw - 18, size=SMALL), 1)
            self.style(SMALL, color=QUIET)
            self.put(foot, x=MARGIN, baseline=self.h - 8)
            self.set_xy(MARGIN, self.h - 11)
            self.cell(self.epw, 4, f"{self.page} / {self.str_alias_nb_pages}", align="R")

    def clean(self, text: str) -> str:
        """Return the text as the typefaces can draw it."""
        drawn = drawable(text, self._signs)
        self.has_fallback = self.has_fallback or drawn.count("[") > text.count("[")
        return drawn

    def style(self, size: float, *, bold: bool = False, color: Gray = INK) -> None:
        """Choose the type of what follows."""
        self.set_font("sans", "B" if bold else "", size)
        self.set_text_color(color)

    def lines(self, text: str, *, width: float, size: float, bold: bool = False) -> list[str]:
        """Return the drawable text in lines of that width."""
        return break_lines(
            self.clean(text), width=width, measure=lambda word: self.width_of(word, size, bold)
        )

    def _width_of(self, text: str, size: float, bold: bool) -> float:
        self.style(size, bold=bold)
        return self.get_string_width(text)

    def ensure(self, height: float) -> None:
        """Begin a new page unless `height` is left on this one."""
        if self.y + height > self.bottom:
            self.add_page()

    def put(self, text: str, *, x: float, baseline: float) -> None:
        """Draw one line in the chosen style."""
        if text:
            self.text(x, baseline, text)

    @contextmanager
    def node(self, role: Role, text: str = "", *, scope: Scope | None = None) -> Iterator[None]:
        """Tag the block; where `text` is drawn otherwise, the tag keeps it."""
        original = text if text and self.clean(text) != text else ""
        with self.tags.node(role, original=original, scope=scope):
            yield

    def heading(self, text: str, *, level: Literal[1, 2, 3], room: float = 18) -> None:
        """Draw a heading with a bookmark, on a page that has `room` below it."""
        role, size, gap, color = HEADINGS[level]
        self.y += gap
        lines = self.lines(text, width=self.epw, size=size, bold=True)
        self.ensure(len(lines) * size * LEADING * POINT + room)
        self.start_section(self.clean(text), level=level - 1, strict=False)
        with self.node(role, text):
            self.style(size, bold=True)
            self.set_text_color(*color)
            self.draw_lines(lines, x=self.l_margin, size=size)
        self.y += 1

    def paragraph(
        self, text: str, *, size: float = BODY, bold: bool = False, color: Gray = INK
    ) -> None:
        """Draw a paragraph over the whole width, on one page if it is not long."""
        lines = self.lines(text, width=self.epw, size=size, bold=bold)
        if len(lines) <= KEPT_WHOLE:
            self.ensure(len(lines) * size * LEADING * POINT)
        with self.node("P", text):
            self.style(size, bold=bold, color=color)
            self.draw_lines(lines, x=self.l_margin, size=size)
        self.y += 1

    def height_of(self, text: str) -> float:
        """Return how much room a paragraph needs to stay on one page."""
        lines = self.lines(text, width=self.epw, size=BODY)
        return min(len(lines), KEPT_WHOLE) * BODY * LEADING * POINT

    def bullets(
        self,
        texts: Sequence[str],
        *,
        size: float = BODY,
        bold: bool = False,
        most_lines: int = 1_000,
    ) -> None:
        """Draw a list. What is longer than `most_lines` is cut."""
        with self.tags.node("L"):
            for text in texts:
                lines = self.lines(text, width=self.epw - 4, size=size, bold=bold)
                lines = at_most(lines, most_lines)
                with self.tags.node("LI"), self.node("LBody", text):
                    self.ensure(size * LEADING * POINT)
                    self.style(size, bold=bold)
                    with self.tags.artifact():
                        self.put("•", x=self.l_margin + 0.8, baseline=self.y + size * POINT)
                    self.draw_lines(lines, x=self.l_margin + 4, size=size)
                self.y += 0.6
        self.y += 0.6

    def draw_lines(self, lines: Sequence[str], *, x: float, size: float) -> None:
        """Draw the lines, over as many pages as they need, as content of the open node."""
        height = size * LEADING * POINT
        waiting = list(lines)
        while waiting:
            self.ensure(height)
            fitting = max(1, int((self.bottom - self.y + 0.01) / height))
            here, waiting = waiting[:fitting], waiting[fitting:]
            with self.tags.marked():
                for line in here:
                    self.put(line, x=x, baseline=self.y + size * POINT)
                    self.y += height
            if waiting:
                self.add_page()

    @contextmanager
    def figure(self, *, height: float, alt: str) -> Iterator[None]:
        """Draw the block as a picture of that height, which `alt` tells in words."""
        self.ensure(height)
        top = self.y
        with self.tags.node("Figure", alt=alt), self.tags.marked():
            yield
        self.y = top + height
