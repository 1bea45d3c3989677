"""Makes zips that lie: about sizes, methods, places and names, or that hold far too much."""

import io
import random
import struct
import zipfile
from collections.abc import Callable

CENTRAL, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"
# Offsets of fields in an entry of the central directory, with their sizes in bytes.
FIELDS = {
    "flags": (8, 2),
    "method": (10, 2),
    "checksum": (16, 4),
    "packed size": (20, 4),
    "size": (24, 4),
    "length of the name": (28, 2),
    "length of the extra field": (30, 2),
    "place": (42, 4),
}
NUMBERS = (0, 1, 8, 9, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)
NAMES = (
    "../../etc/passwd",
    "/absolute",
    "C:\\x",
    "a" * 60_000,
    "a\x00b",
    "ünicode/😌",
    " ",
    "x/" * 200,
)
BOMB_BYTES = 60_000_000
# Not the time of day, so that a seed makes the same bytes again.
WRITTEN_AT = (2026, 1, 1, 8, 0, 0)


def is_zip(data: bytes) -> bool:
    """Return whether the file begins as a zip does."""
    return data.startswith(LOCAL)


def with_content(data: bytes, change: Callable[[bytes], bytes], chance: random.Random) -> bytes:
    """Return the zip with the content of one of its files changed, and otherwise correct."""
    files = _files(data)
    name = chance.choice(list(files))
    files[name] = change(files[name])
    return _zip(files)


def forged(data: bytes, chance: random.Random) -> bytes:
    """Return the zip with a lie in its directory, a hostile name, or a file that expands."""
    forge = chance.choice((_field, _field, _end, _name, _bomb, _many, _without_one))
    return forge(data, chance)


def _field(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    at = chance.choice(_places(data, CENTRAL))
    offset, size = chance.choice(list(FIELDS.values()))
    number = chance.choice(NUMBERS) & (256**size - 1)
    changed[at + offset : at + offset + size] = number.to_bytes(size, "little")
    return bytes(changed)


def _end(data: bytes, chance: random.Random) -> bytes:
    """Lie about the number of files, or where their directory begins."""
    changed = bytearray(data)
    at = _places(data, END)[-1]
    offset, form = chance.choice(((8, "<H"), (10, "<H"), (12, "<I"), (16, "<I"), (20, "<H")))
    number = chance.choice(NUMBERS) & (0xFFFF if form == "<H" else 0xFFFFFFFF)
    struct.pack_into(form, changed, at + offset, number)
    return bytes(changed)


def _name(data: bytes, chance: random.Random) -> bytes:
    files = _files(data)
    renamed = chance.choice(list(files))
    files[chance.choice(NAMES)] = files.pop(renamed)
    return _zip(files)


def _bomb(data: bytes, chance: random.Random) -> bytes:
    """Put a file of zeros, far larger than the zip, in the place of another or beside it."""
    files = _files(data)
    return _zip({**files, chance.choice([*files, "more.json", "export.xml"]): bytes(BOMB_BYTES)})


def _many(data: bytes, chance: random.Random) -> bytes:
    return _zip(_files(data) | {f"file-{number}.json": b"{}" for number in range(3_000)})


def _without_one(data: bytes, chance: random.Random) -> bytes:
    files = _files(data)
    del files[chance.choice(list(files))]
    return _zip(files)


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _zip(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name, WRITTEN_AT), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _places(data: bytes, signature: bytes) -> list[int]:
    found, at = [], data.find(signature)
    while at >= 0:
        found.append(at)
        at = data.find(signature, at + 1)
    return found
