"""A zip that is written piece by piece, and that another process can continue.

Nothing is compressed: most of a large export is JPEG, and the size of the data is the size of the
zip.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast

from glowcycle.person.export.page import draw_page
from glowcycle.person.export.reader import ExportFile

MANIFEST = "manifest.json"
PAGE = "index.html"
FORMAT = "glow-cycle-export"
VERSION = 1
_OWNER_MAY_READ = 0o600 << 16


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """A file in the zip: its size in bytes, its offset and its checksums."""

    name: str
    size: int
    at: int
    crc: int
    sha256: str


class ZipWriter:
    """Takes in files, and gives out the bytes of the zip.

    To continue a zip, pass its entries, the names of its missing files, the number of bytes that
    were taken out, and the pending bytes after them.
    """

    def __init__(
        self,
        *,
        exported_at: datetime,
        entries: Sequence[ZipEntry] = (),
        missing: Sequence[str] = (),
        taken_size: int = 0,
        pending: bytes = b"",
    ) -> None:
        self.entries = list(entries)
        self.missing = list(missing)
        self._exported_at = exported_at
        self._tail = _Tail(offset=taken_size, data=pending)
        self._zip = zipfile.ZipFile(cast(IO[bytes], self._tail), "w")
        self._zip.filelist = [self._zip_info(entry) for entry in self.entries]

    @property
    def taken_size(self) -> int:
        """The number of bytes that were taken out."""
        return self._tail.offset

    @property
    def pending_size(self) -> int:
        """The number of bytes that can be taken out."""
        return len(self._tail.data)

    @property
    def size(self) -> int:
        """The number of bytes that the zip has so far."""
        return self.taken_size + self.pending_size

    def add(self, files: Iterable[ExportFile]) -> None:
        """Append the files; note those without data as missing."""
        for file in files:
            if file.data is None:
                self.missing.append(file.name)
                continue
            info = self._new_info(file.name)
            self._zip.writestr(info, file.data)
            sha256 = hashlib.sha256(file.data).hexdigest()
            self.entries.append(
                ZipEntry(file.name, info.file_size, info.header_offset, info.CRC, sha256)
            )

    def end(self, *, records: Mapping[str, int]) -> None:
        """Append the page, the manifest of all other files, and the zip's directory."""
        summary = {
            "exportedAt": f"{self._exported_at:%Y-%m-%dT%H:%M:%SZ}",
            "records": dict(records),
            "missing": self.missing,
        }
        page = draw_page(summary=summary, files=self.entries)
        self.add([ExportFile(PAGE, page.encode())])
        files = [
            {"name": entry.name, "bytes": entry.size, "sha256": entry.sha256}
            for entry in self.entries
        ]
        manifest = {"format": FORMAT, "version": VERSION, **summary, "files": files}
        self.add([ExportFile(MANIFEST, f"{json.dumps(manifest, indent=1)}\n".encode())])
        self._zip.close()

    def take(self) -> bytes:
        """Return the pending bytes and forget them."""
        return self._tail.take()

    def pending_bytes(self) -> bytes:
        """Return the pending bytes and keep them."""
        return bytes(self._tail.data)

    def _zip_info(self, entry: ZipEntry) -> zipfile.ZipInfo:
        info = self._new_info(entry.name)
        info.file_size = info.compress_size = entry.size
        info.header_offset, info.CRC = entry.at, entry.crc
        return info

    def _new_info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._exported_at.timetuple()[:6])
        info.external_attr = _OWNER_MAY_READ
        return info


class _Tail:
    """A file whose first `offset` bytes are elsewhere; positions count from its real beginning.

    It does not inherit from `io`: Python closes an `io` file when it collects it, perhaps before
    the ZipFile, which then fails to write its directory.
    """

    def __init__(self, *, offset: int, data: bytes) -> None:
        self.offset = offset
        self.data = bytearray(data)
        self._position = len(data)

    def tell(self) -> int:
        return self.offset + self._position

    def seek(self, position: int) -> int:
        self._position = position - self.offset
        return position

    def write(self, data: bytes) -> int:
        self.data[self._position : self._position + len(data)] = data
        self._position += len(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: the data is in memory."""

    def take(self) -> bytes:
        taken = bytes(self.data)
        self.offset += len(taken)
        self.data.clear()
        self._position = 0
        return taken
