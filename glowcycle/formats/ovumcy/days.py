"""One day of Ovumcy after the other, taken into a history from its JSON or its CSV."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from glowcycle.formats.day_entries import DayEntries
from glowcycle.formats.history import History
from glowcycle.formats.questions import FACES
from glowcycle.formats.reasons import Reason
from glowcycle.formats.signs import add_note, read_celsius
from glowcycle.formats.symptoms import name_symptom, to_plain_words

# What the app writes where she said nothing.
_UNSAID: Final = frozenset((None, "", "none"))
_FLOWS: Final = frozenset(("spotting", "light", "medium", "heavy"))
# "moist" lies between our sticky and watery.
_MUCUS: Final[Mapping[str, str]] = {"dry": "dry", "creamy": "creamy", "eggwhite": "eggWhite"}
_NO_PLACE: Final = frozenset(("moist",))
_SEX: Final[Mapping[str, str]] = {"protected": "protected", "unprotected": "unprotected"}
_PREGNANCY_TESTS: Final[Mapping[str, str]] = {"negative": "negative", "positive": "positive"}
_OVULATION_TESTS: Final[Mapping[str, str]] = {
    "negative": "negative",
    "low": "low",
    "high": "high",
    "peak": "peak",
    "positive": "positive",
}
# From one to five, as its five faces look.
_MOODS: Final = tuple(FACES[name] for name in ("awful", "bad", "soso", "good", "great"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OvumcyDay:
    """What the app says of one day, in the values of its JSON.

    symptoms  the names of its own symptoms, and of hers
    """

    day: date
    row: int
    is_period: bool
    is_cycle_start: bool
    is_uncertain: bool
    flow: str | None
    mood_rating: Any
    sex_activity: str | None
    bbt: Any
    cervical_mucus: str | None
    pregnancy_test: str | None
    lh_test: str | None
    cycle_factors: Sequence[str]
    symptoms: Sequence[str]
    notes: str


class OvumcyDays:
    """Takes the days into the history; `finish` adds the journal entries."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._entries = DayEntries()

    def take(self, said: OvumcyDay) -> None:
        """Take a day. Raise TooManyRecords."""
        self._take_bleeding(said)
        self._take_choice(said, "cervical_mucus", "mucus", _MUCUS)
        self._take_choice(said, "sex_activity", "sex", _SEX)
        self._take_choice(said, "pregnancy_test", "pregnancyTest", _PREGNANCY_TESTS)
        self._take_choice(said, "lh_test", "ovulationTest", _OVULATION_TESTS)
        self._take_temperature(said)
        self._take_symptoms(said)
        self._take_mood(said)
        for factor in said.cycle_factors:
            if factor.strip():
                self._entries.add_tag(said.day, to_plain_words(factor), row=said.row)
        if said.notes.strip():
            add_note(self._history, said.day, said.notes, row=said.row, what="notes")

    def finish(self) -> None:
        """Add the journal entries. Raise TooManyRecords."""
        self._entries.write(self._history)

    def _take_bleeding(self, said: OvumcyDay) -> None:
        is_said = said.flow not in _UNSAID
        if is_said and said.flow not in _FLOWS:
            self._history.skip("flow", said.flow, "unknown", row=said.row)
        if said.flow in _FLOWS:
            self._history.flow(said.day, said.flow, row=said.row)
        if said.is_period and said.flow not in _FLOWS:
            self._history.flow(said.day, "unspecified", row=said.row)
        if said.is_cycle_start:
            # The app asks her for it, and also writes it where no bleeding was logged.
            self._history.day(said.day, row=said.row)["startsPeriod"] = True
        if said.is_uncertain:
            self._history.skip("is_uncertain", None, "no_place", row=said.row)

    def _take_choice(
        self, said: OvumcyDay, name: str, member: str, values: Mapping[str, str]
    ) -> None:
        value = getattr(said, name)
        if value in values:
            self._history.say(said.day, member, values[value], row=said.row, what=name)
        elif value not in _UNSAID:
            reason: Reason = "no_place" if value in _NO_PLACE else "unknown"
            self._history.skip(name, value, reason, row=said.row)

    def _take_temperature(self, said: OvumcyDay) -> None:
        if said.bbt in (None, "", 0):  # older versions write 0 where she did not measure
            return
        celsius = read_celsius(said.bbt)
        if celsius is None:
            self._history.skip("bbt", said.bbt, "invalid", row=said.row)
        else:
            temperature = {"celsius": celsius}
            self._history.say(said.day, "temperature", temperature, row=said.row, what="bbt")

    def _take_symptoms(self, said: OvumcyDay) -> None:
        for name in said.symptoms:
            if to_plain_words(name) == "spotting":
                self._history.flow(said.day, "spotting", row=said.row, what="symptoms")
            elif name.strip():
                self._history.note_on(said.day, "symptoms", name_symptom(name), row=said.row)

    def _take_mood(self, said: OvumcyDay) -> None:
        rating = said.mood_rating
        if rating in (None, "", 0):
            return
        if type(rating) is int and 1 <= rating <= len(_MOODS):
            self._entries.add_mood(said.day, _MOODS[rating - 1], row=said.row)
        else:
            self._history.skip("mood_rating", rating, "unknown", row=said.row)
