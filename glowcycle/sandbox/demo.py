"""The demo person: eight cycles with journal and scans, logged through the API as a phone would."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.request import Request, urlopen

DEMO_PERSON = "demo"

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


def write_demo(*, address: str, token: str, today: date) -> int:
    """Log the demo person's history up to today; return how many records were written.

    A person who has logged anything keeps what she has. Raises OSError when the service refuses.
    """
    if _send(address, token, "GET", f"/period/user/{DEMO_PERSON}?limit=1")["results"]:
        return 0
    written = 0
    for path, body in _history(today):
        _send(address, token, "POST", path, body)
        written += 1
    return written


def _history(today: date) -> Iterator[tuple[str, dict[str, Any]]]:
    dice = random.Random(SEED)  # noqa: S311  the same demo every day
    start = today - timedelta(days=sum(CYCLE_LENGTHS) + DAYS_INTO_CYCLE - 1)
    for length in (*CYCLE_LENGTHS, DAYS_INTO_CYCLE):
        for offset, flow in enumerate(FLOWS):
            day = start + timedelta(days=offset)
            symptoms = ["cramps"] if flow == "heavy" else []
            yield "/period", {"date": str(day), "flow": flow, "symptoms": symptoms}
        for offset in range(1, length, 3):
            yield "/journal", _entry(start + timedelta(days=offset), offset / length, dice)
        for offset in range(3, length, 14):
            yield "/skin", _scan(start + timedelta(days=offset), offset / length, dice)
        start += timedelta(days=length)


def _entry(day: date, share: float, dice: random.Random) -> dict[str, Any]:
    """Return an entry for the day that lies so far (0 to 1) into its cycle."""
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


def _send(address: str, token: str, method: str, path: str, body: Any = None) -> Any:
    request = Request(  # noqa: S310  the address is the sandbox's own
        address + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        method=method,
    )
    with urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.load(answer)
