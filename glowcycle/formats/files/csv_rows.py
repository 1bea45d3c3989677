"""The rows of a CSV file that an app wrote, and that a spreadsheet may have saved again."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.formats.files.source import Source
from glowcycle.formats.files.text_lines import TextLines, encoding_of
from glowcycle.sentences import Sentence, counted, sentence

# Apps write commas; spreadsheets in many countries save semicolons, or tabs as "Unicode text".
DELIMITERS: Final = (",", ";", "\t")
MAX_ROWS: Final = 500_000
MAX_CELLS: Final = 5_000_000
MAX_SEEN_LENGTH: Final = 64


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its first line in the file, from 1 on, and its cells by column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell; an empty text if the file has no such column."""
        return self.cells.get(column, "")


class CsvRows:
    """The rows below the header, read once, as a stream. Rows without any text are left out.

    columns    the names in the header, stripped. A column without a name has its number
    delimiter  what separates the cells: the one by which the header has the columns needed
    """

    def __init__(
        self,
        source: Source,
        *,
        needed: Collection[str],
        strict: bool = True,
    ) -> None:
        """Read the header of the file, or of the only CSV in a zip.

        needed  columns without which the file is another one
        strict  whether a cell with quotation marks must be quoted as a whole, as CSV has it

        Raise WrongFile, TooLarge, also while the rows are read.
        """
        self._strict = strict
        self._lines = TextLines(source, source.only_file(".csv"))
        line = next((line for line in self._lines if line.strip()), "")
        self.delimiter, self.columns = _read_header(line, needed=needed)
        missing = [each for each in needed if each not in self.columns]
        several = [each for each, number in Counter(self.columns).items() if number > 1]
        if missing or several:
            raise WrongFile(
                expected=sentence("the columns {names}, each once", names=", ".join(needed)),
                seen=_quoted(line),
                row=max(self._lines.number, 1),
                column=[*missing, *several][0][:MAX_SEEN_LENGTH],
            )

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        reader = csv.reader(self._lines, delimiter=self.delimiter, strict=self._strict)
        cells_left = MAX_CELLS
        for _ in range(MAX_ROWS):
            first = self._lines.begin_row()
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise self._wrong_quotation(first) from error
            if self._lines.quotation_marks % 2:
                raise self._wrong_quotation(first)
            if cells is None:
                return
            if any(cells):
                self._check_number_of(cells, row=first)
                cells_left -= len(cells)
                if cells_left < 0:
                    break
                yield Row(first, dict(zip(self.columns, cells, strict=True)))
        raise TooLarge(sentence("The file has more rows than a history can have."))

    def _wrong_quotation(self, row: int) -> WrongFile:
        is_cut_off = next(self._lines, None) is None
        return WrongFile(
            expected=sentence("a closing quotation mark for each opening one"),
            seen=sentence("an end in the middle")
            if is_cut_off
            else sentence("a quotation mark in another place"),
            row=row,
        )

    def _check_number_of(self, cells: list[str], *, row: int) -> None:
        expected, seen = len(self.columns), len(cells)
        if seen != expected:
            raise WrongFile(
                expected=counted(
                    "{count} cell in each row", "{count} cells in each row", count=expected
                ),
                seen=counted("{count} cell", "{count} cells", count=seen),
                row=row,
                column=self.columns[min(seen, expected - 1)][:MAX_SEEN_LENGTH],
            )


def has_columns(source: Source, *, needed: Collection[str]) -> bool:
    """Return whether the first bytes of a file are the header of a CSV with these columns."""
    head = source.head_of(source.only_file(".csv"))
    text = head.decode(encoding_of(head), errors="replace")
    line = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")
    _, columns = _read_header(line, needed=needed)
    return set(needed) <= set(columns)


def _read_header(line: str, *, needed: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Return the delimiter by which the line has most of the columns needed, and the columns."""
    found = []
    for delimiter in DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
        except csv.Error:
            cells = []
        names = [cell.strip() for cell in cells]
        columns = tuple(name or str(number) for number, name in enumerate(names, 1))
        found.append((delimiter, columns))
    return max(found, key=lambda each: len(set(needed) & set(each[1])))


def _quoted(line: str) -> Sentence | str:
    line = " ".join(line.split())
    return f"“{line[:MAX_SEEN_LENGTH]}”" if line else sentence("nothing")
