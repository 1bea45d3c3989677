"""Tables with one row for each reading: a symptom, a rating, a medicine."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from glowcycle.formats.files.csv_rows import Row
from glowcycle.formats.history import MAX_TEXT_LENGTH, History
from glowcycle.formats.reasons import Reason
from glowcycle.formats.short_texts import list_texts, split_texts
from glowcycle.formats.timed_entries import TimedEntries


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One row, and the history into which it is taken.

    time      the time of day, as the file has it
    category  the kind of reading, by which it is counted
    rating    a number, an amount or nothing
    detail    what was read
    words     her own words on it
    """

    history: History
    entries: TimedEntries
    day: date
    row: Row
    time: str
    category: str
    rating: str
    detail: str
    words: str

    def skip(self, value: str | None, reason: Reason, *, what: str = "") -> None:
        """Count a value as not taken, by the category unless `what` names something else."""
        self.history.skip(what or self.category, value, reason, row=self.row.number)

    def note(self, name: Literal["symptoms", "medication"], text: str) -> None:
        """Add a text to a list of the day, and her words on it as an entry with it as its tag."""
        if not text:
            self.skip(self.rating or None, "incomplete")
        else:
            self.history.note_on(self.day, name, text, row=self.row.number, what=self.category)
        self.keep_words(about=text)

    def keep_words(self, *, about: str) -> None:
        """Add an entry of her words alone, if there are any."""
        if self.words:
            self.add_entry(
                text=self.words, tags=[about] if 0 < len(about) <= MAX_TEXT_LENGTH else []
            )

    def tags(self) -> list[str]:
        """Return the details as tags."""
        texts = split_texts(self.detail)
        return list_texts(self.history, texts, row=self.row.number, what=self.category)

    def add_entry(self, *, asks: tuple[str, ...] = (), **values: Any) -> None:
        """Add a journal entry of the day with the values that say something, if any does."""
        said = {name: value for name, value in values.items() if value not in ("", [], None)}
        if said:
            values = {"date": self.day.isoformat(), **said}
            self.entries.add(
                values, time=self.time, row=self.row.number, what=self.category, asks=asks
            )
