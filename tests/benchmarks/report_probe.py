"""The report of ten years in which every day is logged, once.

    python -m tests.benchmarks.report_probe [store]

With `store` the records are read, opened and parsed as a request does it; without, they are in
memory. It prints the CPU seconds of each step and the bytes as JSON. The system call `getsid` after
each step tells callgrind to write its count.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest import mock
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

import moto.core  # noqa: F401  before any client is made: moto hooks into botocore on import

from glowcycle.aws import request_context
from glowcycle.encryption import keyring
from glowcycle.report import contents
from glowcycle.report.answer import report_answer
from glowcycle.report.contents import ReportContents
from glowcycle.report.domain.facts import Report, Typed
from glowcycle.report.services import make_report
from tests.support.engine import stage
from tests.support.long_history import every_day, journal_of, log_of, long_history, scans_of

LAST = date(2026, 11, 30)
FIRST = date(2016, 12, 1)
MOODS = "😊🤩😌😤😣😢"
METRICS = ("radiance", "moisture", "texture", "pores", "darkCircles")


def flow(day: date) -> str:
    """Return the flow of a log with a period of five days every 28."""
    place = day.toordinal() % 28
    return ("light", "heavy", "medium", "medium", "spotting")[place] if place < 5 else "none"


def symptoms(day: date) -> list[str]:
    """Return three of twelve symptoms."""
    return [f"symptom {(day.toordinal() * step) % 12}" for step in (1, 5, 7)]


def in_memory() -> ReportContents:
    """Return all that a report reads, a record of each kind for each day."""
    days = every_day(LAST, first=FIRST)
    records: dict[str, list[dict[str, Any]]] = {
        "period": [
            {"date": str(day), "flow": flow(day), "symptoms": symptoms(day), "pain": day.day % 11}
            for day in days
        ],
        "journal": [
            {"date": str(day), "mood": MOODS[day.day % 6], "energy": day.day * 3} for day in days
        ],
        "skin": [
            {
                "date": str(day),
                "metrics": dict.fromkeys(METRICS, 40 + day.day),
                "source": "manual",
            }
            for day in days
        ],
        "stage": [],
    }
    return ReportContents(records=records, profile=None, moods=(), since=FIRST)


def step(steps: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    """Return what the work returns, and note its CPU seconds."""
    started = time.process_time()
    result = work()
    steps[name] = time.process_time() - started
    os.getsid(0)
    return result


def draw(answer: Any) -> bytes:
    """Return the PDF; the first call loads fpdf2, as in a new process of Lambda."""
    from glowcycle.report import pdf

    return pdf.draw(answer, paper="a4", language="en", made_at=datetime(2026, 11, 30, tzinfo=UTC))


def main() -> None:
    user_id = str(uuid4())

    def report() -> Report:
        return make_report(user_id=user_id, first=FIRST, last=LAST, today=LAST, typed=Typed())

    steps: dict[str, float] = {}
    with ExitStack() as world:
        if "store" in sys.argv:
            world.enter_context(stage())
            world.enter_context(request_context.act_for_user(user_id))
            keyring.own(user_id=user_id)
            log = every_day(LAST, first=FIRST - timedelta(days=200))
            days = every_day(LAST, first=FIRST)
            partitions = (
                log_of(user_id, log, flow=flow, symptoms=symptoms, pain=5),
                journal_of(user_id, days, mood="😊", energy=50),
                scans_of(user_id, days),
            )
            for made in partitions:  # sealing them is no part of a report
                for key in made.keys:
                    made.item(key)
            world.enter_context(long_history(*partitions))
        else:
            read = in_memory()
            world.enter_context(mock.patch.object(contents, "read", return_value=read))
        os.getsid(0)
        facts = step(steps, "facts", report)
    answer = step(steps, "answer", lambda: report_answer(facts))
    made = step(steps, "first drawing", lambda: draw(answer))
    step(steps, "another drawing", lambda: draw(answer))
    print(json.dumps({"steps": steps, "bytes": len(made)}))


if __name__ == "__main__":
    main()
