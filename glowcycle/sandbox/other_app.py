"""What an invented person kept in another app before she came: a file as drip writes it."""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from glowcycle.sandbox.diary import Logged
from glowcycle.sandbox.histories import SEED, bleeding, day_log

COLUMNS: Final = (
    *("date", "temperature.value", "temperature.exclude", "temperature.time"),
    *("bleeding.value", "bleeding.exclude"),
    *("mucus.feeling", "mucus.texture", "mucus.value", "mucus.exclude"),
    *("note.value", "desire.value", "pain.cramps", "pain.headache", "mood.happy", "mood.sad"),
)
SPOTTING, LIGHT, MEDIUM, HEAVY = range(4)
MENSES: Final = (LIGHT, HEAVY, HEAVY, MEDIUM, LIGHT)
OVULATION_BEFORE_END: Final = 14
SHARED_DAYS: Final = 2
# In degrees, after ovulation.
RISE: Final = 0.3
# Days by their distance from ovulation.
CHARTED: Final = range(-4, 5)
WET: Final = range(-2, 1)
# Cycles by their number: with spotting on the day before a period, and at ovulation.
SPOTTED_BEFORE: Final = frozenset({1, 4, 7})
SPOTTED_BETWEEN: Final = frozenset({2, 6})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The history of a person who brings the one that she kept in drip.

    lengths  of her cycles there in days, the oldest first
    days_in  the day of the running cycle on which today lies; she logs it here
    """

    lengths: tuple[int, ...]
    days_in: int
    late_in = None

    def records(self, today: date) -> Iterator[Logged]:
        """Yield what she logs here: this cycle, and two days of the last one, unlike the file."""
        start = today - timedelta(days=self.days_in - 1)
        yield from bleeding(start=start)
        last = start - timedelta(days=self.lengths[-1])
        for offset in range(SHARED_DAYS):
            yield "period", day_log(last, offset, flow="medium", note="I remember this one.")

    def file(self, today: date) -> bytes:
        """Return the file: what she kept there, up to the day before this cycle began.

        The same day has the same file. Some of it needs an answer of hers, or has no place here.
        """
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(reversed(list(self._rows(today))))
        return text.getvalue().encode()

    def _rows(self, today: date) -> Iterator[dict[str, Any]]:
        dice = random.Random(SEED)  # noqa: S311  the same history every day
        start = today - timedelta(days=sum(self.lengths) + self.days_in - 1)
        for number, length in enumerate(self.lengths):
            kept = _kept(number, length, dice)
            for offset in sorted(kept):
                yield {"date": start + timedelta(days=offset), **kept[offset]}
            start += timedelta(days=length)


def _kept(number: int, length: int, dice: random.Random) -> dict[int, dict[str, Any]]:
    """Return what she kept of the cycle with that number, by the days since it began."""
    ovulation = length - OVULATION_BEFORE_END
    kept: dict[int, dict[str, Any]] = {
        length - 3: {"mood.sad": "true", "note.value": "Tired, and it will pass."},
        ovulation + 6: {"mood.happy": "true", "desire.value": 1},
    }
    for offset, strength in enumerate(MENSES):
        kept[offset] = _bleeding(strength)
        if strength == HEAVY:
            kept[offset]["pain.cramps"] = "true"
    for offset in CHARTED if number % 2 else ():
        kept[ovulation + offset] = _signs(offset, dice)
    if number in SPOTTED_BEFORE:
        kept[length - 1] = _bleeding(SPOTTING)
    if number in SPOTTED_BETWEEN:
        kept[ovulation] = _bleeding(SPOTTING, is_no_period=True)
    return kept


def _bleeding(strength: int, *, is_no_period: bool = False) -> dict[str, Any]:
    return {"bleeding.value": strength, "bleeding.exclude": str(is_no_period).lower()}


def _signs(offset: int, dice: random.Random) -> dict[str, Any]:
    """Return the signs of a day by its distance from ovulation."""
    celsius = round(36.4 + (RISE if offset > 0 else 0) + dice.gauss(0, 0.06), 2)
    signs: dict[str, Any] = {"temperature.value": celsius, "temperature.exclude": "false"}
    signs["temperature.time"] = "06:40"
    if offset in WET:
        signs |= {"mucus.feeling": 3, "mucus.texture": 2, "mucus.value": 4}
        signs["mucus.exclude"] = "false"
    return signs
