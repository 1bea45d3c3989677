"""What the people of the sandbox logged, as a few numbers: cycles with a journal and skin scans."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

FLOWS = ("light", "heavy", "heavy", "medium", "light")
MOODS = {"menses": "😣", "rising": "😊", "fertile": "🤩", "falling": "😌", "before": "😤"}
NOTES = {
    "menses": "Cramps, early night.",
    "rising": "Long walk, clear head.",
    "fertile": "Talked to everybody.",
    "falling": "Quiet evening with a book.",
    "before": "Chocolate. No regrets.",
}
SEED = 28
DAYS_LATE = 7

# The name of a record's kind, and its body on the wire.
Logged = tuple[str, dict[str, Any]]


class History(Protocol):
    """What a person logged up to a day."""

    @property
    def late_in(self) -> int | None:
        """In how many days her period will be late; None where none is expected."""

    def records(self, today: date) -> Iterable[Logged]:
        """Return each record, the oldest first. The same day has the same records."""


class Nothing:
    """The history of a person who has logged nothing."""

    late_in = None

    def records(self, today: date) -> Iterable[Logged]:  # noqa: ARG002  of the protocol
        """Return no record."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycles:
    """A history of cycles.

    lengths   of her complete cycles in days, the oldest first
    days_in   the day of the running cycle on which today lies
    unlogged  the numbers of the complete cycles in which she logged nothing, from 0
    tests     whether she tests for ovulation, two weeks before each period
    """

    lengths: tuple[int, ...]
    days_in: int
    unlogged: frozenset[int] = frozenset()
    tests: bool = False

    @property
    def late_in(self) -> int | None:
        """In how many days a period is late even after the longest of her last cycles."""
        days = max(self.lengths[-12:]) + DAYS_LATE - self.days_in
        return days if days > 0 else None

    def records(self, today: date) -> Iterator[Logged]:
        """Yield her log, an entry every third day, and a scan every fortnight."""
        dice = random.Random(SEED)  # noqa: S311  the same history every day
        start = today - timedelta(days=sum(self.lengths) + self.days_in - 1)
        for number, length in enumerate((*self.lengths, self.days_in)):
            if number not in self.unlogged:
                is_over = number < len(self.lengths)
                yield from self._cycle(start, length, dice, tests=self.tests and is_over)
            start += timedelta(days=length)

    def _cycle(
        self, start: date, length: int, dice: random.Random, *, tests: bool
    ) -> Iterator[Logged]:
        for offset, flow in enumerate(FLOWS[:length]):
            symptoms = ["cramps"] if flow == "heavy" else []
            yield "period", _day(start, offset, flow=flow, symptoms=symptoms)
        for offset, result in ((length - 16, "negative"), (length - 15, "positive")):
            if tests and offset >= len(FLOWS):
                yield "period", _day(start, offset, flow="none", ovulationTest=result)
        for offset in range(1, length, 3):
            yield "journal", _entry(start + timedelta(days=offset), offset / length, dice)
        for offset in range(3, length, 14):
            yield "skin", _scan(start + timedelta(days=offset), offset / length, dice)


def _day(start: date, offset: int, **log: Any) -> dict[str, Any]:
    return {"date": str(start + timedelta(days=offset)), **log}


def _entry(day: date, share: float, dice: random.Random) -> dict[str, Any]:
    """Return a journal entry. `share` is how far into its cycle the day lies, from 0 to 1."""
    phase = tuple(MOODS)[min(int(share * len(MOODS)), len(MOODS) - 1)]
    return {
        "date": str(day),
        "mood": MOODS[phase],
        "energy": round(45 + 30 * (1 - abs(2 * share - 0.9)) + dice.uniform(-8, 8)),
        "text": NOTES[phase],
        "tags": [phase],
    }


def _scan(day: date, share: float, dice: random.Random) -> dict[str, Any]:
    def score(base: float) -> int:
        return round(base - 12 * share + dice.uniform(-4, 4))

    return {
        "date": str(day),
        "metrics": {
            "radiance": score(74),
            "moisture": score(66),
            "texture": score(78),
            "pores": score(70),
            "darkCircles": score(62),
        },
    }
