"""Sends damaged and hostile files of a format to the preview, and notes what comes back."""

import io
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.test import override_settings

from glowcycle.formats.registry import formats
from tests.support.large_files.writers import writer
from tests.support.mutated_files import Mutant, mutants
from tests.support.peak_memory import peak_memory
from tests.support.phone import Phone

# A file is taken, is not JSON's equal in a form, is too large, or is refused with its reason.
EXPECTED = frozenset({201, 400, 413, 422})
SMALL: Mapping[str, Mapping[str, int]] = {
    "daylio": {"rows": 60},
    "apple-health": {"size": 40_000, "menstrual": 60},
}
TWO_MONTHS = {"days": 60}


@dataclass
class Outcome:
    """What happened to the mutants of a format.

    statuses    how often each was answered
    unexpected  the names of those that had another answer, with it
    seconds     the most CPU that one took
    megabytes   the most memory above the start that one took
    slowest, largest  which ones
    """

    statuses: Counter[int] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: float = 0.0
    slowest: str = ""
    largest: str = ""


@cache
def small_file(name: str) -> bytes:
    """Return a good file of that format."""
    file = io.BytesIO()
    writer(name)(file, **SMALL.get(name, TWO_MONTHS))
    return file.getvalue()


def preview_mutants(phone: Phone, name: str, *, count: int, seed: int) -> Outcome:
    """Preview so many mutants of a small file of that format, every other one by its name."""
    outcome = Outcome()
    others = [small_file(each) for each in formats()]
    made = mutants(small_file(name), count=count, seed=seed, others=others)
    with override_settings(DAILY_LIMITS={**settings.DAILY_LIMITS, "imports": 10 * count}):
        for number, mutant in enumerate(made):
            _preview(phone, mutant, {"format": name} if number % 2 else {}, outcome)
    return outcome


def _preview(phone: Phone, mutant: Mutant, named: dict[str, str], outcome: Outcome) -> None:
    file = io.BytesIO(mutant.data)
    file.name = "export"
    began = time.process_time()
    with peak_memory() as peak:
        answer = phone.upload("/me/imports", file=file, **named)
    seconds = time.process_time() - began
    outcome.statuses[answer.status_code] += 1
    if answer.status_code not in EXPECTED:
        outcome.unexpected.append(f"{mutant.name}: {answer.status_code} {answer.content[:200]!r}")
    if seconds > outcome.seconds:
        outcome.seconds, outcome.slowest = seconds, f"{mutant.name}, {len(mutant.data):,} bytes"
    if peak.megabytes > outcome.megabytes:
        outcome.megabytes, outcome.largest = peak.megabytes, mutant.name
    if answer.status_code == 201:
        phone.delete(f"/me/imports/{answer.json()['importId']}")
