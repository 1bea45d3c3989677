"""Tables: a row of header cells on each page, lines between rows, and tags for both."""

from collections.abc import Sequence
from dataclasses import dataclass

from glowcycle.report.pdf.sheet import BODY, INK, LEADING, POINT, QUIET, RULE, SHADE, SMALL, Sheet

# Left and right of the text of a cell.
PAD = 1.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its head; `share` of the width goes to it."""

    head: str
    share: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row, one a column; the first is its head. A marked row is bold."""

    texts: Sequence[str]
    is_marked: bool = False


def draw_table(
    sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row], *, size: float = BODY - 0.5
) -> None:
    """Draw a table over the whole width. A row is never broken; the head is drawn on each page."""
    unit = sheet.epw / sum(column.share for column in columns)
    widths = [unit * column.share for column in columns]
    table = _Table(sheet, columns, widths, size)
    with sheet.tags.node("Table"):
        table.head(tagged=True)
        for row in rows:
            table.row(row)
    sheet.y += 2


class _Table:
    def __init__(
        self, sheet: Sheet, columns: Sequence[Column], widths: Sequence[float], size: float
    ) -> None:
        self.sheet, self.columns, self.widths, self.size = sheet, columns, widths, size

    def head(self, *, tagged: bool) -> None:
        heads = self._cells([column.head for column in self.columns], SMALL, bold=True)
        height = self._height(heads, SMALL)
        self.sheet.ensure(height + 8)
        with self.sheet.tags.artifact():
            self.sheet.set_fill_color(SHADE)
            self.sheet.rect(self.sheet.l_margin, self.sheet.y, self.sheet.epw, height, "F")
        if tagged:
            with self.sheet.tags.node("TR"):
                for index, cell in enumerate(heads):
                    with self.sheet.tags.node("TH", scope="Column"):
                        self._draw(index, cell, SMALL, bold=True, color=QUIET)
        else:
            with self.sheet.tags.artifact():
                for index, cell in enumerate(heads):
                    self._lines(index, cell, SMALL, bold=True, color=QUIET)
        self.sheet.y += height

    def row(self, row: Row) -> None:
        cells = self._cells(row.texts, self.size, bold=row.is_marked)
        height = self._height(cells, self.size)
        if self.sheet.y + height > self.sheet.bottom:
            self.sheet.add_page()
            self.head(tagged=False)
        with self.sheet.tags.node("TR"):
            for index, (cell, text) in enumerate(zip(cells, row.texts, strict=True)):
                with self.sheet.node("TD" if index else "TH", text, scope=None if index else "Row"):
                    self._draw(index, cell, self.size, bold=row.is_marked, color=INK)
        self.sheet.y += height
        with self.sheet.tags.artifact():
            self.sheet.set_draw_color(RULE)
            self.sheet.set_line_width(0.1)
            left = self.sheet.l_margin
            self.sheet.line(left, self.sheet.y, left + self.sheet.epw, self.sheet.y)

    def _cells(self, texts: Sequence[str], size: float, *, bold: bool) -> list[list[str]]:
        return [
            self.sheet.lines(text, width=width - 2 * PAD, size=size, bold=bold)
            for text, width in zip(texts, self.widths, strict=True)
        ]

    def _height(self, cells: Sequence[Sequence[str]], size: float) -> float:
        return max(map(len, cells)) * size * LEADING * POINT + 1.4

    def _draw(
        self, index: int, lines: Sequence[str], size: float, *, bold: bool, color: int
    ) -> None:
        if any(lines):
            with self.sheet.tags.marked():
                self._lines(index, lines, size, bold=bold, color=color)

    def _lines(
        self, index: int, lines: Sequence[str], size: float, *, bold: bool, color: int
    ) -> None:
        sheet, width = self.sheet, self.widths[index]
        left = sheet.l_margin + sum(self.widths[:index]) + PAD
        baseline = sheet.y + size * POINT + 0.9
        for line in lines:
            gap = width - 2 * PAD - sheet.width_of(line, size, bold)
            x = left + (gap if self.columns[index].is_number else 0)
            sheet.style(size, bold=bold, color=color)
            sheet.put(line, x=x, baseline=baseline)
            baseline += size * LEADING * POINT
