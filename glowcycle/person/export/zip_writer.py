"""A zip that is written piece by piece, and can be gone on with by another process.

Nothing is compressed: most of a large export is JPEG, and the size of what is read is that of what
is written.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast

from django.template.loader import render_to_string

from glowcycle.person.export.reader import ExportFile

MANIFEST = "manifest.json"
PAGE = "index.html"
FORMAT = "glow-cycle-export"
VERSION = 1
_READABLE_BY_HER = 0o600 << 16


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """A file in the zip: its size in bytes, where it stands, and how to tell it is whole."""

    name: str
    size: int
    at: int
    crc: int
    sha256: str


class ZipWriter:
    """Takes files in, gives bytes out.

    One that goes on has the entries and what was missing so far, and the bytes that were not taken
    out of it; `taken` is how many were.
    """

    def __init__(
        self,
        *,
        exported_at: datetime,
        entries: Sequence[ZipEntry] = (),
        missing: Sequence[str] = (),
        taken: int = 0,
        waiting: bytes = b"",
    ) -> None:
        self.entries = list(entries)
        self.missing = list(missing)
        self._exported_at = exported_at
        self._out = _Remainder(begins_at=taken, data=waiting)
        self._zip = zipfile.ZipFile(cast(IO[bytes], self._out), "w")
        self._zip.filelist = [self._info(entry) for entry in self.entries]

    @property
    def taken(self) -> int:
        """How many bytes were taken out."""
        return self._out.begins_at

    @property
    def waiting(self) -> int:
        """How many bytes wait to be taken out."""
        return len(self._out.data)

    @property
    def size(self) -> int:
        """How many bytes the zip has so far."""
        return self.taken + self.waiting

    def add(self, files: Iterable[ExportFile]) -> None:
        """Append the files; one without data is noted as missing."""
        for file in files:
            if file.data is None:
                self.missing.append(file.name)
                continue
            info = zipfile.ZipInfo(file.name, self._exported_at.timetuple()[:6])
            info.external_attr = _READABLE_BY_HER
            self._zip.writestr(info, file.data)
            sha256 = hashlib.sha256(file.data).hexdigest()
            self.entries.append(
                ZipEntry(file.name, info.file_size, info.header_offset, info.CRC, sha256)
            )

    def end(self, *, records: Mapping[str, int]) -> None:
        """Append the page, the manifest of all the rest, and the zip's own directory."""
        at = f"{self._exported_at:%Y-%m-%dT%H:%M:%SZ}"
        told = {"exportedAt": at, "records": dict(records), "missing": self.missing}
        page = render_to_string("export/index.html", {**told, "files": self.entries})
        self.add([ExportFile(PAGE, page.encode())])
        files = [
            {"name": entry.name, "bytes": entry.size, "sha256": entry.sha256}
            for entry in self.entries
        ]
        manifest = {"format": FORMAT, "version": VERSION, **told, "files": files}
        self.add([ExportFile(MANIFEST, f"{json.dumps(manifest, indent=1)}\n".encode())])
        self._zip.close()

    def take(self) -> bytes:
        """Return the bytes since the last time; here they are forgotten."""
        return self._out.take()

    def rest(self) -> bytes:
        """Return the bytes that wait to be taken out, and leave them there."""
        return bytes(self._out.data)

    def _info(self, entry: ZipEntry) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(entry.name, self._exported_at.timetuple()[:6])
        info.external_attr = _READABLE_BY_HER
        info.file_size = info.compress_size = entry.size
        info.header_offset, info.CRC = entry.at, entry.crc
        return info


class _Remainder:
    """The end of a file whose beginning is elsewhere: positions are those in the whole file.

    No file of `io`: that would be closed when it is forgotten, perhaps before the ZipFile is, which
    then still wants to write its directory.
    """

    def __init__(self, *, begins_at: int, data: bytes) -> None:
        self.begins_at = begins_at
        self.data = bytearray(data)
        self._position = len(data)

    def tell(self) -> int:
        return self.begins_at + self._position

    def seek(self, position: int) -> int:
        self._position = position - self.begins_at
        return position

    def write(self, data: bytes) -> int:
        self.data[self._position : self._position + len(data)] = data
        self._position += len(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: it is in memory."""

    def take(self) -> bytes:
        taken = bytes(self.data)
        self.begins_at += len(taken)
        self.data.clear()
        self._position = 0
        return taken
