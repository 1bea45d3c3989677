"""Apple Health: export.zip, or the export.xml in it. Its names follow the phone's language."""

import re
from collections.abc import Mapping
from typing import Final

from glowcycle.formats.apple_health.samples import AppleRecord, AppleSamples
from glowcycle.formats.errors import WrongFile
from glowcycle.formats.file_kinds import kind_of
from glowcycle.formats.files.source import Source
from glowcycle.formats.files.xml_elements import XmlElements
from glowcycle.formats.format import Format
from glowcycle.formats.history import MAX_FIRST_ROWS, History
from glowcycle.sentences import sentence

SHAPE: Final = sentence("the export of Apple Health (export.zip or export.xml)")
# Of the XML files in the zip only the first few at its top are looked at.
MAX_CANDIDATES: Final = 20
MAX_TYPES: Final = 1_000
_ROOT: Final = "HealthData"
_START: Final = re.compile(rb"<(?:!DOCTYPE\s+)?HealthData[\s\[/>]")
_VERSION: Final = re.compile(rb"HealthKit Export Version: ([0-9]{1,6})")
# Except for the same records once more, as a document for a hospital.
_XML_AT_TOP: Final = re.compile(r"(?:[^/]+/)?(?!export_cda\.)[^/]+\.xml", re.IGNORECASE)
# Elements that are a part of another, which is counted once.
_PARTS: Final = frozenset(
    {
        "Attachment",
        "ExportDate",
        "FileReference",
        "HealthData",
        "HeartRateVariabilityMetadataList",
        "InstantaneousBeatsPerMinute",
        "LeftEye",
        "Me",
        "RightEye",
        "SensitivityPoint",
        "WorkoutActivity",
        "WorkoutEvent",
        "WorkoutRoute",
        "WorkoutStatistics",
    }
)


def _recognizes(source: Source) -> bool:
    """Return whether it is the XML of Apple Health, or a zip with it. Raise WrongFile."""
    if source.is_zip:
        return _file_in(source) is not None
    return _START.search(source.head) is not None


def _read(source: Source) -> History:
    """Read the records of her cycle; all others are counted. Raise WrongFile, TooLarge."""
    name = _file_in(source)
    if source.is_zip and name is None:
        raise WrongFile(expected=SHAPE, seen=kind_of(source))
    history = History()
    with source.open(name) as stream:
        elements = XmlElements(stream, root=_ROOT, shape=SHAPE)
        if found := _VERSION.search(elements.prologue):
            history.version = found[1].decode()
        reading = _Reading(history, elements)
        elements.read(reading.start)
    reading.finish()
    return history


def _file_in(source: Source) -> str | None:
    candidates = [name for name in source.names if _XML_AT_TOP.fullmatch(name)]
    found = (name for name in candidates[:MAX_CANDIDATES] if _START.search(source.head_of(name)))
    return next(found, None)


class _Reading:
    """Takes the elements one by one. A record ends where anything but its metadata begins."""

    def __init__(self, history: History, elements: XmlElements) -> None:
        self._history, self._elements = history, elements
        self._samples = AppleSamples(history)
        self._open: AppleRecord | None = None
        self._counts: dict[str, int] = {}
        self._first_rows: dict[str, list[int]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "MetadataEntry":
            if self._open is not None:
                self._open.metadata[attributes.get("key", "")] = attributes.get("value", "")
            return
        if self._open is not None:
            self._samples.take(self._open)
            self._open = None
        kind = attributes.get("type", name) if name == "Record" else name
        if name == "Record" and self._samples.wants(kind):
            self._open = AppleRecord(kind, attributes, row=self._elements.row)
        elif name not in _PARTS:
            self._count(kind)

    def finish(self) -> None:
        """Take the last record, and tell what was counted."""
        if self._open is not None:
            self._samples.take(self._open)
        self._samples.finish()
        for kind, rows in self._first_rows.items():
            for row in rows:
                self._history.skip(kind, None, "no_place", row=row)
            if more := self._counts[kind] - len(rows):
                self._history.skip(kind, None, "no_place", row=rows[-1], count=more)

    def _count(self, kind: str) -> None:
        count = self._counts.get(kind, 0)
        if not count and len(self._counts) >= MAX_TYPES:
            kind = "Record"
            count = self._counts.get(kind, 0)
        self._counts[kind] = count + 1
        if count < MAX_FIRST_ROWS:
            self._first_rows.setdefault(kind, []).append(self._elements.row)


FORMATS = (
    Format(
        name="apple-health",
        app="Apple Health",
        shape=SHAPE,
        recognizes=_recognizes,
        read=_read,
    ),
)
