"""Journal entries from apps that know moods and tags by the day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from glowcycle.formats.history import MAX_TEXTS, History


@dataclass(slots=True)
class _Entry:
    row: int
    moods: dict[str, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)


class DayEntries:
    """At most one journal entry for each day, from all that the file says of it."""

    def __init__(self) -> None:
        self._entries: dict[date, _Entry] = {}

    def add_mood(self, day: date, mood: str, *, row: int) -> None:
        """Note a mood of that day. Of several moods each becomes a tag: an entry has one."""
        self._entries.setdefault(day, _Entry(row)).moods[mood.strip()] = None

    def add_tag(self, day: date, tag: str, *, row: int) -> None:
        """Note a tag of that day, once."""
        self._entries.setdefault(day, _Entry(row)).tags[tag.strip()] = None

    def write(self, history: History) -> None:
        """Add the entries to the history. Raise TooManyRecords."""
        for day, entry in self._entries.items():
            values: dict[str, Any] = {"date": day.isoformat()}
            if len(entry.moods) == 1:
                values["mood"] = next(iter(entry.moods))
            tags = [*(entry.moods if len(entry.moods) > 1 else ()), *entry.tags]
            for tag in tags[MAX_TEXTS:]:
                history.skip("tags", tag, "too_long", row=entry.row)
            if tags:
                values["tags"] = tags[:MAX_TEXTS]
            history.add("journal", values, row=entry.row)
