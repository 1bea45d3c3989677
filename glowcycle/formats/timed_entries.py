"""Journal entries whose times have no offset, so that only their day is kept."""

from typing import Any

from glowcycle.formats.history import History


class TimedEntries:
    """Adds the entries of a file to its history.

    Without their times, two of a day that say the same are one record: the second is counted.
    """

    def __init__(self, history: History) -> None:
        self._history = history
        self._times: dict[tuple[Any, ...], str] = {}

    def add(
        self, values: dict[str, Any], *, time: str, row: int, what: str, asks: tuple[str, ...] = ()
    ) -> None:
        """Add an entry of that time, in the words of the file; `what` counts it otherwise."""
        key = tuple(
            (name, tuple(value) if isinstance(value, list) else value)
            for name, value in values.items()
        )
        if self._times.setdefault(key, time) == time:
            self._history.add("journal", values, row=row, asks=asks)
        else:
            self._history.skip(what, values.get("mood"), "repeated", row=row)
