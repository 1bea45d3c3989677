"""Her symptoms, in her own words: the commonest ones, and how many others there are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from glowcycle.report.domain.report_log import LoggedDay
from glowcycle.spelling import usual_spelling, word_key

MOST_SYMPTOMS: Final = 20
"""So many symptoms are listed, the commonest ones: a page holds no more."""


@dataclass(slots=True)
class Symptom:
    """A symptom with her spellings of it, and the days on which she logged it."""

    spellings: Counter[str] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Her own word, as she mostly spells it."""
        return usual_spelling(self.spellings)


def find_symptoms(*, logged: Sequence[LoggedDay]) -> tuple[list[Symptom], int]:
    """Return the commonest symptoms of these days, and how many others there are.

    It keeps the days of the commonest alone: a log may hold a hundred thousand words.
    """
    words = _Words()
    counts = Counter(key for each in logged for key in words.of(each))
    commonest = sorted(counts, key=lambda key: (-counts[key], key))[:MOST_SYMPTOMS]
    found = {key: Symptom() for key in commonest}
    for each in logged:
        for text in each.symptoms:
            if symptom := found.get(words.key(text)):
                symptom.spellings[text] += 1
                symptom.days.add(each.date)
    return [*found.values()], len(counts) - len(found)


class _Words:
    """What all spellings of a word share, found once for each."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def key(self, text: str) -> str:
        if text not in self._keys:
            self._keys[text] = word_key(text)
        return self._keys[text]

    def of(self, logged: LoggedDay) -> Iterator[str]:
        """Yield each word of the day once."""
        yield from {key for text in logged.symptoms if (key := self.key(text))}
