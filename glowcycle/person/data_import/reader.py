"""Reads the zip of an export. It trusts nothing in the zip before it is checked.

In an export no file is compressed, no two files overlap, and the manifest names all files. So
whatever a zip claims, the reader reads no more bytes than the zip has.
"""

import hashlib
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, cast

from glowcycle.api import strict_json
from glowcycle.errors import Invalid
from glowcycle.formats.files.zip_directory import BoundedReads
from glowcycle.person.data_import.file_names import LATER, PHOTO, RECORDS, is_known
from glowcycle.person.export.zip_writer import FORMAT, MANIFEST, VERSION
from glowcycle.records import RecordKind, record_kinds

# A file of an export has about 2 MB, a photo at most 5.
MAX_FILE_BYTES = 16 * 1024 * 1024
# More than twenty photos a day for ten years.
MAX_FILES = 100_000
ENCRYPTED_FLAG = 0x1
JPEG_START = b"\xff\xd8\xff"
# What zipfile raises for bytes that are not a valid zip.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
)


class NotAnExport(Invalid):
    """The file is not an export, or was changed since it was exported."""

    code = "no_export"


class TooManyFiles(NotAnExport):
    """The zip has more files than an export can have."""

    def __init__(self) -> None:
        super().__init__("This is not an export: it has too many files.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """A file of records; `sent` holds, by key, what a phone sent of derived attributes."""

    name: str
    kind: RecordKind
    records: list[Any]
    sent: dict[str, Any]


class ExportZip:
    """An export whose files are complete and unchanged.

    digest   the SHA-256 of the manifest, which covers all files
    records  the number of records by kind, as the manifest claims it: an older one names no kinds
             of today
    missing  the names of the records and photos that were missing when the export was made
    photos   the names of the photos, by the key of their record
    later    the names of the files that only a later version knows
    """

    def __init__(self, file: IO[bytes]) -> None:
        """Check all files. Raise NotAnExport."""
        bounded = BoundedReads(file, most=MAX_FILE_BYTES, refusal=TooManyFiles())
        try:
            self._zip = zipfile.ZipFile(cast(IO[bytes], bounded))
        except ZIP_ERRORS as error:
            raise NotAnExport("This is not a zip file, or a part of it is missing.") from error
        self._check_entries(size=file.seek(0, 2))
        manifest_bytes = self._read(MANIFEST)
        self.digest = hashlib.sha256(manifest_bytes).hexdigest()
        manifest = _json_object(MANIFEST, manifest_bytes)
        if manifest.get("format") != FORMAT:
            raise NotAnExport("This zip file is not an export of Glow Cycle.")
        if manifest.get("version") != VERSION:
            raise NotAnExport(
                f"The export has another version: only version {VERSION} can be read."
            )
        self._check_files(manifest.get("files"))
        records = manifest.get("records")
        claims = records if isinstance(records, dict) else {}
        self.records = Counter(
            {name: claims[name] for name in record_kinds().keys() & claims.keys()}
        )
        missing = manifest.get("missing")
        if not isinstance(missing, list) or not all(isinstance(name, str) for name in missing):
            raise NotAnExport(f"{MANIFEST} does not list what is missing.")
        self.missing = frozenset(missing)
        names = self._zip.namelist()
        self.photos = {match[1]: name for name in names if (match := PHOTO.fullmatch(name))}
        self.later = [name for name in names if not is_known(name)]

    def record_files(self) -> Iterator[RecordFile]:
        """Yield each file of records. Raise NotAnExport for an invalid one."""
        for name in self._zip.namelist():
            match = RECORDS.fullmatch(name)
            if match and match[1] in record_kinds() and name.endswith(".json"):
                content = _json_object(name, self._read(name))
                kind, records, sent = (content.get(key) for key in ("kind", "records", "asSent"))
                if not (kind == match[1] and isinstance(records, list) and isinstance(sent, dict)):
                    raise NotAnExport(f"{name} is not a file of records.")
                yield RecordFile(
                    name=name, kind=record_kinds()[match[1]], records=records, sent=sent
                )

    def other_file(self, name: str) -> dict[str, Any] | None:
        """Return a file besides records and photos, None without it. Raise NotAnExport."""
        return _json_object(name, self._read(name)) if name in self._zip.namelist() else None

    def photo(self, key: str) -> bytes:
        """Return the photo of that record."""
        return self._read(self.photos[key])

    def _check_entries(self, *, size: int) -> None:
        """Raise NotAnExport for unknown names, compressed files and files that overlap."""
        entries = self._zip.infolist()
        if len(entries) > MAX_FILES:
            raise TooManyFiles
        names = {entry.filename for entry in entries}
        if len(names) != len(entries) or MANIFEST not in names:
            raise NotAnExport("This is not an export: it has a file twice, or no manifest.")
        if not all(is_known(name) or LATER.fullmatch(name) for name in names):
            raise NotAnExport("This is not an export: it has unknown files.")
        if any(_is_altered(entry) for entry in entries):
            raise NotAnExport("The zip was packed again: use the original zip of the export.")
        if sum(entry.file_size for entry in entries) > size:
            raise NotAnExport("The zip claims to hold more than it holds.")

    def _check_files(self, files: Any) -> None:
        """Compare each file with the manifest. Raise NotAnExport."""
        try:
            claims = {file["name"]: (file["bytes"], file["sha256"]) for file in files}
        except (KeyError, TypeError) as error:
            raise NotAnExport(f"{MANIFEST} does not list the files.") from error
        if claims.keys() != set(self._zip.namelist()) - {MANIFEST} or len(claims) != len(files):
            raise NotAnExport(f"{MANIFEST} lists other files than the zip has.")
        for name, claim in claims.items():
            data = self._read(name)
            if claim != (len(data), hashlib.sha256(data).hexdigest()):
                raise NotAnExport(f"{name} was changed since it was exported.")
            if PHOTO.fullmatch(name) and not data.startswith(JPEG_START):
                raise NotAnExport(f"{name} is not a photo.")

    def _read(self, name: str) -> bytes:
        try:
            return self._zip.read(name)
        except ZIP_ERRORS as error:
            raise NotAnExport(f"{name} is damaged.") from error


def _is_altered(entry: zipfile.ZipInfo) -> bool:
    """Return whether the entry is compressed, encrypted or larger than any file of an export."""
    return (
        entry.compress_type != zipfile.ZIP_STORED
        or bool(entry.flag_bits & ENCRYPTED_FLAG)
        or entry.compress_size != entry.file_size
        or entry.file_size > MAX_FILE_BYTES
    )


def _json_object(name: str, data: bytes) -> dict[str, Any]:
    try:
        value = strict_json.loads(data)
    except ValueError as error:
        raise NotAnExport(f"{name} is not valid JSON.") from error
    if not isinstance(value, dict):
        raise NotAnExport(f"{name} is not a JSON object.")
    return value
