"""Writes a large file as Ovumcy exports one: JSON, or a CSV with a column for each symptom."""

import codecs
import csv
import json
from typing import IO, Any

from tests.support.large_files.life import SYMPTOMS, LivedDay, life

FLOWS = ("none", "spotting", "light", "medium", "heavy")
COLUMNS = (
    *("Date", "Period", "Flow", "Mood rating", "Sex activity", "BBT (C)", "Cervical mucus"),
    *("Cramps", "Headache", "Acne", "Mood", "Bloating", "Fatigue", "Breast tenderness"),
    *("Back pain", "Nausea", "Spotting", "Irritability", "Insomnia", "Food cravings"),
    *("Diarrhea", "Constipation", "Cycle factors", "Other", "Notes", "Pregnancy test"),
    *("Cycle start", "Uncertain", "LH test"),
)


def write(file: IO[bytes], *, days: int = 3650) -> None:
    """Write the JSON of so many days."""
    entries = [_entry(day) for day in life(days)]
    file.write(json.dumps({"exported_at": "2026-06-30T08:00:00Z", "entries": entries}).encode())


def write_table(file: IO[bytes], *, days: int = 3650) -> None:
    """Write the CSV of so many days."""
    text = codecs.getwriter("utf-8")(file)
    rows = csv.DictWriter(text, COLUMNS, restval="No")
    rows.writeheader()
    rows.writerows(_row(day) for day in life(days))


def _entry(day: LivedDay) -> dict[str, Any]:
    return {
        "date": str(day.date),
        "period": day.flow > 1,
        "cycle_start": day.cycle_day == 1,
        "is_uncertain": False,
        "flow": FLOWS[day.flow],
        "mood_rating": 1 + day.cycle_day % 5,
        "sex_activity": "none",
        "bbt": day.celsius or 0,
        "cervical_mucus": "eggwhite" if 12 <= day.cycle_day <= 14 else "none",
        "pregnancy_test": "none",
        "lh_test": "peak" if day.cycle_day == 14 else "none",
        "cycle_factors": [],
        "symptoms": {name: name in day.symptoms for name in SYMPTOMS},
        "other_symptoms": ["sore throat"] if day.cycle_day == 20 else [],
        "notes": day.note,
    }


def _row(day: LivedDay) -> dict[str, Any]:
    return {
        "Date": day.date,
        "Period": "Yes" if day.flow > 1 else "No",
        "Flow": FLOWS[day.flow].title(),
        "Mood rating": 1 + day.cycle_day % 5,
        "Sex activity": "None",
        "BBT (C)": f"{day.celsius:.2f}" if day.celsius else "",
        "Cervical mucus": "Egg white" if 12 <= day.cycle_day <= 14 else "None",
        **{name.title(): "Yes" for name in day.symptoms},
        "Cycle factors": "",
        "Other": "",
        "Notes": day.note,
        "Pregnancy test": "None",
        "Cycle start": "Yes" if day.cycle_day == 1 else "No",
        "LH test": "Peak" if day.cycle_day == 14 else "None",
    }
