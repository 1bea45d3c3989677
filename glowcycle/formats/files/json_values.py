"""The values in a JSON file that an app wrote, read as a stream within bounds.

Only what an importer asks for is ever built; the rest is passed over, however much it is.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from glowcycle.formats.errors import WrongFile
from glowcycle.formats.files.json_events import (
    BoundedFile,
    Event,
    Events,
    JsonFaultError,
    RepeatedNameError,
    build,
    elements,
    names,
    pass_over,
)
from glowcycle.formats.files.json_faults import find_fault
from glowcycle.formats.files.source import Source
from glowcycle.formats.history import History
from glowcycle.sentences import Sentence, sentence

Path: TypeAlias = tuple[str, ...]

_NAME: Final = re.compile(rb'"([A-Za-z0-9_]{1,64})"\s{0,20}:')
_MAX_NAMES_SEEN: Final = 5
_MAX_SEEN_LENGTH: Final = 64


@dataclass(frozen=True, slots=True)
class Element:
    """One value that was asked for.

    path   the members that lead to it: ("operationalData", "cycles")
    row    its number in the array at that path, from 1 on; 1 if there is no array
    value  the JSON value
    """

    path: Path
    row: int
    value: Any


def start_of_json(source: Source) -> tuple[str, frozenset[str]]:
    """Return the first character of the JSON in a file's first bytes, and all names there."""
    head = source.head_of(source.only_file(".json"))
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    names_there = {found.decode("ascii") for found in _NAME.findall(text)}
    return text[:1].decode("ascii", "replace"), frozenset(names_there)


class JsonElements:
    """The elements of the arrays at some paths, in the order of the file. Read it once.

    A path that leads to another value than an array yields that value as one element.
    """

    def __init__(
        self,
        source: Source,
        history: History,
        *,
        paths: Collection[Path],
        shape: Sentence,
        name: str | None = None,
    ) -> None:
        """Keep what is asked for. The history counts what lies elsewhere.

        paths  where the elements are; () is an array at the top of the file
        shape  what a file of this app holds, for the error that refuses another one
        name   the file in the zip, if the source is one; None for its only JSON file
        """
        self._source, self._name = source, name or source.only_file(".json")
        self._history, self._paths, self._shape = history, frozenset(paths), shape
        self._names: list[str] = []
        self._place: tuple[Path, int] = ((), 0)
        self._is_found = False

    def __iter__(self) -> Iterator[Element]:
        """Yield the elements. Raise WrongFile, TooLarge."""
        file = BoundedFile(self._source.open(self._name))
        events = file.events()
        try:
            yield from self._walk(next(events), events, ())
            for _ in events:  # nothing follows, or the parser says what is wrong with it
                pass
        except JsonFaultError as error:
            raise self._damaged(is_cut_off=file.is_at_end) from error
        except RepeatedNameError as error:
            raise self._wrong(
                expected=sentence("each name once in an object"),
                seen=sentence("the same name twice"),
            ) from error
        if not self._is_found:
            raise WrongFile(expected=self._shape, seen=self._members_seen())

    def objects(self) -> Iterator[Element]:
        """Yield the elements, which must be objects. Raise WrongFile, TooLarge."""
        for element in self:
            self.as_object(element)
            yield element

    def as_object(self, element: Element) -> dict[str, Any]:
        """Return the value of the element that was yielded last. Raise WrongFile for no object."""
        if isinstance(element.value, dict):
            return element.value
        raise self._wrong(
            expected=sentence("an object at this place"), seen=sentence("another value")
        )

    def _walk(self, start: Event, events: Events, path: Path) -> Iterator[Element]:
        kind = start[0]
        if kind == "start_map" and self._leads_on(path):
            yield from self._walk_members(events, path)
        elif path not in self._paths or (path == () and kind != "start_array"):
            self._leave(start, events, path)
        elif kind == "start_array":
            self._is_found = True
            for row, each in enumerate(elements(events), 1):
                self._place = path, row
                yield Element(path, row, build(each, events))
        else:
            self._is_found = True
            if kind != "null":  # a part of which the app has nothing
                yield Element(path, 1, build(start, events))

    def _walk_members(self, events: Events, path: Path) -> Iterator[Element]:
        for name in names(events):
            if len(self._names) < _MAX_NAMES_SEEN:
                self._names.append(name)
            self._place = (*path, name), 0
            yield from self._walk(next(events), events, (*path, name))

    def _leave(self, start: Event, events: Events, path: Path) -> None:
        what = ".".join(path)
        if start[0] == "start_array":
            for row, each in enumerate(elements(events), 1):
                pass_over(each, events)
                self._history.skip(what, None, "no_place", row=row)
        else:
            pass_over(start, events)
            if start[0] != "null":
                self._history.skip(what, None, "no_place", row=1)

    def _leads_on(self, path: Path) -> bool:
        return any(len(other) > len(path) and other[: len(path)] == path for other in self._paths)

    def _members_seen(self) -> Sentence:
        if not self._names:
            return sentence("none of it")
        seen = ", ".join(self._names)[:_MAX_SEEN_LENGTH]
        return sentence("the members {names}", names=seen)

    def _wrong(self, *, expected: Sentence, seen: Sentence) -> WrongFile:
        path, row = self._place
        column = ".".join(path)[:_MAX_SEEN_LENGTH] or None
        return WrongFile(expected=expected, seen=seen, row=row or None, column=column)

    def _damaged(self, *, is_cut_off: bool) -> WrongFile:
        expected = sentence("correct JSON in UTF-8")
        seen = sentence("a fault in the text")
        if is_cut_off:
            return self._wrong(expected=expected, seen=sentence("an end in the middle"))
        fault = find_fault(self._source.open(self._name))
        if fault is None:
            return self._wrong(expected=expected, seen=seen)
        return WrongFile(expected=expected, seen=seen, row=fault.line, column=fault.character)
