"""Journal entries from apps that know moods and tags by the day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from glowcycle.formats.history import History, TooManyRecords
from glowcycle.formats.short_texts import list_texts

# Moods and tags: thirty a day for forty years. A hostile file has more.
MAX_SAID: Final = 500_000


@dataclass(slots=True)
class _Entry:
    row: int
    moods: dict[str, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)


class DayEntries:
    """One journal entry for each mood of a day; the tags of the day stand in its first entry."""

    def __init__(self) -> None:
        self._entries: dict[date, _Entry] = {}
        self._said = 0

    def add_mood(self, day: date, mood: str, *, row: int) -> None:
        """Note a mood of that day, once. Raise TooManyRecords."""
        self._note(self._entries.setdefault(day, _Entry(row)).moods, mood)

    def add_tag(self, day: date, tag: str, *, row: int) -> None:
        """Note a tag of that day, once. Raise TooManyRecords."""
        self._note(self._entries.setdefault(day, _Entry(row)).tags, tag)

    def _note(self, texts: dict[str, None], text: str) -> None:
        before = len(texts)
        texts[text.strip()] = None
        self._said += len(texts) - before
        if self._said > MAX_SAID:
            raise TooManyRecords

    def write(self, history: History) -> None:
        """Add the entries to the history. Raise TooManyRecords."""
        for day, entry in self._entries.items():
            tags = list_texts(history, entry.tags, row=entry.row, what="tags")
            more: dict[str, Any] = {"tags": tags} if tags else {}
            for mood in entry.moods or [None]:
                said = {"mood": mood} if mood else {}
                if said or more:
                    history.add("journal", {"date": str(day), **said, **more}, row=entry.row)
                more = {}
