"""What of her journal and her period log may follow her cycle, with the values of each day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Protocol

from glowcycle.insights.domain.cycles import CompleteCycle
from glowcycle.insights.domain.mood_scale import MoodScale
from glowcycle.insights.domain.outcomes import Outcome, OutcomeKind
from glowcycle.spelling import word_key
from journal.domain.asked_words import LoggedWords


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryValues:
    """What an entry says of its day, without its text. `energy` is 0 to 100."""

    date: date
    mood: str | None = None
    energy: float | None = None
    tags: Sequence[str] = ()


class SymptomDay(Protocol):
    """A day of the period log; `pain` is 0 to 10, None if she said nothing of it."""

    @property
    def date(self) -> date: ...
    @property
    def symptoms(self) -> Iterable[str]: ...
    @property
    def pain(self) -> float | None: ...


def find_outcomes(
    *,
    entries: Iterable[EntryValues],
    days: Iterable[SymptomDay],
    cycles: Sequence[CompleteCycle],
    scale: MoodScale,
) -> list[Outcome]:
    """Return energy, mood, pain if she logged any, and the words that are asked, in this order.

    Several entries of a day give their mean. A tag has a value on each day with an entry, a symptom
    on each day of the log, a mood without a place on each day with a mood. Mood is left out if she
    logs moods, and none has a place. A word that is a tag and a symptom is asked as both: she logs
    them on other days.
    """
    found = _Values(scale)
    for entry in entries:
        found.add_entry(entry)
    for day in days:
        found.add_day(day)
    return found.outcomes(cycles)


class _Values:
    """The values of each day, as they are read."""

    def __init__(self, scale: MoodScale) -> None:
        self._scale = scale
        self._energy, self._mood, self._pain = (
            defaultdict[date, list[float]](list) for _ in range(3)
        )
        self._entered, self._with_mood, self._logged = (set[date]() for _ in range(3))
        self._words = LoggedWords()

    def add_entry(self, entry: EntryValues) -> None:
        self._entered.add(entry.date)
        if entry.energy is not None:
            self._energy[entry.date].append(float(entry.energy))
        if entry.mood and word_key(entry.mood):
            self._add_mood(entry.mood, entry.date)
        for tag in entry.tags:
            self._words.note("tag", tag, day=entry.date)

    def add_day(self, day: SymptomDay) -> None:
        self._logged.add(day.date)
        if day.pain is not None:
            self._pain[day.date].append(float(day.pain))
        for symptom in day.symptoms:
            self._words.note("symptom", symptom, day=day.date)

    def outcomes(self, cycles: Sequence[CompleteCycle]) -> list[Outcome]:
        found = [Outcome(kind="energy", values=_means(self._energy))]
        if self._mood or not self._with_mood:
            found.append(Outcome(kind="mood", values=_means(self._mood)))
        if self._pain:
            found.append(Outcome(kind="pain", values=_means(self._pain)))
        logged: dict[OutcomeKind, set[date]] = {
            "tag": self._entered,
            "moodName": self._with_mood,
            "symptom": self._logged,
        }
        return [*found, *self._words.outcomes(logged=logged, cycles=cycles)]

    def _add_mood(self, mood: str, day: date) -> None:
        self._with_mood.add(day)
        value = self._scale.value(mood)
        if value is None:
            self._words.note("moodName", mood, day=day)
        else:
            self._mood[day].append(value)


def _means(values: Mapping[date, Sequence[float]]) -> dict[date, float]:
    return {day: fmean(values[day]) for day in sorted(values)}
