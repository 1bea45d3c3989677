"""Writes a large zip of Health Connect: her cycle, and a band that measures all day."""

import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO

from tests.support.large_files.life import LivedDay, life

COMMON = (
    "row_id INTEGER PRIMARY KEY AUTOINCREMENT, uuid BLOB NOT NULL UNIQUE, app_info_id INTEGER, "
)
INSTANT = "time INTEGER, zone_offset INTEGER, local_date INTEGER"
INTERVAL = (
    "start_time INTEGER, start_zone_offset INTEGER, end_time INTEGER, end_zone_offset INTEGER, "
    "local_date INTEGER"
)
TABLES = {
    "menstruation_flow_record_table": (INSTANT, "flow INTEGER"),
    "menstruation_period_record_table": (INTERVAL, None),
    "intermenstrual_bleeding_record_table": (INSTANT, None),
    "cervical_mucus_record_table": (INSTANT, "sensation INTEGER, appearance INTEGER"),
    "ovulation_test_record_table": (INSTANT, "result INTEGER"),
    "basal_body_temperature_record_table": (
        INSTANT,
        "measurement_location INTEGER, temperature REAL",
    ),
    "sexual_activity_record_table": (INSTANT, "protection_used INTEGER"),
    "steps_record_table": (INTERVAL, "count INTEGER"),
}
DAY, ZONE = 86_400_000, 3600
# Of life's flows; Health Connect has spotting in a table of its own.
FLOWS = {2: 1, 3: 2, 4: 3}
STEPS_A_DAY = 200


def create_tables(database: sqlite3.Connection) -> None:
    """Create the tables as the phone does, with the ones in which nothing of hers is."""
    database.execute("PRAGMA user_version = 20")
    database.execute("CREATE TABLE android_metadata (locale TEXT)")
    database.execute("CREATE TABLE application_info_table (row_id INTEGER PRIMARY KEY, name TEXT)")
    for table, (times, own) in TABLES.items():
        columns = COMMON + times + (f", {own}" if own else "")
        if times == INSTANT:
            columns += ", local_date_time INTEGER AS (time + 1000 * zone_offset)"
        database.execute(f"CREATE TABLE {table} ({columns})")


def insert(database: sqlite3.Connection, table: str, **values: object) -> None:
    """Insert one record."""
    names = ", ".join(values)
    places = ", ".join("?" * len(values))
    database.execute(
        f"INSERT INTO {table} (uuid, {names}) VALUES (randomblob(16), {places})",
        (*values.values(),),
    )


def moment(day: date, *, hour: float = 8, zone: int = ZONE) -> dict[str, int]:
    """Return the cells of a record of one moment of that day."""
    number = day.toordinal() - date(1970, 1, 1).toordinal()
    time = number * DAY + round(hour * 3_600_000) - zone * 1000
    return {"time": time, "zone_offset": zone, "local_date": number}


def write(file: IO[bytes], *, days: int = 3650) -> None:
    """Write the zip with so many days, each with 200 records of her steps."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "health_connect_export.db"
        database = sqlite3.connect(path)
        create_tables(database)
        for lived in life(days):
            _insert_day(database, lived)
        names = "start_time, start_zone_offset, end_time, end_zone_offset, local_date, count"
        database.executemany(
            f"INSERT INTO steps_record_table (uuid, {names}) "
            "VALUES (randomblob(16), ?, ?, ?, ?, ?, ?)",
            _steps(days),
        )
        database.commit()
        database.close()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
            zipped.write(path, path.name)


def _insert_day(database: sqlite3.Connection, lived: LivedDay) -> None:
    if lived.flow in FLOWS:
        flow = FLOWS[lived.flow]
        insert(database, "menstruation_flow_record_table", **moment(lived.date), flow=flow)
    elif lived.flow:
        insert(database, "intermenstrual_bleeding_record_table", **moment(lived.date))
    if lived.celsius is not None:
        insert(
            database,
            "basal_body_temperature_record_table",
            **moment(lived.date, hour=6.5),
            temperature=lived.celsius,
        )


def _steps(days: int) -> Iterator[tuple[int, ...]]:
    for number in range(days * STEPS_A_DAY):
        day, minute = divmod(number, STEPS_A_DAY)
        start = (day + 15_000) * DAY + minute * 60_000
        yield start, ZONE, start + 60_000, ZONE, day + 15_000, minute % 90
