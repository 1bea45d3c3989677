"""What a file holds: our own records as a phone would send them, and what has no place in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from glowcycle.formats.reasons import Reason
from glowcycle.sentences import Sentence

# More than a person writes in a life; a hostile file has more.
MAX_RECORDS: Final = 100_000
MAX_FIRST_ROWS: Final = 3
# As many as a list of a day or an entry may have, and how long each of them may be.
MAX_TEXTS: Final = 50
MAX_TEXT_LENGTH: Final = 64
# Distinct values that are told one by one; what more there are is counted by `what` alone.
MAX_NOT_TAKEN: Final = 200
MAX_VALUE_LENGTH: Final = 64

# From the weakest to the strongest. Of two sources the stronger counts, and bleeding of a strength
# that nobody told counts more than spotting.
UNTOLD: Final = "unspecified"
FLOWS: Final = ("none", "spotting", UNTOLD, "light", "medium", "heavy", "veryHeavy")
BLEEDING: Final = frozenset(FLOWS) - {"none", "spotting"}


@dataclass(slots=True, kw_only=True)
class ParsedRecord:
    """One record, as a phone would send it: wire names and JSON values, not yet validated.

    kind    the name of the record kind: journal, period, skin, stage
    values  its values. Without an id of its own (Glow Cycle's files have one), it gets one from
            its content
    row     where it begins in the file, from 1 on: a line, or the number of an element
    asks    the ids of the questions whose answer changes it
    """

    kind: str
    values: dict[str, Any]
    row: int
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to a question, and the values that it sets in each record that asks it."""

    label: Sentence | str
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What only she can tell of the file. Unless she does, the option `assumed` holds.

    id  names it in the answers of the apply call: `mood:Meh`, `spotting`
    """

    id: str
    text: Sentence
    options: Mapping[str, Option]
    assumed: str


@dataclass(slots=True, kw_only=True)
class NotTaken:
    """Equal values in the file that are not taken, how many there are, and the first rows.

    what   the file's own name of the field or type
    value  the file's own value; None where values are counted together
    """

    what: str
    value: str | None
    reason: Reason
    count: int = 0
    first_rows: list[int] = field(default_factory=list)


class TooManyRecords(Exception):
    """The file holds more than MAX_RECORDS. The caller of the importer turns it into TooLarge."""


class History:
    """The history in a file, while its importer reads it.

    version    the version of the format, as the file tells it; None if it does not
    questions  the questions by their ids
    """

    def __init__(self) -> None:
        self.version: str | None = None
        self.questions: dict[str, Question] = {}
        self._days: dict[date, ParsedRecord] = {}
        self._others: list[ParsedRecord] = []
        self._not_taken: dict[tuple[str, str | None, Reason], NotTaken] = {}

    def day(self, day: date, *, row: int) -> dict[str, Any]:
        """Return the values of that day of the period log, a new one if there is none yet."""
        found = self._days.get(day)
        if found is None:
            self._check_room()
            found = ParsedRecord(kind="period", values={"date": day.isoformat()}, row=row)
            self._days[day] = found
        return found.values

    def say(self, day: date, name: str, value: Any, *, row: int, what: str) -> None:
        """Set a value of that day, unless the file has said another: then the first one stays."""
        values = self.day(day, row=row)
        if values.setdefault(name, value) != value:
            # Of a temperature, the number alone tells her which one it is.
            told = value.get("celsius") if isinstance(value, dict) else value
            self.skip(what, told, "several", row=row)

    def flow(self, day: date, flow: str, *, row: int, what: str = "flow") -> None:
        """Set the flow of that day, unless the file has said a stronger one.

        The weaker one is counted, unless it is bleeding of a strength that the other one tells.
        """
        values = self.day(day, row=row)
        weaker, stronger = sorted((values.get("flow", flow), flow), key=FLOWS.index)
        values["flow"] = stronger
        if weaker not in (stronger, UNTOLD):
            self.skip(what, weaker, "several", row=row)

    def note_on(self, day: date, name: str, text: str, *, row: int, what: str = "") -> None:
        """Add a text to a list of that day (`symptoms`, `medication`), once; the first 50 stay."""
        if len(text) > MAX_TEXT_LENGTH:
            self.skip(what or name, text, "too_long", row=row)
            return
        texts: list[str] = self.day(day, row=row).setdefault(name, [])
        if text in texts:
            return
        if len(texts) < MAX_TEXTS:
            texts.append(text)
        else:
            self.skip(what or name, text, "too_long", row=row)

    def leave_out_after(self, today: date) -> None:
        """Leave out the days of the log that are still to come: the app only expected them."""
        for day in [day for day in self._days if day > today]:
            self.skip("date", day, "future", row=self._days.pop(day).row)

    def add(
        self, kind: str, values: dict[str, Any], *, row: int, asks: tuple[str, ...] = ()
    ) -> None:
        """Add a record of another kind than the days of the period log."""
        self._check_room()
        self._others.append(ParsedRecord(kind=kind, values=values, row=row, asks=asks))

    def ask_on(self, day: date, question: str) -> None:
        """Let the answer to that question change the day, which is there already."""
        self._days[day].asks += (question,)

    def skip(self, what: str, value: object, reason: Reason, *, row: int, count: int = 1) -> None:
        """Count a value that is not taken; None, or an object, counts by `what` alone.

        count  how many there are, of which `row` is the first
        """
        is_single = isinstance(value, str | int | float | date)
        text = str(value)[:MAX_VALUE_LENGTH] if is_single else None
        what = what[:MAX_VALUE_LENGTH]
        if (what, text, reason) not in self._not_taken and len(self._not_taken) >= MAX_NOT_TAKEN:
            text = None
            if (what, text, reason) not in self._not_taken:
                what = ""
        key = (what, text, reason)
        found = self._not_taken.setdefault(key, NotTaken(what=what, value=text, reason=reason))
        found.count += count
        if len(found.first_rows) < MAX_FIRST_ROWS:
            found.first_rows.append(row)

    @property
    def not_taken(self) -> list[NotTaken]:
        """What is not taken, the most frequent first."""
        return sorted(self._not_taken.values(), key=lambda each: -each.count)

    @property
    def days(self) -> Mapping[date, ParsedRecord]:
        """The days of the period log, in the order in which the file first names them."""
        return self._days

    @property
    def others(self) -> list[ParsedRecord]:
        """The records of other kinds, in the order of the file."""
        return self._others

    def records(self) -> Iterator[ParsedRecord]:
        """Yield every record: first the days, then the others in the order of the file.

        A day of which nothing could be taken is none.
        """
        yield from (record for record in self._days.values() if len(record.values) > 1)
        yield from self._others

    def _check_room(self) -> None:
        if len(self._days) + len(self._others) >= MAX_RECORDS:
            raise TooManyRecords
