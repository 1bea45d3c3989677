"""Writes a large file as Menstrudel exports one: the rows of its tables."""

import json
from typing import IO, Any

from tests.support.large_files.life import LivedDay, life


def write(file: IO[bytes], *, days: int = 3650) -> None:
    """Write the tables of so many days. Flow 0 is none, 4 heavy."""
    logged = [day for day in life(days) if day.flow or day.symptoms]
    periods: list[dict[str, Any]] = []
    logs: list[dict[str, Any]] = []
    symptoms: list[dict[str, Any]] = []
    for number, day in enumerate(logged, 1):
        if day.cycle_day == 1:
            periods.append({"id": len(periods) + 1, "start_date": _time(day)})
        if periods and day.flow > 1:
            periods[-1] |= {"end_date": _time(day), "total_days": day.cycle_day}
        logs.append(
            {
                "id": number,
                "date": _time(day),
                "flow": day.flow,
                "painLevel": len(day.symptoms) or None,
                "period_id": len(periods) if periods and day.flow > 1 else None,
            }
        )
        symptoms += [{"log_id_fk": number, "symptom": name} for name in day.symptoms]
    tables = {"periods": periods, "period_logs": logs, "log_symptoms": symptoms, "db_version": 13}
    file.write(json.dumps(tables).encode())


def _time(day: LivedDay) -> str:
    return f"{day.date}T00:00:00.000"
