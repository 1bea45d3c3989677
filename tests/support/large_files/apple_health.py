"""Writes a large export.xml of Apple Health: what a phone and a watch measure in ten years."""

import random
from datetime import UTC, datetime, timedelta
from typing import IO

BATCH = 1000
FIRST = datetime(2016, 1, 1, tzinfo=UTC)
FIRST_FLOW = datetime(1990, 1, 1, 8, tzinfo=UTC)
TIME = "%Y-%m-%d %H:%M:%S"
TYPES = ("StepCount", "ActiveEnergyBurned", "BasalEnergyBurned", "DistanceWalkingRunning")
DEVICE = (
    "&lt;&lt;HKDevice: 0x3008a1b30&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, "
    "hardware:Watch6,2, software:10.3.1&gt;"
)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
]>
<HealthData locale="en_US">
 <ExportDate value="2026-09-01 07:00:00 +0200"/>
"""


def write(
    file: IO[bytes], *, size: int = 400_000_000, menstrual: int = 5_000, seed: int = 1
) -> None:
    """Write about so many bytes, and among all else so many records of flow, of a day each."""
    chance = random.Random(seed)
    file.write(HEAD.encode())
    written, flows = len(HEAD), 0
    while written < size:
        lines = [_other_record(chance) for _ in range(min(BATCH, 1 + size // 10_000))]
        due = min(menstrual, round(menstrual * written / size) + 1)
        lines += [_flow(number) for number in range(flows, due)]
        flows = max(flows, due)
        batch = "".join(lines).encode()
        file.write(batch)
        written += len(batch)
    file.write("".join(_flow(number) for number in range(flows, menstrual)).encode())
    file.write(b"</HealthData>\n")


def _other_record(chance: random.Random) -> str:
    time = f"{FIRST + timedelta(seconds=chance.randrange(10 * 365 * 86400)):{TIME}}"
    is_heart_rate = chance.random() < 0.3
    name = "HeartRate" if is_heart_rate else chance.choice(TYPES)
    record = (
        f' <Record type="HKQuantityTypeIdentifier{name}" sourceName="Her Apple\u00a0Watch" '
        f'sourceVersion="10.3.1" device="{DEVICE}" unit="count/min" creationDate="{time} -0700" '
        f'startDate="{time} -0700" endDate="{time} -0700" value="{chance.randrange(50, 150)}"'
    )
    if not is_heart_rate:
        return record + "/>\n"
    key = "HKMetadataKeyHeartRateMotionContext"
    return record + f'>\n  <MetadataEntry key="{key}" value="0"/>\n </Record>\n'


def _flow(number: int) -> str:
    cycle, day = divmod(number, 5)
    time = f"{FIRST_FLOW + timedelta(days=13 * cycle + day):{TIME}}"
    return (
        ' <Record type="HKCategoryTypeIdentifierMenstrualFlow" sourceName="Health" '
        f'startDate="{time} +0100" endDate="{time} +0100" '
        'value="HKCategoryValueVaginalBleedingMedium">\n'
        f'  <MetadataEntry key="HKMenstrualCycleStart" value="{int(day == 0)}"/>\n </Record>\n'
    )
