"""What the people of the sandbox log besides their cycles: journal entries and skin scans.

Of all this only three things follow the cycle: energy, headaches and texture. A diary in which
everything did would promise what hardly anybody finds.
"""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

SEED: Final = 2

# The name of a record's kind, and its body on the wire.
Logged = tuple[str, dict[str, Any]]

LAST_BEFORE, FIRST_OF = 3, 3
"""Energy is low, headaches are frequent and texture is worse in the last days of a cycle, and in
the first ones of the next."""

ENERGY, LESS_ENERGY, SPREAD, LIKE_THE_LAST = 64.0, 17.0, 9.0, 0.3
HEADACHES: Final = {True: 0.6, False: 0.06}
TAGS: Final = {"yoga": 0.35, "friends": 0.3, "late night": 0.25}
MOODS: Final = {"😊": 5, "😌": 5, "🤩": 2, "😤": 2, "😣": 1, "😢": 1}
NOTES: Final = (
    "Long walk, clear head.",
    "Quiet evening with a book.",
    "Too many meetings.",
    "Cooked for friends.",
)
NOTED, SKIPPED = 0.4, 0.08
"""The share of entries with a note, and of days on which she meant to write and did not."""

SCORES: Final = {"radiance": 74, "moisture": 66, "texture": 78, "pores": 70, "darkCircles": 62}
WORSE_TEXTURE, SCAN_SPREAD, CYCLE_SPREAD = 9.0, 2.0, 1.5
DAYS_TO_A_SCAN, REPEATED = 4, (0, 2)
"""She scans every fourth day. In each cycle she repeats the first and the third scan a day later:
that tells how much one scan differs from another."""


class Diary:
    """A diary, written on cycle after cycle; the same cycles have the same pages."""

    def __init__(self) -> None:
        self._dice = random.Random(SEED)  # noqa: S311  invented people have no secrets

    def write(self, *, start: date, days: int, length: int | None = None) -> Iterator[Logged]:
        """Yield an entry every other of these days, which begin with menses, and some scans.

        `length` is that of the cycle in days, None if it is not known yet.
        """
        energy = 0.0
        for offset in range(0, days, 2):
            energy = LIKE_THE_LAST * energy + self._dice.gauss(0, SPREAD)
            entry = self._entry(energy, is_near=_is_near(offset, length))
            if self._dice.random() >= SKIPPED:
                yield "journal", {"date": str(start + timedelta(days=offset)), **entry}
        bases = {name: base + self._dice.gauss(0, CYCLE_SPREAD) for name, base in SCORES.items()}
        for offset in self._scanned(days):
            scores = self._scan(bases, is_near=_is_near(offset, length))
            yield "skin", {"date": str(start + timedelta(days=offset)), "metrics": scores}

    def _entry(self, energy: float, *, is_near: bool) -> dict[str, Any]:
        dice = self._dice
        tags = [tag for tag, share in TAGS.items() if dice.random() < share]
        [mood] = dice.choices([*MOODS], [*MOODS.values()])
        note = dice.choice(NOTES) if dice.random() < NOTED else None
        if dice.random() < HEADACHES[is_near]:
            tags.append("headache")
        level = round(ENERGY - LESS_ENERGY * is_near + energy)
        return {"mood": mood, "energy": min(max(level, 0), 100), "text": note, "tags": tags}

    def _scanned(self, days: int) -> list[int]:
        first = range(self._dice.randrange(DAYS_TO_A_SCAN), days, DAYS_TO_A_SCAN)
        again = [first[number] + 1 for number in REPEATED if number < len(first)]
        return sorted(day for day in (*first, *again) if day < days)

    def _scan(self, bases: Mapping[str, float], *, is_near: bool) -> dict[str, int]:
        scores = {name: base + self._dice.gauss(0, SCAN_SPREAD) for name, base in bases.items()}
        scores["texture"] -= WORSE_TEXTURE * is_near
        return {name: round(score) for name, score in scores.items()}


def _is_near(offset: int, length: int | None) -> bool:
    """Return whether the day lies around menses."""
    return offset < FIRST_OF or (length is not None and offset >= length - LAST_BEFORE)
