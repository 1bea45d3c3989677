"""One measurement of Clue after the other, taken into a history."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from glowcycle.formats.clue import options as clue
from glowcycle.formats.day_entries import DayEntries
from glowcycle.formats.days import read_day
from glowcycle.formats.exclusions import Exclusions
from glowcycle.formats.history import History
from glowcycle.formats.reasons import Reason
from glowcycle.formats.signs import add_mucus, add_note, read_celsius
from glowcycle.formats.symptoms import find_symptom, to_plain_words

_EXCLUDES: Final = "excludeCycle"
# Members of the older backup's days that are no types.
_NO_TYPES: Final = frozenset(("date", "day", "id", "timestamp", _EXCLUDES))
_BETWEEN: Final = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class _Measurement:
    day: date
    type: str
    value: Any
    row: int

    def objects(self) -> list[Mapping[str, Any]]:
        """Return the object that the value is, or those in its array; [] for neither."""
        values = self.value if isinstance(self.value, list) else [self.value]
        return [each for each in values if isinstance(each, dict)]

    def options(self) -> Iterator[tuple[str, str]]:
        """Yield each option as Clue's key and as it stands there."""
        for option in clue.read_options(self.value):
            yield _BETWEEN.sub("_", option.lower()), option


class ClueReading:
    """Takes the measurements into the history; `finish` adds what needs all of them."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._entries = DayEntries()
        self._exclusions = Exclusions()

    def take(self, record: Mapping[str, Any], *, row: int) -> None:
        """Take a measurement, or a day of the older backup."""
        written = record.get("date", record.get("day"))
        day = read_day(written)
        if day is None:
            self._history.skip("date", written, "invalid", row=row)
            return
        if record.get(_EXCLUDES) is True:
            self._exclusions.add(day, day, row=row)
        if "type" in record:
            self._take(_Measurement(day, str(record["type"]), record.get("value"), row))
        else:
            for name, value in record.items():
                type_, _, option = name.partition("/")
                if name not in _NO_TYPES and value not in (None, False):
                    self._take(_Measurement(day, type_, option or value, row))

    def finish(self) -> None:
        """Add the journal entries and the exclusions."""
        self._entries.write(self._history)
        self._exclusions.write(self._history)

    def _take(self, said: _Measurement) -> None:
        if said.type in clue.NO_PLACE:
            self._skip(said, None, "no_place")
        elif said.type not in _TAKERS:
            self._skip(said, None, "unknown")
        elif said.type not in _WITHOUT_OPTIONS and not any(said.options()):
            self._skip(said, None, "incomplete")
        else:
            _TAKERS[said.type](self, said)

    def _skip(self, said: _Measurement, value: object, reason: Reason) -> None:
        self._history.skip(said.type, value, reason, row=said.row)

    def _take_period(self, said: _Measurement) -> None:
        flows = []
        for key, option in said.options():
            flows.append(clue.FLOWS.get(key, "unspecified"))
            if key not in clue.FLOWS:
                self._skip(said, option, "unknown")
        for flow in flows or ["unspecified"]:
            self._history.flow(said.day, flow, row=said.row, what=said.type)

    def _take_spotting(self, said: _Measurement) -> None:
        self._history.flow(said.day, "spotting", row=said.row, what=said.type)
        for key, option in said.options():
            if key not in ("yes", "spotting"):
                self._skip(said, option, "no_place")  # its color

    def _take_symptoms(self, said: _Measurement) -> None:
        for key, option in said.options():
            if word := clue.SYMPTOMS[said.type].get(key) or find_symptom(option):
                self._history.note_on(said.day, "symptoms", word, row=said.row)
            elif key == "pain_free":
                self._history.say(said.day, "pain", 0, row=said.row, what=said.type)
            elif key in clue.ENERGY_TAGS:
                self._entries.add_tag(said.day, "energetic", row=said.row)
            else:
                self._skip(said, option, "no_place" if key in clue.NO_SYMPTOM else "unknown")

    def _take_moods(self, said: _Measurement) -> None:
        for _, option in said.options():
            self._entries.add_mood(said.day, to_plain_words(option), row=said.row)

    def _take_tags(self, said: _Measurement) -> None:
        for _, option in said.options():
            tag = option if said.type in clue.HER_OWN_TYPES else to_plain_words(option)
            more = " craving" if said.type in clue.CRAVING_TYPES else ""
            self._entries.add_tag(said.day, tag + more, row=said.row)

    def _take_tests(self, said: _Measurement) -> None:
        for key, option in said.options():
            if found := clue.TESTS.get(key):
                self._history.say(said.day, *found, row=said.row, what=said.type)
            else:
                self._skip(said, option, "unknown")

    def _take_mucus(self, said: _Measurement) -> None:
        for key, option in said.options():
            if mucus := clue.MUCUS.get(key):
                add_mucus(self._history, said.day, mucus, row=said.row, what=said.type)
            else:
                self._skip(said, option, "unknown")

    def _take_sex(self, said: _Measurement) -> None:
        for key, option in said.options():
            if sex := clue.SEX.get(key):
                self._history.say(said.day, "sex", sex, row=said.row, what=said.type)
            else:  # her drive, or what else she did
                self._entries.add_tag(said.day, to_plain_words(option), row=said.row)

    def _take_temperature(self, said: _Measurement) -> None:
        for value in said.objects() or [{"celsius": said.value}]:
            number = value.get("celsius", value.get("temperature", value.get("fahrenheit")))
            celsius = read_celsius(number)
            if celsius is None:
                self._skip(said, number, "incomplete" if number is None else "invalid")
                continue
            temperature = {"celsius": celsius, "excluded": value.get("excluded") is True}
            self._history.say(said.day, "temperature", temperature, row=said.row, what=said.type)

    def _take_medication(self, said: _Measurement) -> None:
        for _, option in said.options():
            self._history.note_on(said.day, "medication", to_plain_words(option), row=said.row)

    def _take_contraception(self, said: _Measurement) -> None:
        name = clue.CONTRACEPTION[said.type]
        for key, option in said.options():
            if key in clue.TAKEN:
                text = name + clue.TAKEN[key]
                self._history.note_on(said.day, "medication", text, row=said.row)
            else:
                self._skip(said, option, "no_place" if key in clue.NOT_TAKEN else "unknown")

    def _take_note(self, said: _Measurement) -> None:
        texts = [each["text"] for each in said.objects() if isinstance(each.get("text"), str)]
        texts = texts or [option for _, option in said.options()]
        for text in texts:
            add_note(self._history, said.day, text, row=said.row, what=said.type)
        if not texts:
            self._skip(said, None, "incomplete")

    def _take_exclusion(self, said: _Measurement) -> None:
        for value in said.objects() or [{}]:
            first = read_day(value.get("start", value.get("start_date"))) or said.day
            last = read_day(value.get("end", value.get("end_date"))) or first
            if not self._exclusions.add(first, last, row=said.row):
                self._skip(said, None, "invalid")


_TAKERS: Final[Mapping[str, Callable[[ClueReading, _Measurement], None]]] = {
    "period": ClueReading._take_period,
    "spotting": ClueReading._take_spotting,
    "bbt": ClueReading._take_temperature,
    **dict.fromkeys(clue.SYMPTOMS, ClueReading._take_symptoms),
    **dict.fromkeys(clue.MOOD_TYPES, ClueReading._take_moods),
    **dict.fromkeys(clue.TAG_TYPES | clue.CRAVING_TYPES, ClueReading._take_tags),
    **dict.fromkeys(("test", "tests"), ClueReading._take_tests),
    **dict.fromkeys(clue.MUCUS_TYPES, ClueReading._take_mucus),
    **dict.fromkeys(clue.SEX_TYPES, ClueReading._take_sex),
    **dict.fromkeys(("medication", "meds"), ClueReading._take_medication),
    **dict.fromkeys(clue.CONTRACEPTION, ClueReading._take_contraception),
    **dict.fromkeys(("note", "notes"), ClueReading._take_note),
    **dict.fromkeys(clue.EXCLUSION_TYPES, ClueReading._take_exclusion),
}
_WITHOUT_OPTIONS: Final = frozenset(
    ("period", "spotting", "bbt", "note", "notes", *clue.EXCLUSION_TYPES)
)
