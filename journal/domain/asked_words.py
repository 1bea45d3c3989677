"""Which of her own words are asked: the commonest tags, symptoms and moods without a place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from glowcycle.insights.domain.cycles import CompleteCycle
from glowcycle.insights.domain.outcomes import Outcome, OutcomeKind
from glowcycle.spelling import usual_spelling, word_key

MOST_ASKED: Final = 20
"""So many words are asked: each more makes the others harder to find."""

LEAST_DAYS, LEAST_CYCLES = 10, 4
"""A word is asked if she logged it on as many days of her complete cycles, in as many of them."""


@dataclass(slots=True)
class _Word:
    kind: OutcomeKind
    spellings: Counter[str] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)


class LoggedWords:
    """Her words, with the days on which she logged each."""

    def __init__(self) -> None:
        self._words: dict[tuple[OutcomeKind, str], _Word] = {}
        self._keys: dict[str, str] = {}

    def note(self, kind: OutcomeKind, text: str, *, day: date) -> None:
        """Note that she logged the word on that day; a text without a word is none."""
        if text not in self._keys:
            self._keys[text] = word_key(text)
        if key := self._keys[text]:
            word = self._words.setdefault((kind, key), _Word(kind))
            word.spellings[text] += 1
            word.days.add(day)

    def outcomes(
        self, *, logged: Mapping[OutcomeKind, set[date]], cycles: Sequence[CompleteCycle]
    ) -> Iterator[Outcome]:
        """Yield the outcomes of the words that are asked, the commonest first.

        `logged` has the days on which a word of that kind is a yes or a no.
        """
        for word in self._commonest(cycles):
            values = {day: float(day in word.days) for day in sorted(logged[word.kind])}
            name = usual_spelling(word.spellings)
            yield Outcome(kind=word.kind, name=name, values=values)

    def _commonest(self, cycles: Sequence[CompleteCycle]) -> list[_Word]:
        """Return the words that are asked. Which days of a cycle have them favours no window."""
        cycle_of = {
            cycle.start + timedelta(days=day): number
            for number, cycle in enumerate(cycles)
            for day in range(cycle.length)
        }
        found = []
        for (kind, key), word in self._words.items():
            inside = [cycle_of[day] for day in word.days if day in cycle_of]
            if len(inside) >= LEAST_DAYS and len(set(inside)) >= LEAST_CYCLES:
                found.append((-len(inside), kind, key, word))
        return [word for *_, word in sorted(found, key=lambda each: each[:3])[:MOST_ASKED]]
