"""Reads the elements of a large XML file as a stream, within bounds: flat memory, no entities."""

import re
from collections.abc import Callable, Mapping
from typing import IO, Final
from xml.parsers import expat

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.sentences import Sentence, sentence

CHUNK_BYTES: Final = 256 * 1024
PROLOGUE_BYTES: Final = 64 * 1024
MAX_DEPTH: Final = 32
# Expat keeps a start tag in memory until it ends, and each distinct name for good.
MAX_TAG_BYTES: Final = 1024 * 1024
MAX_NAMES: Final = 5_000
# Attributes, and elements, each of which takes as long as four. A phone's file of 1 GB has some
# 40 million.
MAX_PARTS: Final = 60_000_000
PARTS_OF_ELEMENT: Final = 4
WELL_FORMED: Final = sentence("complete XML without errors")
# XML cannot hold them, and iOS 16 wrote them nevertheless.
_CONTROLS: Final = bytes({*range(1, 32)} - {*b"\t\n\r"})

StartElement = Callable[[str, Mapping[str, str]], None]


class XmlElements:
    """The elements of one file, from the root on.

    Whatever stands before the root is left out: iOS 16 wrote a DTD that no parser accepts, and so
    no entity is ever declared.

    prologue  what stands before the root
    row       the line of the element that is being read, from 1 on
    """

    def __init__(self, stream: IO[bytes], *, root: str, shape: Sentence) -> None:
        """Look for the root. Raise WrongFile if it is not among the first bytes."""
        start = stream.read(PROLOGUE_BYTES)
        found = re.search(rb"<%s[\s/>]" % root.encode(), start)
        if found is None:
            raise WrongFile(expected=shape, seen=sentence("another beginning"), row=1)
        self.prologue = start[: found.start()]
        self._first = start[found.start() :]
        self._stream = stream
        self._fed = self._parts = self._started = 0
        self._ended: list[str] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.EndElementHandler = self._ended.append
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype

    @property
    def row(self) -> int:
        return self._parser.CurrentLineNumber

    def read(self, on_start: StartElement) -> None:
        """Call on_start(name, attributes) for each element. Raise WrongFile, TooLarge."""

        def count_start(name: str, attributes: dict[str, str]) -> None:
            self._started += 1
            self._parts += PARTS_OF_ELEMENT + len(attributes)
            on_start(name, attributes)

        self._parser.StartElementHandler = count_start
        try:
            self._feed(b"\n" * self.prologue.count(b"\n") + self._first)
            while chunk := self._stream.read(CHUNK_BYTES):
                self._feed(chunk)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self._damaged(row=error.lineno, column=error.offset + 1) from error
        finally:
            self._parser.StartElementHandler = None

    def _feed(self, chunk: bytes) -> None:
        chunk = chunk.translate(None, _CONTROLS)
        self._parser.Parse(chunk, False)
        self._fed += len(chunk)
        self._started -= len(self._ended)
        self._ended.clear()
        names = self._parser.intern
        if self._parts > MAX_PARTS or (names is not None and len(names) > MAX_NAMES):
            raise TooLarge(sentence("The file holds more than can be read here."))
        unfinished = self._fed - self._parser.CurrentByteIndex
        if self._started > MAX_DEPTH or unfinished > MAX_TAG_BYTES:
            raise self._damaged(row=self.row)

    def _refuse_doctype(self, *_: object) -> None:
        raise self._damaged(row=self.row)

    def _damaged(self, *, row: int, column: int | None = None) -> WrongFile:
        seen = sentence("XML that is damaged or breaks off")
        return WrongFile(expected=WELL_FORMED, seen=seen, row=row, column=column)
