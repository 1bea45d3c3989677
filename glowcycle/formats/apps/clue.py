"""Clue: measurements.json, alone or in its zip, and the older backup with one object a day."""

from typing import Final

from glowcycle.formats.clue.reading import ClueReading
from glowcycle.formats.files.json_values import JsonElements, start_of_json
from glowcycle.formats.files.source import Source
from glowcycle.formats.format import Format
from glowcycle.formats.history import History
from glowcycle.sentences import sentence

SHAPE: Final = sentence("a list of measurements, each with its type, date and value")
MEASUREMENTS: Final = "measurements.json"


def _recognizes(source: Source) -> bool:
    if _file_in(source) is not None:
        return True
    first, names = start_of_json(source)
    if first == "[":
        return {"type", "date", "value"} <= names
    return first == "{" and ({"data", "day"} <= names or {"measurements", "type"} <= names)


def _file_in(source: Source) -> str | None:
    return next((each for each in source.names if each.split("/")[-1] == MEASUREMENTS), None)


def _read(source: Source) -> History:
    history = History()
    name = _file_in(source) or source.only_file(".json")
    for other in source.names:
        if other != name:
            history.skip(other.split("/")[-1], None, "no_place", row=1)
    elements = JsonElements(
        source,
        history,
        paths=[(), ("data",), ("measurements",)],
        shape=SHAPE,
        name=name,
    )
    reading = ClueReading(history)
    for element in elements.objects():
        reading.take(element.value, row=element.row)
    reading.finish()
    return history


FORMATS: Final = (Format(name="clue", app="Clue", shape=SHAPE, recognizes=_recognizes, read=_read),)
