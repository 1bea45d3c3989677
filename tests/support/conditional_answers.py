"""The reads that answer `If-None-Match`, and what of an answer stays the same each time."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import time_machine
from django.utils import timezone

from glowcycle.sandbox.identity import issue_token
from tests.support.people import someone
from tests.support.phone import Phone

OF_CYCLE_DAYS = {"period", "stage"}
OF_FORECAST = {*OF_CYCLE_DAYS, "profile"}
# By address: the kinds of records that its answers are made of, and whether of her profile or her
# order of moods, too.
READS = {
    "/journal/user/{}": {"journal", *OF_CYCLE_DAYS},
    "/journal/user/{}?tag=calm&limit=5": {"journal", *OF_CYCLE_DAYS},
    "/journal/user/{}?format=svg": {"journal", "moods", *OF_FORECAST},
    "/journal/user/{}?format=csv": {"journal", *OF_CYCLE_DAYS},
    "/journal/insights/{}": {"journal", "moods", *OF_FORECAST},
    "/journal/insights/{}?format=svg": {"journal", "moods", *OF_FORECAST},
    "/skin/user/{}": {"skin", *OF_CYCLE_DAYS},
    "/skin/user/{}?format=svg": {"skin", *OF_FORECAST},
    "/skin/insights/{}": {"skin", "journal", *OF_FORECAST},
    "/skin/insights/{}?format=svg": {"skin", "journal", *OF_FORECAST},
    "/period/user/{}": {"period"},
    "/period/user/{}?format=svg": OF_FORECAST,
    "/period/cycles/{}": OF_FORECAST,
    "/period/cycles/{}?format=svg": OF_FORECAST,
    "/period/predictions/{}": OF_FORECAST,
    "/period/predictions/{}?format=svg": OF_FORECAST,
    "/period/stages/user/{}": {"stage"},
    "/period/stages/user/{}?format=csv": {"stage"},
}

SCORES = dict.fromkeys(("radiance", "moisture", "texture", "pores", "darkCircles"), 50)


@contextmanager
def stopped_clock() -> Iterator[Any]:
    """Stop the clock at noon of today."""
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    with time_machine.travel(noon, tick=False) as clock:
        yield clock


def reader(clock: Any) -> Phone:
    """Return the phone of a person whose last write was five minutes ago."""
    phone = someone()
    phone.token = issue_token(user_id=phone.user_id, lifetime=timedelta(days=60))
    today = timezone.now().date()
    for back in (0, 1, 28, 29, 56):
        log(phone, today - timedelta(days=back))
    for back in range(6):
        entry(phone, today - timedelta(days=back))
    scan(phone, today)
    stage(phone, today)
    clock.shift(timedelta(minutes=5))
    return phone


def log(phone, day, flow="medium"):
    return phone.put(f"/period/{day}", {"date": str(day), "flow": flow})


def scan(phone, day):
    return phone.post("/skin", {"date": str(day), "metrics": SCORES})


def stage(phone, day):
    body = {"kind": "exclusion", "start": str(day), "reason": "illness"}
    return phone.post("/period/stages", body)


def entry(phone, day, **content):
    return phone.post("/journal", {"date": str(day), "energy": 40, "tags": ["calm"], **content})


def again(phone, path, answer, **headers):
    return phone.get(path, If_None_Match=answer.headers["ETag"], **headers)


def without_cursors(answer):
    return re.sub(rb"cursor=[^\"&]+", b"", answer.content)
