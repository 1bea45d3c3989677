"""What the JSON parser meets in a file, one piece after the other, and values built from it."""

from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import IO, Any, Final, TypeAlias

from glowcycle.formats.errors import TooLarge
from glowcycle.sentences import sentence

# Fifty years of twenty measurements a day.
MAX_BYTES: Final = 40_000_000
# A text, a number or a gap of this size is nothing that an app writes.
MAX_PIECE_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 20
# Of one object, and of one element with all that is in it.
MAX_VALUES: Final = 20_000
# What the values of a file would take in memory. An empty array is two bytes there, and 56 here;
# what an app writes takes five times its size at most.
MAX_WEIGHT: Final = 300_000_000
VALUE_BYTES: Final = 60

_CHUNK_BYTES: Final = 64 * 1024
_UTF_8_MARK: Final = b"\xef\xbb\xbf"
_STARTS: Final = ("start_map", "start_array")
_ENDS: Final = ("end_map", "end_array")

Event: TypeAlias = tuple[str, Any]
Events: TypeAlias = Iterator[Event]


class JsonFaultError(Exception):
    """The file is no JSON, or ends before it is over."""


class RepeatedNameError(Exception):
    """An object has two members of one name."""


def weigh(text: bytes) -> int:
    """Return about how many bytes of memory the values in this JSON take."""
    return len(text) + VALUE_BYTES * sum(text.count(each) for each in b",[{")


class BoundedFile:
    """The file as the parser reads it: without the mark of UTF-8, and no longer than allowed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._size = self._weight = self._since_event = 0
        self.is_at_end = False

    def read(self, size: int) -> bytes:
        """Return the next bytes. Raise TooLarge."""
        chunk = self._file.read(size)
        if self._size == 0:
            chunk = chunk.removeprefix(_UTF_8_MARK)
        self._size += len(chunk)
        self._weight += weigh(chunk)
        self._since_event += len(chunk)
        self.is_at_end = size > 0 and not chunk
        is_large = self._size > MAX_BYTES or self._weight > MAX_WEIGHT
        if is_large or self._since_event > MAX_PIECE_BYTES:
            raise _too_large()
        return chunk

    def events(self) -> Events:
        """Yield (kind, value) as ijson tells them. Raise JsonFaultError, TooLarge.

        Numbers are int of 64 bits or float; larger ones are an error.
        """
        import ijson  # type: ignore[import-untyped]  # it ships no types

        try:
            for event in ijson.basic_parse(self, use_float=True, buf_size=_CHUNK_BYTES):
                self._since_event = 0
                yield event
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise JsonFaultError from error


def elements(events: Events) -> Events:
    """Yield how each element of the array begins; the caller takes the rest of it."""
    for event in events:
        if event[0] == "end_array":
            return
        yield event


def names(events: Events) -> Iterator[str]:
    """Yield the name of each member of the object; the caller takes its value.

    Raise RepeatedNameError, TooLarge.
    """
    seen: set[str] = set()
    for kind, name in events:
        if kind == "end_map":
            return
        if name in seen:
            raise RepeatedNameError
        if len(seen) >= MAX_VALUES:
            raise _too_large()
        seen.add(name)
        yield name


def build(start: Event, events: Events) -> Any:
    """Return the value that begins so. Raise RepeatedNameError, TooLarge."""
    return _build(start, events, depth=1, values=count())


def _build(start: Event, events: Events, *, depth: int, values: Iterator[int]) -> Any:
    kind, value = start
    if next(values) >= MAX_VALUES:
        raise _too_large()
    if kind not in _STARTS:
        return value
    if depth > MAX_DEPTH:
        raise TooLarge(sentence("The JSON file is nested deeper than the export of an app."))
    inner = partial(_build, events=events, depth=depth + 1, values=values)
    if kind == "start_array":
        return [inner(each) for each in elements(events)]
    return {name: inner(next(events)) for name in names(events)}


def _too_large() -> TooLarge:
    return TooLarge(sentence("The JSON file is larger than the history of a person."))


def pass_over(start: Event, events: Events) -> None:
    """Take the value that begins so, and keep nothing of it."""
    depth = int(start[0] in _STARTS)
    while depth:
        kind, _ = next(events)
        depth += (kind in _STARTS) - (kind in _ENDS)
