"""The rows of a CSV file that an app wrote, and that a spreadsheet may have saved again."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.formats.source import Source
from glowcycle.formats.text_lines import TextLines, encoding_of
from glowcycle.sentences import Sentence, counted, sentence

# Apps write commas; spreadsheets in many countries save semicolons, or tabs as "Unicode text".
DELIMITERS: Final = (",", ";", "\t")
MAX_ROWS: Final = 500_000
MAX_CELLS: Final = 5_000_000
MAX_SEEN_LENGTH: Final = 64

_NO_ALIASES: Final[Mapping[str, str]] = MappingProxyType({})


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
        aliases: Mapping[str, str] = _NO_ALIASES,
        name: str | None = None,
        strict: bool = True,
    ) -> None:
        """Read the header.

        needed   columns without which the file is another one
        aliases  other names of columns, in lower case, and what to call them: {"day": "date"}
        name     the file in the zip, if the source is one; None for its only CSV
        strict   whether a cell with quotation marks must be quoted as a whole, as CSV has it

        Raise WrongFile, TooLarge, also while the rows are read.
        """
        self._strict = strict
        self._lines = TextLines(source, name or _only_table(source))
        line = next((line for line in self._lines if line.strip()), "")
        self.delimiter, self.columns = _read_header(line, needed=needed, aliases=aliases)
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


def has_columns(
    source: Source, *, needed: Collection[str], aliases: Mapping[str, str] = _NO_ALIASES
) -> bool:
    """Return whether the first bytes of a file are the header of a CSV with these columns."""
    name = _only_table(source)
    head = source.head_of(name) if name else source.head
    text = head.decode(encoding_of(head), errors="replace")
    line = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")
    _, columns = _read_header(line, needed=needed, aliases=aliases)
    return set(needed) <= set(columns)


def _only_table(source: Source) -> str | None:
    """Return the name of the CSV in a zip that has one; macOS adds hidden files to it."""
    visible = [name for name in source.names if not name.startswith((".", "__MACOSX/"))]
    return visible[0] if len(visible) == 1 and visible[0].lower().endswith(".csv") else None


def _read_header(
    line: str, *, needed: Collection[str], aliases: Mapping[str, str]
) -> tuple[str, tuple[str, ...]]:
    """Return the delimiter by which the line has most of the columns needed, and the columns."""
    found = []
    for delimiter in DELIMITERS:
        try:
            cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
        except csv.Error:
            cells = []
        names = [cell.strip() for cell in cells]
        columns = tuple(
            aliases.get(name.lower(), name) or str(number) for number, name in enumerate(names, 1)
        )
        found.append((delimiter, columns))
    return max(found, key=lambda each: len(set(needed) & set(each[1])))


def _quoted(line: str) -> Sentence | str:
    line = " ".join(line.split())
    return f"“{line[:MAX_SEEN_LENGTH]}”" if line else sentence("nothing")
