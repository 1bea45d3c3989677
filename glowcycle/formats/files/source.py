"""A file that she brings, within its bounds: size, names in a zip, expansion."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import IO, Final, cast

from glowcycle.formats.errors import TooLarge
from glowcycle.formats.files.zip_directory import check_entry, open_zip, zip_errors
from glowcycle.sentences import Sentence, sentence

HEAD_BYTES: Final = 64 * 1024
HEAD_IN_ZIP: Final = 16 * 1024
MAX_UNZIPPED: Final = 10**9
BUFFER_BYTES: Final = 256 * 1024
MAX_NAME: Final = 64
ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")


class Source:
    """A file, seekable and open for reading.

    size    its bytes
    head    its first bytes
    is_zip  whether it is a zip
    names   the names of the files in it, if it is a zip; none for another file
    """

    def __init__(self, file: IO[bytes], *, check_time: Callable[[], None] = lambda: None) -> None:
        """Look at the file. Raise WrongFile for a damaged or hostile zip, TooLarge.

        `check_time` is called with each piece that is read, and may raise TooLarge. So may a
        reader that works on for long without reading.
        """
        self._file, self.check_time = file, check_time
        self._bytes_left = MAX_UNZIPPED
        self.size = file.seek(0, 2)
        file.seek(0)
        self.head = file.read(HEAD_BYTES)
        self.is_zip = self.head.startswith(ZIP_STARTS)
        self._zip = open_zip(file) if self.is_zip else None
        self._entries = {
            each.filename: each
            for each in (self._zip.infolist() if self._zip else ())
            if not each.is_dir()
        }
        self.names: Sequence[str] = tuple(self._entries)

    def open(self, name: str | None = None) -> IO[bytes]:
        """Return the file in the zip with that name, or the file itself, from its first byte.

        It is read once, as a stream. Raise WrongFile, TooLarge, also while it is read; KeyError
        for a name that is not among `names`.
        """
        if name is None or self._zip is None:
            self._file.seek(0)
            reading = _Reading(self, self._file)
        else:
            entry = self._entries[name]
            check_entry(entry, largest=MAX_UNZIPPED)
            with zip_errors(_damaged(name)):
                reading = _ReadingOfZip(self, self._zip.open(entry), entry)
        return cast(IO[bytes], io.BufferedReader(reading, BUFFER_BYTES))

    def head_of(self, name: str | None) -> bytes:
        """Return the first bytes of a file in the zip, or of the file itself.

        Raise WrongFile, TooLarge, KeyError.
        """
        return self.head if name is None else self.open(name).read(HEAD_IN_ZIP)

    def only_file(self, ending: str) -> str | None:
        """Return the name of the only file in a zip, if it ends so.

        Names that macOS adds, and hidden ones, do not count.
        """
        visible = [name for name in self.names if not name.startswith((".", "__MACOSX/"))]
        return visible[0] if len(visible) == 1 and visible[0].lower().endswith(ending) else None

    def count(self, size: int) -> None:
        """Count bytes that were read. Raise TooLarge beyond MAX_UNZIPPED."""
        self.check_time()
        self._bytes_left -= size
        if self._bytes_left < 0:
            raise TooLarge(sentence("The file is larger than can be read here."))


class _Reading(io.RawIOBase):
    """One reading of a file; the file itself stays open when it ends."""

    def __init__(self, source: Source, file: IO[bytes]) -> None:
        self._source, self._file = source, file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io passes one
        """Fill the buffer. Return the number of bytes. Raise WrongFile, TooLarge."""
        found = self._read(len(buffer))
        self._source.count(len(found))
        buffer[: len(found)] = found
        return len(found)

    def _read(self, size: int) -> bytes:
        return self._file.read(size)


class _ReadingOfZip(_Reading):
    """One reading of a file in a zip, which must have the size that the zip tells."""

    def __init__(self, source: Source, file: IO[bytes], entry: zipfile.ZipInfo) -> None:
        super().__init__(source, file)
        self._entry = entry
        self._bytes_left = entry.file_size

    def _read(self, size: int) -> bytes:
        with zip_errors(_damaged(self._entry.filename)):
            found = self._file.read(size)
            self._bytes_left -= len(found)
            if not found and self._bytes_left:
                raise EOFError
        return found


def _damaged(name: str) -> Sentence:
    return sentence("a damaged file {name}", name=name[:MAX_NAME])
