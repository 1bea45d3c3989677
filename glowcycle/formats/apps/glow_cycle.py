"""Glow Cycle: the zip of an export, or one of its JSON files."""

import re
from collections.abc import Iterator
from typing import Any, Final

from glowcycle.formats.errors import TooLarge, WrongFile
from glowcycle.formats.files.json_events import weigh
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.glow_cycle.records import OwnRecords, is_kind, load
from glowcycle.formats.history import History
from glowcycle.formats.reasons import Reason
from glowcycle.sentences import sentence

# The manifest's own words, as the export writes them.
FORMAT: Final = "glow-cycle-export"
VERSION: Final = 1
# A file of an export has at most about 4 MB. The objects of 6 MB of JSON take up to 150 MB.
MAX_FILE_BYTES: Final = 6_000_000
PIECE_BYTES: Final = 256 * 1024
# Of all its records, in memory: the diary of a life has less.
MAX_WEIGHT: Final = 400_000_000

# A zip that a phone packed again may have all files in a folder.
MANIFEST = re.compile(r"((?:[^/]{1,255}/)?)manifest\.json")
RECORDS = re.compile(r"([a-z]{1,32})(?:-[0-9]{1,6})?\.json", re.ASCII)
PHOTO = re.compile(r"photos/[^/]+\.jpg")
RECORDS_HEAD = re.compile(rb'\s*\{\s*"kind":\s*"[a-z]{1,32}",\s*"asSent":')

# Files that hold no record, and why each stays behind. The tables and the page repeat the JSON.
OTHERS: Final[dict[str, Reason]] = {
    "profile": "profile",
    "moods": "profile",
    "consents": "choice",
    "retention": "choice",
    "restriction": "choice",
    "consent-history": "account",
    "daily-counts": "account",
    "access-log": "account",
    "imports": "account",
    "shares": "account",
    "calendar": "account",
}
REPEATED = re.compile(r"manifest\.json|index\.html|.*\.csv", re.DOTALL)


def _recognizes(source: Source) -> bool:
    if _folder(source) is not None:
        return any(RECORDS.fullmatch(name.rpartition("/")[2]) for name in source.names)
    return RECORDS_HEAD.match(source.head) is not None


def _read(source: Source) -> History:
    history = History()
    records = OwnRecords(history)
    folder = _folder(source)
    if folder is None:
        _read_file(source, None, "the file", records)
        return history
    manifest = load(_bytes(source, f"{folder}manifest.json"), name="manifest.json")
    _check(manifest)
    history.version = str(manifest["version"])
    _note_missing(manifest, history)
    photos = weight = 0
    for path, name in _names(source, folder):
        found = RECORDS.fullmatch(name)
        if REPEATED.fullmatch(name):
            continue
        if PHOTO.fullmatch(name):
            photos += 1
            history.skip("photos", None, "photo", row=photos)
        elif name.removesuffix(".json") in OTHERS:
            _note_other(source, path, name.removesuffix(".json"), history)
        elif found and (is_kind(found[1]) or _has_records(source, path)):
            weight += _read_file(source, path, name, records)
            if weight > MAX_WEIGHT:
                raise TooLarge(sentence("The export holds more text than a history can have."))
        else:
            history.skip(name, None, "later", row=1)
    return history


def _names(source: Source, folder: str) -> Iterator[tuple[str, str]]:
    """Yield each file in the folder of the export: its name in the zip, and its name there.

    In the order of their names, so that the same files are the same history.
    """
    for path in sorted(source.names):
        name = path.removeprefix(folder)
        if path.startswith(folder) and name and not (name.endswith("/") or name.startswith(".")):
            if name.startswith("__MACOSX/"):
                continue
            yield path, name


def _folder(source: Source) -> str | None:
    """Return the folder of the export in the zip, "" for none; None if this is no export."""
    found = (MANIFEST.fullmatch(name) for name in source.names)
    return next((match[1] for match in found if match), None)


def _check(manifest: dict[str, Any]) -> None:
    """Raise WrongFile for the manifest of another zip, or of a form that only a later one reads."""
    if manifest.get("format") != FORMAT:
        raise WrongFile(
            expected=sentence("the manifest of an export of Glow Cycle"),
            seen=sentence("another manifest"),
            column="format",
        )
    if manifest.get("version") != VERSION:
        raise WrongFile(
            expected=sentence("an export of version {version}", version=VERSION),
            seen=sentence("another version"),
            column="version",
        )


def _note_missing(manifest: dict[str, Any], history: History) -> None:
    """Count the records that could not be read when the export was made."""
    missing = manifest.get("missing")
    for row, name in enumerate(missing if isinstance(missing, list) else [], start=1):
        what = "photos" if str(name).startswith("photos/") else str(name).partition("/")[0]
        history.skip(what, None, "incomplete", row=row)


def _note_other(source: Source, path: str, name: str, history: History) -> None:
    if OTHERS[name] == "profile":
        said = load(_bytes(source, path), name=f"{name}.json")
        if all(value is None for value in said.values()):
            return
    reason = OTHERS[name]
    history.skip("account" if reason == "account" else name, None, reason, row=1)


def _has_records(source: Source, path: str) -> bool:
    """Return whether a file that no version so far had begins as a file of records."""
    return RECORDS_HEAD.match(source.head_of(path)) is not None


def _read_file(source: Source, path: str | None, name: str, records: OwnRecords) -> int:
    """Take the records of one file, and return what they weigh. Raise WrongFile, TooLarge."""
    data = _bytes(source, path)
    content = load(data, name=name)
    kind, found, sent = (content.get(key) for key in ("kind", "records", "asSent"))
    if not (isinstance(kind, str) and isinstance(found, list)):
        raise WrongFile(
            expected=sentence("a list of records in {name}", name=name),
            seen=sentence("something else"),
            column="records",
        )
    as_sent = sent if isinstance(sent, dict) else {}
    for row, values in enumerate(found, start=1):
        records.take(kind, values, as_sent=as_sent, row=row)
    return weigh(data)


def _bytes(source: Source, path: str | None) -> bytes:
    """Return a file as a whole, read piece by piece. Raise WrongFile, TooLarge."""
    file, data = source.open(path), bytearray()
    while piece := file.read(PIECE_BYTES):
        data += piece
        if len(data) > MAX_FILE_BYTES:
            raise TooLarge(sentence("A file in it is larger than any file of an export."))
    return bytes(data)


FORMATS = (
    Format(
        name="glow-cycle",
        app="Glow Cycle",
        shape=sentence("the zip of an export of Glow Cycle"),
        recognizes=_recognizes,
        read=_read,
    ),
)
