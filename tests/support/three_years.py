"""Three years of which every day is logged: as much as one answer of insights may be about."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

DAYS = 1_096
CYCLE_DAYS, BLEEDING_DAYS = 28, 5
TAGS = ("yoga", "friends", "late night", "headache", "work", "sleep", "coffee", "walk", "cinema")
METRICS = ("radiance", "moisture", "texture", "pores", "darkCircles")
TEXT = "A day like many others. " * 12


@dataclass(frozen=True)
class ThreeYears:
    """An entry and a day of the period log each day, a scan every other: 36 tests of her journal.

    With energy, mood and pain the nine tags are twelve outcomes.
    """

    late_in = None

    def records(self, today: date) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each record, the oldest first."""
        dice = random.Random(3)
        for number in range(DAYS):
            day = str(today - timedelta(days=DAYS - 1 - number))
            flow = "medium" if number % CYCLE_DAYS < BLEEDING_DAYS else "none"
            yield "period", {"date": day, "flow": flow, "pain": dice.randrange(11)}
            yield (
                "journal",
                {
                    "date": day,
                    "mood": dice.choice("😊🤩😌😤😣😢"),
                    "energy": dice.randrange(101),
                    "text": TEXT,
                    "tags": [tag for tag in TAGS if dice.random() < 0.3],
                },
            )
            if number % 2:
                yield (
                    "skin",
                    {
                        "date": day,
                        "metrics": {name: dice.randrange(40, 80) for name in METRICS},
                    },
                )
