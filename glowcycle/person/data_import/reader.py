"""Reads the zip of an export, and believes nothing that it says of itself before it is checked.

An export is a plain zip: nothing is compressed, nothing overlaps, and the manifest names all files.
So whatever it claims, what is read is never more than the size of the zip.
"""

import hashlib
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from glowcycle.api import strict_json
from glowcycle.errors import Invalid
from glowcycle.person.export.zip_writer import FORMAT, MANIFEST, VERSION
from glowcycle.records import RecordKind, record_kinds

# Files of an export have about 2 MB, a photo has 5 at most: more is nothing that we wrote.
MOST_BYTES = 16 * 1024 * 1024
ENCRYPTED = 0x1
JPEG = b"\xff\xd8\xff"
RECORDS = re.compile(r"([a-z]+)(?:-[0-9]{1,6})?\.(?:json|csv)", re.ASCII)
PHOTO = re.compile(r"photos/([0-9a-f-]{36})\.jpg", re.ASCII)
OTHERS = frozenset({MANIFEST, "index.html", "consents.json", "retention.json"})
# What zipfile raises for bytes that are no zip, or not the one that they claim to be.
NO_ZIP = (
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
    """The file is no export, or not as it was written."""

    code = "no_export"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """One file of records, as it says: `as_sent` has, by key, what was sent of derived things."""

    name: str
    kind: RecordKind
    records: list[Any]
    as_sent: dict[str, Any]


class ExportZip:
    """An export whose files are all there, and no others, each as it was written.

    digest   of the manifest, and so of all of it
    records  how many it has, by kind
    missing  the names of photos that could not be had when it was made
    photos   of which records it has the photo
    """

    def __init__(self, file: IO[bytes]) -> None:
        """Check all of it. Raise NoExport."""
        try:
            self._zip = zipfile.ZipFile(file)
        except NO_ZIP as error:
            raise NotAnExport("This is no zip, or it is not whole.") from error
        self._check_entries(size=file.seek(0, 2))
        manifest = self._read(MANIFEST)
        self.digest = hashlib.sha256(manifest).hexdigest()
        told = _object(MANIFEST, manifest)
        if told.get("format") != FORMAT:
            raise NotAnExport("This is a zip, but no export of Glow Cycle.")
        if told.get("version") != VERSION:
            raise NotAnExport(f"This export has another version than {VERSION}: it cannot be read.")
        self._check_files(told.get("files"))
        self.records = told.get("records")
        missing = told.get("missing")
        if not isinstance(missing, list) or not all(isinstance(name, str) for name in missing):
            raise NotAnExport(f"{MANIFEST} does not say what is missing.")
        self.missing = frozenset(missing)
        self.photos = {
            match[1]: name for name in self._zip.namelist() if (match := PHOTO.fullmatch(name))
        }

    def record_files(self) -> Iterator[RecordFile]:
        """Yield each file of records. Raise NoExport for one that is none."""
        for name in self._zip.namelist():
            match = RECORDS.fullmatch(name)
            if match and match[1] in record_kinds() and name.endswith(".json"):
                said = _object(name, self._read(name))
                kind, records, as_sent = (said.get(part) for part in ("kind", "records", "asSent"))
                if not (
                    kind == match[1] and isinstance(records, list) and isinstance(as_sent, dict)
                ):
                    raise NotAnExport(f"{name} is no file of records.")
                yield RecordFile(
                    name=name, kind=record_kinds()[match[1]], records=records, as_sent=as_sent
                )

    def photo(self, key: str) -> bytes:
        """Return the photo of that record."""
        return self._read(self.photos[key])

    def _check_entries(self, *, size: int) -> None:
        """Refuse what no export has: names of its own, compression, files upon each other."""
        entries = self._zip.infolist()
        names = {entry.filename for entry in entries}
        if len(names) != len(entries) or MANIFEST not in names:
            raise NotAnExport("This is no export: a file is there twice, or the manifest is not.")
        if not all(map(_is_known, names)):
            raise NotAnExport("This is no export: it holds files that none has.")
        if any(_is_altered(entry) for entry in entries):
            raise NotAnExport("The zip was packed anew: bring the one that was exported.")
        if sum(entry.file_size for entry in entries) > size:
            raise NotAnExport("The zip claims more than it holds.")

    def _check_files(self, files: Any) -> None:
        """Hold each file against what the manifest says of it."""
        try:
            said = {each["name"]: (each["bytes"], each["sha256"]) for each in files}
        except (KeyError, TypeError) as error:
            raise NotAnExport(f"{MANIFEST} does not say what is there.") from error
        if said.keys() != set(self._zip.namelist()) - {MANIFEST} or len(said) != len(files):
            raise NotAnExport(f"{MANIFEST} names other files than there are.")
        for name, is_said in said.items():
            data = self._read(name)
            if is_said != (len(data), hashlib.sha256(data).hexdigest()):
                raise NotAnExport(f"{name} is not as it was exported.")
            if PHOTO.fullmatch(name) and not data.startswith(JPEG):
                raise NotAnExport(f"{name} is no photo.")

    def _read(self, name: str) -> bytes:
        try:
            return self._zip.read(name)
        except NO_ZIP as error:
            raise NotAnExport(f"{name} is damaged.") from error


def _is_known(name: str) -> bool:
    match = RECORDS.fullmatch(name)
    return (
        name in OTHERS or bool(PHOTO.fullmatch(name)) or bool(match and match[1] in record_kinds())
    )


def _is_altered(entry: zipfile.ZipInfo) -> bool:
    """Return whether the entry is not stored plainly, or larger than any of ours."""
    return (
        entry.compress_type != zipfile.ZIP_STORED
        or bool(entry.flag_bits & ENCRYPTED)
        or entry.compress_size != entry.file_size
        or entry.file_size > MOST_BYTES
    )


def _object(name: str, data: bytes) -> dict[str, Any]:
    try:
        said = strict_json.loads(data)
    except ValueError as error:
        raise NotAnExport(f"{name} is no JSON as it was exported.") from error
    if not isinstance(said, dict):
        raise NotAnExport(f"{name} is no JSON as it was exported.")
    return said
