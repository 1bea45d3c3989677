"""The demo user: eight cycles with journal entries and skin scans."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from glowcycle.records import record_kinds
from glowcycle.storage.writes import Write

CYCLE_LENGTHS = (28, 30, 27, 29, 31, 28, 27, 29)
FLOWS = ("light", "heavy", "heavy", "medium", "light")
DAYS_INTO_CYCLE = 16
MOODS = {"menses": "😣", "rising": "😊", "fertile": "🤩", "falling": "😌", "before": "😤"}
NOTES = {
    "menses": "Cramps, early night.",
    "rising": "Long walk, clear head.",
    "fertile": "Talked to everybody.",
    "falling": "Quiet evening with a book.",
    "before": "Chocolate. No regrets.",
}
SEED = 28


def write_demo(*, user_id: str, today: date) -> int:
    """Log eight cycles up to today through each app's services; return how many records are new.

    A user who has logged anything keeps what she has.
    """
    kinds = record_kinds()
    if kinds["period"].model.count(user_id, limit=1):
        return 0
    written = 0
    for name, body in _history(today):
        kind = kinds[name]
        content = kind.serializer.read(body)
        key = content.pop(kind.serializer.python_name(kind.key), None) or uuid4()
        kind.create(write=Write(user_id=user_id, key=str(key), content=content))
        written += 1
    return written


def _history(today: date) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each record as its kind and its body on the wire."""
    dice = random.Random(SEED)  # noqa: S311  the same demo every day
    start = today - timedelta(days=sum(CYCLE_LENGTHS) + DAYS_INTO_CYCLE - 1)
    for length in (*CYCLE_LENGTHS, DAYS_INTO_CYCLE):
        for offset, flow in enumerate(FLOWS):
            day = start + timedelta(days=offset)
            symptoms = ["cramps"] if flow == "heavy" else []
            yield "period", {"date": str(day), "flow": flow, "symptoms": symptoms}
        for offset in range(1, length, 3):
            yield "journal", _entry(start + timedelta(days=offset), offset / length, dice)
        for offset in range(3, length, 14):
            yield "skin", _scan(start + timedelta(days=offset), offset / length, dice)
        start += timedelta(days=length)


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
