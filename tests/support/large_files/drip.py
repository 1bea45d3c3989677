"""Writes a large file as drip exports one: a CSV with dotted columns."""

import codecs
import csv
from typing import IO, Any

from tests.support.large_files.life import LivedDay, life

COLUMNS = (
    "date",
    *("temperature.value", "temperature.exclude", "temperature.time", "temperature.note"),
    *("bleeding.value", "bleeding.exclude"),
    *("mucus.feeling", "mucus.texture", "mucus.value", "mucus.exclude"),
    *("cervix.opening", "cervix.firmness", "cervix.position", "cervix.exclude"),
    *("note.value", "desire.value", "sex.solo", "sex.partner", "sex.condom"),
    *("pain.cramps", "pain.headache", "pain.backache", "mood.happy", "mood.sad"),
)


def write(file: IO[bytes], *, days: int = 3650) -> None:
    """Write a row for each of so many days, the newest first."""
    text = codecs.getwriter("utf-8")(file)
    rows = csv.DictWriter(text, COLUMNS, restval="")
    rows.writeheader()
    rows.writerows(_row(day) for day in reversed(list(life(days))))


def _row(day: LivedDay) -> dict[str, Any]:
    row: dict[str, Any] = {"date": day.date, "note.value": day.note}
    if day.celsius:
        row |= {"temperature.value": day.celsius, "temperature.exclude": "false"}
        row |= {"temperature.time": "06:30"}
    if day.flow:
        row |= {"bleeding.value": day.flow - 1, "bleeding.exclude": "false"}
    if 10 <= day.cycle_day <= 16:
        row |= {"mucus.feeling": 3, "mucus.texture": 2, "mucus.value": 4, "mucus.exclude": "false"}
    if "cramps" in day.symptoms:
        row["pain.cramps"] = "true"
    return row
