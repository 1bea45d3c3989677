"""A file that she brings, within its bounds: size, names in a zip, expansion."""

import zipfile
from collections.abc import Sequence
from typing import IO, Final

from glowcycle.formats.errors import TooLarge
from glowcycle.sentences import sentence

HEAD_BYTES: Final = 64 * 1024
MAX_FILES: Final = 20_000
MAX_UNZIPPED: Final = 10**9


class Source:
    """A file, seekable and open for reading.

    head   its first bytes
    names  the names of the files in it, if it is a zip; none for another file
    """

    def __init__(self, file: IO[bytes]) -> None:
        """Look at the file. Raise TooLarge."""
        self._file = file
        file.seek(0)
        self.head = file.read(HEAD_BYTES)
        self._zip = zipfile.ZipFile(file) if self.head.startswith(b"PK\x03\x04") else None
        self.names: Sequence[str] = self._zip.namelist() if self._zip else ()
        if len(self.names) > MAX_FILES:
            raise TooLarge(sentence("The zip holds more files than the export of an app."))

    def open(self, name: str | None = None) -> IO[bytes]:
        """Return the file in the zip with that name, or the file itself, from its first byte.

        It is read once, as a stream. Raise WrongFile, TooLarge, also while it is read.
        """
        if name is None or self._zip is None:
            self._file.seek(0)
            return self._file
        return self._zip.open(name)
