"""An invented life, day by day: what the large files of all apps tell. It is the same each time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LAST = date(2026, 6, 30)
NOTES = ("slept well", "a long walk, then tea", "späte Schicht 😴", 'she said "rest"; I did')
SYMPTOMS = ("cramps", "headache", "bloating", "nausea", "acne")


@dataclass(frozen=True, slots=True)
class LivedDay:
    """One day of it.

    cycle_day  1 on the first day of a period
    flow       0 none, 1 spotting, 2 light, 3 medium, 4 heavy
    celsius    the waking temperature; None if she did not measure it
    symptoms   of SYMPTOMS
    note       an empty text on most days
    """

    date: date
    cycle_day: int
    flow: int
    celsius: float | None
    symptoms: tuple[str, ...]
    note: str


def life(days: int, *, last: date = LAST) -> Iterator[LivedDay]:
    """Yield as many days, oldest first, up to `last`."""
    chance = random.Random(19)
    length, cycle_day = _next_length(chance), 1
    for number in range(days):
        rise = 0.3 if cycle_day > length - 13 else 0.0
        yield LivedDay(
            date=last - timedelta(days=days - 1 - number),
            cycle_day=cycle_day,
            flow=_flow(cycle_day, length, chance),
            celsius=round(36.4 + rise + chance.gauss(0, 0.1), 2) if chance.random() < 0.7 else None,
            symptoms=tuple(each for each in SYMPTOMS if chance.random() < 0.05),
            note=chance.choice(NOTES) if chance.random() < 0.1 else "",
        )
        cycle_day += 1
        if cycle_day > length:
            length, cycle_day = _next_length(chance), 1


def _next_length(chance: random.Random) -> int:
    return max(21, min(40, round(chance.gauss(28.5, 2.5))))


def _flow(cycle_day: int, length: int, chance: random.Random) -> int:
    if cycle_day == length and chance.random() < 0.3:
        return 1
    return (3, 4, 3, 2, 2)[cycle_day - 1] if cycle_day <= 5 else 0
