"""Flo: the JSON file that its support sends, alone or in its zip."""

from typing import Final

from glowcycle.formats.files.json_values import JsonElements, start_of_json
from glowcycle.formats.files.source import Source
from glowcycle.formats.flo.cycles import FloCycles
from glowcycle.formats.flo.events import FloEvents
from glowcycle.formats.format import Format
from glowcycle.formats.history import History
from glowcycle.sentences import sentence

SHAPE: Final = sentence("the JSON export of {app} with its cycles and events", app="Flo")

_CYCLES: Final = ("operationalData", "cycles")
# The events moved from one member to another over the years.
_OLD_EVENTS: Final = ("pointEventsManualData",)
_FOLDERS: Final = (("operationalData",), _OLD_EVENTS, ("operationalData", *_OLD_EVENTS))
_PATHS: Final = (
    _CYCLES,
    *(
        (*folder, name)
        for folder in _FOLDERS
        for name in ("point_events_manual_v2", "repeatable_child_point_events", "notes")
    ),
    *_FOLDERS[1:],
)


def _recognizes(source: Source) -> bool:
    if _file_in(source) is not None:
        return True
    first, names = start_of_json(source)
    return first == "{" and not names.isdisjoint(("operationalData", "pointEventsManualData"))


def _file_in(source: Source) -> str | None:
    """Return the one JSON file that lies beside nothing but texts, as in the zip of the support."""
    files = [name for name in source.names if name.lower().endswith(".json")]
    texts = [name for name in source.names if name.lower().endswith(".txt")]
    is_whole = len(files) == 1 and texts and len(texts) + 1 == len(source.names)
    return files[0] if is_whole else None


def _read(source: Source) -> History:
    history = History()
    cycles, events = FloCycles(history), FloEvents(history)
    elements = JsonElements(
        source,
        history,
        paths=_PATHS,
        shape=SHAPE,
        name=_file_in(source),
    )
    for element in elements.objects():
        if element.path == _CYCLES:
            cycles.take(element.value, row=element.row)
        else:
            events.take(element.value, row=element.row)
    cycles.finish()
    events.finish()
    return history


FORMATS: Final = (Format(name="flo", app="Flo", shape=SHAPE, recognizes=_recognizes, read=_read),)
