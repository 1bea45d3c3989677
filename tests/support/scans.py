"""Cycles of 28 days, and scans on their days."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from glowcycle.storage.restoring import restore
from skin.domain.scans import SCORES, Provenance, Scan, as_scan
from skin.models import SkinScan
from tests.support import diaries
from tests.support.period_logs import log_period

FIRST = date(2026, 1, 5)
LOCAL = Provenance("local", "classical-2")
MODEL = Provenance("bedrock", "anthropic.a", "skin-1")
MANUAL = Provenance("manual")
# Days of a cycle with a scan. None repeats another one.
SCAN_DAYS = (0, 2, 5, 8, 11, 14, 17, 20, 23, 26)
AROUND_MENSES = frozenset({0, 2, 26})


def cycles_of(count):
    """Return `count` cycles of 28 days; the first begins on FIRST."""
    return diaries.cycles_of(*[28] * count, start=FIRST)


def on(number):
    """Return the day that is `number` days after FIRST."""
    return FIRST + timedelta(days=number)


def scan(number, *, at="", by=MANUAL, quality=(), confidence=None, **metrics):
    """Return a scan of the day `on(number)`; `at` is a time with its offset, after the "T"."""
    return as_scan(
        {
            "date": f"{on(number)}T{at}" if at else str(on(number)),
            "metrics": metrics or {"texture": 50.0},
            "source": by.source,
            "model_id": by.model_id,
            "prompt_version": by.prompt_version,
            "quality": quality,
            "confidence": confidence,
        }
    )


def scans_of(count, *, lower=0.0, by=MANUAL, **how) -> list[Scan]:
    """Return scans in so many cycles, whose texture is so much lower around menses.

    A function among `how` gets the day of the cycle. The texture differs a little from day to day.
    """
    found = []
    for number in range(count):
        for day in SCAN_DAYS:
            given = {name: value(day) if callable(value) else value for name, value in how.items()}
            noise = (7 * number + 5 * day) % 6
            texture = 60.0 + noise - (lower if day in AROUND_MENSES else 0.0)
            found.append(scan(28 * number + day, by=by, texture=texture, **given))
    return found


def store_scans(phone, scans):
    """Store the scans, as their analyzers would have."""
    for each in scans:
        metrics = {name: each.scores.get(wire) for name, wire in SCORES.items()}
        record = SkinScan(
            phone.user_id,
            str(uuid4()),
            date=each.at.isoformat() if each.at else str(each.day),
            metrics=metrics,
            source=each.provenance.source,
            model_id=each.provenance.model_id,
            prompt_version=each.provenance.prompt_version,
            quality=sorted(each.issues),
            observations=[],
            created_at=timezone.now(),
            version=1,
        )
        assert restore(record)


def log_cycles(phone, count):
    """Log the periods that begin and end the cycles of `cycles_of(count)`."""
    for number in range(count + 1):
        log_period(phone, str(on(28 * number)), days=2)
