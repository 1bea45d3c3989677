"""What a file is that no app here wrote, told from its first bytes, for the error that says so."""

import re
from collections.abc import Sequence
from typing import Final

from glowcycle.formats.files.source import MAX_NAME, Source
from glowcycle.sentences import Sentence, sentence

PHOTO: Final = sentence("a photo")
SPREADSHEET: Final = sentence("a spreadsheet (save it as CSV first)")
ARCHIVE: Final = sentence("an archive that is not a zip")
DOCUMENT: Final = sentence("a text document")

_STARTS: Final[tuple[tuple[bytes, Sentence], ...]] = (
    (b"%PDF-", sentence("a PDF")),
    (b"\xff\xd8\xff", PHOTO),
    (b"\x89PNG", PHOTO),
    (b"GIF8", PHOTO),
    (b"II*\0", PHOTO),
    (b"MM\0*", PHOTO),
    (b"\xd0\xcf\x11\xe0", SPREADSHEET),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ", ARCHIVE),
    (b"SQLite format 3\0", sentence("a database of another app")),
    (b"{\\rtf", DOCUMENT),
    (b"BEGIN:VCALENDAR", sentence("a calendar")),
    (b"\xff\xfe", sentence("text in UTF-16 (save it as UTF-8)")),
    (b"\xfe\xff", sentence("text in UTF-16 (save it as UTF-8)")),
)
# Of a media file, such as HEIC, MP4 and WebP, the brand stands at byte 8.
_PHOTO_BRANDS: Final = (b"heic", b"heix", b"heim", b"mif1", b"msf1", b"avif", b"WEBP")
_NAMES_IN_ZIP: Final[tuple[tuple[re.Pattern[str], Sentence], ...]] = (
    (re.compile(r"xl/.*|Index/.*\.iwa"), SPREADSHEET),
    (re.compile(r"(word|ppt)/.*|mimetype"), DOCUMENT),
    (re.compile(r".*\.zip", re.IGNORECASE), sentence("a zip inside a zip (unpack it once)")),
)
_HTML: Final = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_NO_TEXT: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_BLANK: Final = b"\0 \t\r\n\xef\xbb\xbf"


def foreign_kind(source: Source) -> Sentence | None:
    """Return what the file is if no app of ours ever writes its kind, else None."""
    if source.is_zip:
        return _kind_of_zip(source.names)
    head = source.head
    if not head.strip(_BLANK):
        return sentence("nothing (the file is empty)")
    if kind := _kind_by_start(head):
        return kind
    if _HTML.search(head[:1024]):
        return sentence("a web page")
    return sentence("bytes of an unknown kind") if _NO_TEXT.search(head[:1024]) else None


def kind_of(source: Source) -> Sentence:
    """Return what the file is, in a few words: a PDF, a photo, plain text."""
    return foreign_kind(source) or _kind_of_text(source.head)


def _kind_by_start(head: bytes) -> Sentence | None:
    is_media = head[4:8] == b"ftyp" or head[:4] == b"RIFF"
    if is_media and head[8:12] in _PHOTO_BRANDS:
        return PHOTO
    if is_media:
        return sentence("a video or a sound")
    return next((kind for start, kind in _STARTS if head.startswith(start)), None)


def _kind_of_zip(names: Sequence[str]) -> Sentence:
    for pattern, kind in _NAMES_IN_ZIP:
        if any(pattern.fullmatch(name) for name in names):
            return kind
    if not names:
        return sentence("an empty zip")
    return sentence("a zip with other files, such as {name}", name=names[0][:MAX_NAME])


def _kind_of_text(head: bytes) -> Sentence:
    text = head.lstrip(_BLANK)
    if text.startswith((b"{", b"[")):
        return sentence("JSON of another app")
    if text.startswith(b"<"):
        return sentence("XML of another app")
    first_line = text.splitlines()[0]
    if any(separator in first_line for separator in (b",", b";", b"\t")):
        return sentence("a table with other columns")
    return sentence("plain text")
