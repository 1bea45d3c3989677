"""What an importer made of a file: compared by values, and held against our own serializers."""

from io import BytesIO
from pathlib import Path

from glowcycle.formats.detection import find_format
from glowcycle.formats.files.source import Source
from glowcycle.formats.registry import formats
from glowcycle.records import record_kinds

FILES = Path(__file__).parents[1] / "glowcycle" / "formats" / "files"


def source(content):
    return Source(BytesIO(content.encode() if isinstance(content, str) else content))


def read(name, content):
    """Return the history in a file of that format: its bytes or its text."""
    return formats()[name].read(source(content))


def read_file(name, file):
    """Return the history in that file of FILES."""
    return read(name, (FILES / name / file).read_bytes())


def read_history(content, *, name=None):
    """Return the history in a file: its bytes, or its path below FILES. Raise WrongFile..."""
    found = source((FILES / content).read_bytes() if isinstance(content, str) else content)
    return find_format(found, name=name).read(found)


def recognizing(content):
    """Return the names of the formats that recognize a file with this content."""
    return [name for name, each in formats().items() if each.recognizes(source(content))]


def days(history):
    """Return the values of each day by its date."""
    return {
        str(day): {name: value for name, value in record.values.items() if name != "date"}
        for day, record in history.days.items()
    }


def flows(history):
    """Return the flow of each day that has one, by its date."""
    return {day: values["flow"] for day, values in days(history).items() if "flow" in values}


def others(history, kind):
    """Return the values of the records of another kind, in the order of the file."""
    return [record.values for record in history.records() if record.kind == kind]


def values(history, kind):
    """Return the values of each record of the kind, which its serializer takes."""
    found = others(history, kind)
    for each in found:
        record_kinds()[kind].serializer.read(each)
    return found


def not_taken(history):
    """Return {(what, value, reason): count}."""
    return {(each.what, each.value, each.reason): each.count for each in history.not_taken}


def refused(history):
    """Return what our serializers refuse of it: they judge a phone's records alike."""
    kinds = record_kinds()
    found = []
    for record in history.records():
        serializer = kinds[record.kind].serializer(data=record.values)
        if not serializer.is_valid():
            found.append((record.values, serializer.errors))
    return found
