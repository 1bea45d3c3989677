"""The zip of an export, checked before any file in it is read."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import IO, Final, cast

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.sentences import Sentence, sentence

MAX_FILES: Final = 20_000
# Twenty thousand files with names of a hundred letters.
MAX_DIRECTORY: Final = 4 * 1024 * 1024
ENCRYPTED_FLAG: Final = 0x1
LOCAL_HEADER_BYTES: Final = 30
# bzip2 and LZMA expand further than can be bounded by what is read, and no app uses them.
COMPRESSIONS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
WHOLE_ZIP: Final = sentence("a complete zip")
# What zipfile raises for bytes that are not a valid zip.
_ZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@contextmanager
def zip_errors(seen: Sentence) -> Iterator[None]:
    """Raise WrongFile for what zipfile raises; `seen` says what stands in the file instead."""
    try:
        yield
    except _ZIP_ERRORS as error:
        raise WrongFile(expected=WHOLE_ZIP, seen=seen) from error


def open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """Return the zip, with its list of files checked. Raise WrongFile, TooLarge."""
    too_many = TooLarge(sentence("The zip holds more files than the export of an app."))
    bounded = BoundedReads(file, most=MAX_DIRECTORY, refusal=too_many)
    with zip_errors(sentence("a zip of which a part is missing or damaged")):
        found = zipfile.ZipFile(cast(IO[bytes], bounded))
    files = found.infolist()
    if len(files) > MAX_FILES:
        raise too_many
    if any(each.flag_bits & ENCRYPTED_FLAG for each in files):
        raise WrongFile(expected=WHOLE_ZIP, seen=sentence("a zip that needs a password"))
    if any(_leads_elsewhere(each.orig_filename) for each in files):
        seen = sentence("a name that leads out of the zip")
        raise WrongFile(expected=WHOLE_ZIP, seen=seen)
    _check_places(files, end=found.start_dir)
    return found


def check_entry(entry: zipfile.ZipInfo, *, largest: int) -> None:
    """Refuse a file in the zip that cannot be read within bounds. Raise WrongFile, TooLarge."""
    if entry.compress_type not in COMPRESSIONS:
        seen = sentence("a compression that is unknown here")
        raise WrongFile(expected=WHOLE_ZIP, seen=seen)
    if entry.file_size > largest:
        raise TooLarge(sentence("A file in the zip is larger than can be read here."))


class BoundedReads:
    """The file of a zip. It refuses to read more at once than the zip should need.

    zipfile reads the list of all files at once, before their number is known.
    """

    def __init__(self, file: IO[bytes], *, most: int, refusal: Exception) -> None:
        self.seek, self.seekable, self.tell = file.seek, file.seekable, file.tell
        self._read, self._most, self._refusal = file.read, most, refusal

    def read(self, size: int = -1) -> bytes:
        """Return that many bytes; with -1, as zipfile reads the end, the rest."""
        if size > self._most:
            raise self._refusal
        return self._read(size)


def _leads_elsewhere(name: str) -> bool:
    """Return whether a name means another place than one below the zip, or hides its end."""
    parts = name.replace("\\", "/").split("/")
    return "\0" in name or ".." in parts or parts[0] == "" or parts[0].endswith(":")


def _check_places(files: list[zipfile.ZipInfo], *, end: int) -> None:
    """Refuse files that share bytes, as those of zip bombs do. Raise WrongFile.

    end  where the list of the files begins
    """
    places = sorted((each.header_offset, each.compress_size) for each in files)
    for (start, size), (following, _) in pairwise([*places, (end, 0)]):
        if start < 0 or start + LOCAL_HEADER_BYTES + size > following:
            raise WrongFile(expected=WHOLE_ZIP, seen=sentence("files that overlap"))
