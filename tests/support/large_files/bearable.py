"""Writes a large file as Bearable exports one: a CSV with a row for each thing that she rated."""

import codecs
import csv
from collections.abc import Iterator
from datetime import date
from typing import IO

from tests.support.large_files.life import LivedDay, life

COLUMNS = ("date", "weekday", "time of day", "category", "rating/amount", "detail", "notes")
FACTORS = ("Quiet day | With family", "Work | Walk | Coffee", "Home")


def write(file: IO[bytes], *, days: int = 3650) -> None:
    """Write the rows of so many days, the newest first."""
    text = codecs.getwriter("utf-8")(file)
    table = csv.writer(text, quoting=csv.QUOTE_ALL)
    table.writerow(COLUMNS)
    for day in reversed(list(life(days))):
        for values in _rows(day):
            table.writerow([_written(day.date), f"{day.date:%A}", *values])


def _rows(day: LivedDay) -> Iterator[tuple[str, str, str, str, str]]:
    yield "am", "Mood", str(1 + day.cycle_day % 5), "", day.note
    for name in day.symptoms:
        yield "pm", "Symptom", "2", f"{name.title()} (Moderate)", ""
    # No public file shows how the app exports a period.
    yield "all day", "Factors", "", FACTORS[day.cycle_day % len(FACTORS)], ""


def _written(day: date) -> str:
    """Return the date as the app writes it: 22nd Jan 2022."""
    is_teen = 10 < day.day < 20
    end = "th" if is_teen else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{end} {day:%b %Y}"
