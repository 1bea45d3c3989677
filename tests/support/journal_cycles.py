"""Cycles of 28 days in a period log, and a journal in which something follows them, or nothing."""

import random
from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.storage.restoring import restore
from journal.models import JournalEntry
from period.models import DayLog

FIRST = date(2026, 1, 5)
LENGTH = 28
CYCLES = 7
TODAY = FIRST + timedelta(days=CYCLES * LENGTH + 3)
# Every other day, and each day around menses.
LOGGED = sorted({*range(0, LENGTH, 2), 1, 25, 27})
AROUND_MENSES = frozenset({0, 1, 2, 25, 26, 27})


def on(number):
    """Return the day that is `number` days after FIRST."""
    return FIRST + timedelta(days=number)


def entries_of(cycles=CYCLES, *, lower=30, mood=lambda _near, _number: "😐", **content):
    """Return the content of entries whose energy is that much lower around menses."""
    dice, found = random.Random("entries"), []
    for cycle in range(cycles):
        for day in LOGGED:
            near, number = day in AROUND_MENSES, LENGTH * cycle + day
            energy = round(60 + dice.gauss(0, 6) - lower * near)
            found.append(
                {
                    "date": str(on(number)),
                    "energy": max(0, min(energy, 100)),
                    "mood": mood(near, number),
                    "tags": ["Walk"] if dice.random() < 0.4 else [],
                    **content,
                }
            )
    return found


def days_of(cycles=CYCLES):
    """Return the content of the days of four days' bleeding of each cycle and of the next one."""
    return [
        {"date": str(on(LENGTH * cycle + day)), "flow": "medium", "symptoms": ["cramps"], "pain": 6}
        for cycle in range(cycles + 1)
        for day in range(4)
    ]


def store(phone, entries=(), days=()):
    """Store them as an import of her export would."""
    with request_context.act_for_user(phone.user_id):
        for model, contents in ((JournalEntry, entries), (DayLog, days)):
            for content in contents:
                key = () if model is DayLog else (str(uuid4()),)
                assert restore(
                    model(phone.user_id, *key, created_at=timezone.now(), version=1, **content)
                )
