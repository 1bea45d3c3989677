"""Writes a large file as Mensinator exports one: its tables, every value as text."""

import json
from typing import IO

from tests.support.large_files.life import SYMPTOMS, life


def write(file: IO[bytes], *, days: int = 3650) -> None:
    """Write the tables of so many days."""
    lived = list(life(days))
    numbers = {name: str(number) for number, name in enumerate(SYMPTOMS, 1)}
    bled = [day for day in lived if day.flow > 1]
    felt = [(day, name) for day in lived for name in day.symptoms]
    starts = {day.date: number for number, day in enumerate(bled) if day.cycle_day == 1}
    periods, period = [], 0
    for number, day in enumerate(bled, 1):
        period += day.date in starts
        periods.append({"id": str(number), "date": str(day.date), "period_id": str(period)})
    tables = {
        "periods": periods,
        "symptoms": [
            {"id": number, "symptom_name": name.title(), "active": "1", "color": "Red"}
            for name, number in numbers.items()
        ],
        "symptom_date": [
            {"id": str(number), "symptom_date": str(day.date), "symptom_id": numbers[name]}
            for number, (day, name) in enumerate(felt, 1)
        ],
        "ovulations": [
            {"id": str(number), "date": str(day.date)}
            for number, day in enumerate(lived, 1)
            if day.cycle_day == 15
        ],
        "app_settings": [{"id": "1", "setting_key": "luteal_period", "setting_value": "0"}],
    }
    file.write(json.dumps(tables).encode())
