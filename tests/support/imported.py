"""What an importer reads from a file of the tests, and what the serializers say to it."""

import io
from pathlib import Path

from glowcycle.formats.registry import formats
from glowcycle.formats.source import Source
from glowcycle.records import record_kinds

FILES = Path(__file__).resolve().parents[1] / "glowcycle" / "formats" / "files"


def source(content):
    return Source(io.BytesIO(content.encode() if isinstance(content, str) else content))


def read(name, content):
    """Return the history in a file with this content."""
    return formats()[name].read(source(content))


def read_file(name, file):
    return read(name, (FILES / name / file).read_bytes())


def values(history, kind):
    """Return the values of each record of the kind, which its serializer takes."""
    found = [record.values for record in history.records() if record.kind == kind]
    for each in found:
        record_kinds()[kind].serializer.read(each)
    return found


def left_out(history):
    """Return what is not taken: (what, value, reason) and how often."""
    return {(each.what, each.value, each.reason): each.count for each in history.not_taken}


def recognizing(content):
    """Return the names of the formats that recognize a file with this content."""
    return [name for name, each in formats().items() if each.recognizes(source(content))]
