"""The lines of a text file, each one valid text and bounded."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.formats.files.source import Source
from glowcycle.sentences import sentence

# Less than the csv module's own limit of a cell (131,072), which is one for the whole process.
MAX_ROW_LENGTH: Final = 128_000
MAX_LENGTH: Final = 60_000_000

_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK: Final = b"\xef\xbb\xbf"
# Bytes that are not UTF-8, as `surrogateescape` decodes them.
_NOT_UTF_8: Final = re.compile("[\ud800-\udfff]")


class TextLines:
    """The lines with their ends, read once, as a stream: UTF-8, or UTF-16 with its mark.

    A text in another encoding is refused: a wrong guess would change her words.

    number           the number of the last line read, from 1 on
    quotation_marks  how many the lines of the row have, from its beginning on
    """

    def __init__(self, source: Source, name: str | None = None) -> None:
        """Take the file, or the one with that name in the zip. Lines raise WrongFile, TooLarge."""
        self.number = self.quotation_marks = 0
        self._row_length = self._length = 0
        self._lines = self._read(source, name)

    def __iter__(self) -> Iterator[str]:
        """Return the lines themselves."""
        return self

    def __next__(self) -> str:
        """Return the next line."""
        return next(self._lines)

    def begin_row(self) -> int:
        """Let a row of several lines begin, and return the number of its first line."""
        self._row_length = self.quotation_marks = 0
        return self.number + 1

    def _read(self, source: Source, name: str | None) -> Iterator[str]:
        encoding = encoding_of(source.head_of(name))
        errors = "strict" if encoding == "utf-16" else "surrogateescape"
        text = io.TextIOWrapper(source.open(name), encoding, errors, newline="")
        try:
            while line := text.readline(MAX_ROW_LENGTH + 1):
                self._check(line)
                yield line
        except UnicodeError as error:
            raise _not_text(sentence("other bytes"), row=self.number + 1) from error

    def _check(self, line: str) -> None:
        self.number += 1
        self.quotation_marks += line.count('"')
        self._row_length += len(line)
        self._length += len(line)
        if self._row_length > MAX_ROW_LENGTH:
            raise TooLarge(
                sentence(
                    "A row of the file is longer than {count} characters. A quotation mark may be "
                    "missing.",
                    count=MAX_ROW_LENGTH,
                )
            )
        if self._length > MAX_LENGTH:
            raise TooLarge(sentence("The file is longer than a history can be."))
        if not line.isascii() and (found := _NOT_UTF_8.search(line)):
            raise _not_text(
                sentence("text in another encoding"), row=self.number, column=found.start() + 1
            )
        if "\0" in line:
            raise _not_text(
                sentence("a null character"), row=self.number, column=line.index("\0") + 1
            )


def encoding_of(head: bytes) -> str:
    """Return the encoding that the first bytes tell."""
    if head.startswith(_UTF_16_MARKS):
        return "utf-16"
    return "utf-8-sig" if head.startswith(_UTF_8_MARK) else "utf-8"


def _not_text(seen: str, **where: Any) -> WrongFile:
    return WrongFile(expected=sentence("text in UTF-8 or UTF-16"), seen=seen, **where)
