"""Writes a large file as Flo exports one: cycles, events and notes under `operationalData`."""

import json
from typing import IO, Any

from tests.support.large_files.life import LivedDay, life


def write(file: IO[bytes], *, days: int = 3650) -> None:
    """Write the cycles, events and notes of so many days."""
    lived = list(life(days))
    data = {
        "cycles": _cycles(lived),
        "point_events_manual_v2": [
            {
                "date": _time(day),
                "category": "Symptom",
                "subcategory": "DrawingPain",
                "properties": {},
            }
            for day in lived
            if day.symptoms
        ],
        "repeatable_child_point_events": [
            {
                "date": _time(day),
                "category": "Pills",
                "subcategory": "TakenOnTime",
                "properties": '{"missed_pill": false}',
            }
            for day in lived
            if day.cycle_day == 20
        ],
        "notes": [{"date": _time(day), "text": day.note} for day in lived if day.note],
    }
    file.write(json.dumps({"operationalData": data}).encode())


def _cycles(lived: list[LivedDay]) -> list[dict[str, Any]]:
    cycles: list[dict[str, Any]] = []
    for day in lived:
        if day.cycle_day == 1:
            cycles.append({"period_start_date": _time(day), "pregnant": False})
        if cycles and day.flow > 1:
            cycles[-1]["period_end_date"] = _time(day)
            strength = {**json.loads(cycles[-1].get("period_intensity", "{}"))}
            strength[str(day.cycle_day - 1)] = day.flow - 1
            cycles[-1]["period_intensity"] = json.dumps(strength)
    return cycles


def _time(day: LivedDay) -> str:
    return f"{day.date} 00:00:00.0"
