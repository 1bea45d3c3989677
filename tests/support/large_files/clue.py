"""Writes a large file as Clue exports one: an array of measurements."""

import json
from collections.abc import Iterator
from typing import IO, Any
from uuid import NAMESPACE_OID, uuid5

from tests.support.large_files.life import LivedDay, life

FLOWS = {2: "light", 3: "medium", 4: "heavy"}


def write(file: IO[bytes], *, days: int = 3650) -> None:
    """Write the measurements of so many days."""
    file.write(b"[")
    separator = b""
    for number, measurement in enumerate(_measurements(days)):
        measurement["id"] = str(uuid5(NAMESPACE_OID, str(number)))
        file.write(separator + json.dumps(measurement, ensure_ascii=False).encode())
        separator = b",\n"
    file.write(b"]")


def _measurements(days: int) -> Iterator[dict[str, Any]]:
    for day in life(days):
        for name, value in _of(day):
            yield {"type": name, "date": str(day.date), "value": value}


def _of(day: LivedDay) -> Iterator[tuple[str, Any]]:
    if day.flow > 1:
        yield "period", {"option": FLOWS[day.flow]}
    elif day.flow:
        yield "spotting", [{"option": "red"}]
    if day.symptoms:
        yield "pain", [{"option": "period_cramps"}]
    if day.celsius:
        yield "bbt", {"celsius": day.celsius, "excluded": day.cycle_day == 7}
    if day.cycle_day == 14:
        yield "tests", [{"option": "ovulation_positive"}]
