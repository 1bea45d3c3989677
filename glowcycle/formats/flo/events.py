"""The events of Flo: what she logged on a day, one thing each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from glowcycle.formats.day_entries import DayEntries
from glowcycle.formats.days import read_day
from glowcycle.formats.files.json_faults import read_inner_object
from glowcycle.formats.flo import categories as flo
from glowcycle.formats.history import History
from glowcycle.formats.reasons import Reason
from glowcycle.formats.signs import add_mucus, add_note, read_celsius
from glowcycle.formats.symptoms import find_symptom, to_plain_words


@dataclass(frozen=True, slots=True)
class _Event:
    day: date
    category: str
    name: str
    properties: Mapping[str, Any]
    row: int


class FloEvents:
    """Takes the events and notes into the history; `finish` adds the journal entries."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._entries = DayEntries()

    def take(self, record: Mapping[str, Any], *, row: int) -> None:
        """Take an event, or a note."""
        category, name = record.get("category"), record.get("subcategory")
        what = category if isinstance(category, str) and category else "notes"
        value = name if isinstance(name, str) and name not in ("", "N/A") else ""
        # The local day is hers; the date may be that of UTC.
        day = read_day(record.get("local_date")) or read_day(record.get("date"))
        if flo.is_yes(record.get("deleted")):
            self._history.skip(what, value or None, "deleted", row=row)
        elif day is None:
            self._history.skip("date", record.get("date"), "invalid", row=row)
        elif isinstance(record.get("text"), str):
            add_note(self._history, day, record["text"], row=row, what=what)
        else:
            properties = read_inner_object(record.get("properties"))
            self._take(_Event(day, what, value, properties or record, row))

    def finish(self) -> None:
        """Add the journal entries. Raise TooManyRecords."""
        self._entries.write(self._history)

    def _take(self, event: _Event) -> None:
        if event.category in flo.NO_PLACE:
            self._skip(event, "no_place")
        elif event.category not in _TAKERS:
            self._skip(event, "unknown")
        elif not event.name and event.category not in _WITHOUT_NAME:
            self._skip(event, "incomplete")
        else:
            _TAKERS[event.category](self, event)

    def _skip(self, event: _Event, reason: Reason) -> None:
        self._history.skip(event.category, event.name or None, reason, row=event.row)

    def _take_symptom(self, event: _Event) -> None:
        word = flo.SYMPTOMS.get(event.name) or find_symptom(event.name)
        if word:
            self._history.note_on(event.day, "symptoms", word, row=event.row)
        elif event.name in flo.SPOTTING:
            self._history.flow(event.day, "spotting", row=event.row, what=event.category)
        else:
            self._skip(event, "no_place" if event.name in flo.NO_SYMPTOM else "unknown")

    def _take_mood(self, event: _Event) -> None:
        mood = flo.MOODS.get(event.name) or to_plain_words(event.name)
        self._entries.add_mood(event.day, mood, row=event.row)

    def _take_tag(self, event: _Event) -> None:
        if event.name in flo.NO_TAG:
            self._skip(event, "no_place")
        else:
            self._entries.add_tag(event.day, to_plain_words(event.name), row=event.row)

    def _take_sex_drive(self, event: _Event) -> None:
        """Take the drive in words that tell what is low or high."""
        words = to_plain_words(event.name)
        tag = words if "drive" in words else f"{words} sex drive"
        self._entries.add_tag(event.day, tag, row=event.row)

    def _take_mucus(self, event: _Event) -> None:
        if mucus := flo.MUCUS.get(event.name):
            add_mucus(self._history, event.day, mucus, row=event.row, what=event.category)
        elif event.name in flo.SPOTTING:
            self._history.flow(event.day, "spotting", row=event.row, what=event.category)
        else:
            self._skip(event, "unknown")

    def _take_sex(self, event: _Event) -> None:
        if sex := flo.SEX.get(event.name):
            self._history.say(event.day, "sex", sex, row=event.row, what=event.category)
        else:  # her drive, or what else she did
            self._take_tag(event)

    def _take_test(self, event: _Event) -> None:
        is_ovulation = event.category == "OvulationTest"
        results = flo.OVULATION_TESTS if is_ovulation else flo.PREGNANCY_TESTS
        member = "ovulationTest" if is_ovulation else "pregnancyTest"
        if result := results.get(event.name):
            self._history.say(event.day, member, result, row=event.row, what=event.category)
        else:
            self._skip(event, "no_place" if event.name in flo.NO_TEST else "unknown")

    def _take_medication(self, event: _Event) -> None:
        is_pill = "missed_pill" in event.properties or "pill" in event.category.lower()
        if event.properties.get("missed_pill") is True or "missed" in event.name.lower():
            self._skip(event, "no_place")
        elif is_pill or event.name == "Pills":
            # Flo does not tell which pill, so it tells of no stage of contraception.
            self._history.note_on(event.day, "medication", "birth control pill", row=event.row)
        elif event.name:
            text = to_plain_words(event.name)
            self._history.note_on(event.day, "medication", text, row=event.row)
        else:
            self._skip(event, "incomplete")

    def _take_temperature(self, event: _Event) -> None:
        number = event.properties.get("value")
        celsius = read_celsius(number)
        if celsius is None:
            self._history.skip(event.category, number, "invalid", row=event.row)
        else:
            temperature = {"celsius": celsius}
            self._history.say(
                event.day, "temperature", temperature, row=event.row, what=event.category
            )

    def _take_flow(self, event: _Event) -> None:
        flow = flo.FLOWS.get(str(event.properties.get("value")))
        if flow is None:
            self._skip(event, "unknown")
        self._history.flow(event.day, flow or "unspecified", row=event.row, what=event.category)


_TAKERS: Final[Mapping[str, Callable[[FloEvents, _Event], None]]] = {
    "Symptom": FloEvents._take_symptom,
    "Mood": FloEvents._take_mood,
    "Fluid": FloEvents._take_mucus,
    "Discharge": FloEvents._take_mucus,
    "Sex": FloEvents._take_sex,
    "OvulationTest": FloEvents._take_test,
    "PregnancyTest": FloEvents._take_test,
    "Medication": FloEvents._take_medication,
    "Pills": FloEvents._take_medication,
    "Period": FloEvents._take_flow,
    **dict.fromkeys(flo.TEMPERATURES, FloEvents._take_temperature),
    **dict.fromkeys(flo.TAG_CATEGORIES, FloEvents._take_tag),
    flo.SEX_DRIVE: FloEvents._take_sex_drive,
}
_WITHOUT_NAME: Final = frozenset(("Medication", "Pills", "Period", *flo.TEMPERATURES))
