"""Zips that are made to hurt, each from a sound one."""

import io
import struct
import zipfile

_ENTRY = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"


def make_zip(files, *, compression=zipfile.ZIP_DEFLATED):
    """Return the bytes of a zip with these files: names and their bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return made.getvalue()


def with_header_field(content, *, offset, local_offset, value, of_entry=0):
    """Return the zip with a field of one file's header changed, in the list and at the file."""
    changed = bytearray(content)
    for mark, place in ((_ENTRY, offset), (_LOCAL, local_offset)):
        at = -1
        for _ in range(of_entry + 1):
            at = content.index(mark, at + 1)
        changed[at + place : at + place + len(value)] = value
    return bytes(changed)


def encrypted(content):
    """Return the zip with its first file said to need a password."""
    return with_header_field(content, offset=8, local_offset=6, value=struct.pack("<H", 1))


def compressed_by(content, method):
    """Return the zip with its first file said to be compressed by that method."""
    return with_header_field(content, offset=10, local_offset=8, value=struct.pack("<H", method))


def with_size(content, size):
    """Return the zip with another size of its first file."""
    return with_header_field(content, offset=24, local_offset=22, value=struct.pack("<I", size))


def overlapping(content):
    """Return a zip of two files, both of which begin where the first one does."""
    changed = bytearray(content)
    second = content.index(_ENTRY, content.index(_ENTRY) + 1)
    changed[second + 42 : second + 46] = bytes(4)
    return bytes(changed)


def with_directory_size(content, size):
    """Return the zip with that size of its list of files."""
    at = content.rindex(b"PK\x05\x06")
    return content[: at + 12] + struct.pack("<I", size) + content[at + 16 :]
