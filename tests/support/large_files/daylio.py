"""Writes a large file as Daylio exports one: a CSV with a row for each entry."""

import codecs
import csv
from datetime import timedelta
from typing import IO

from tests.support.large_files.life import LAST, NOTES

COLUMNS = (
    *("full_date", "date", "weekday", "time", "mood"),
    *("activities", "scales", "note_title", "note"),
)
MOODS = ("rad", "good", "meh", "bad", "awful", "Sonnig")
ACTIVITIES = ("walk | good sleep", "family", "", "reading | tea | early night", "work")
A_DAY = 4  # entries, so that 50,000 rows are 34 years


def write(file: IO[bytes], *, rows: int = 50_000) -> None:
    """Write so many rows, the newest first, with the mark at the beginning that the app writes."""
    text = codecs.getwriter("utf-8-sig")(file)
    table = csv.writer(text, quoting=csv.QUOTE_ALL)
    table.writerow(COLUMNS)
    for number in range(rows):
        day = LAST - timedelta(days=number // A_DAY)
        table.writerow(
            [
                day,
                f"{day:%B} {day.day}",
                f"{day:%A}",
                f"{20 - 4 * (number % A_DAY):02}:15",
                MOODS[number % len(MOODS)],
                ACTIVITIES[number % len(ACTIVITIES)],
                "",
                "",
                f"{NOTES[number % len(NOTES)]}<br>entry {number}" if number % 3 else "",
            ]
        )
