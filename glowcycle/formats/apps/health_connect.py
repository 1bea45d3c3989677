"""Health Connect, Android's store of all apps' records: a zip with an SQLite database."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from glowcycle.formats.errors import WrongFile
from glowcycle.formats.file_kinds import kind_of
from glowcycle.formats.files.source import Source
from glowcycle.formats.files.sqlite_database import Cell, Database, open_database
from glowcycle.formats.format import Format
from glowcycle.formats.health_connect import values
from glowcycle.formats.health_connect.values import (
    day_of_number,
    day_of_time,
    local_time,
    row_number,
)
from glowcycle.formats.health_signs import MUCUS, OVULATION_TESTS, SEX, HealthSigns, Sample
from glowcycle.formats.history import History
from glowcycle.formats.reasons import Reason
from glowcycle.sentences import sentence

SHAPE: Final = sentence("the export of Health Connect (a zip with health_connect_export.db)")
_NAME: Final = re.compile(r"(?:[^/]+/)?health_connect[^/]*\.db", re.IGNORECASE)
_MAGIC: Final = b"SQLite format 3\0"
_TABLE_OF_RECORDS: Final = re.compile(r"[a-z0-9_]+_(?:record|resource)_table")

_INSTANT: Final = ("row_id", "local_date", "time", "zone_offset")
_INTERVAL: Final = (
    *("row_id", "local_date", "start_time", "start_zone_offset"),
    *("end_time", "end_zone_offset"),
)


def _recognizes(source: Source) -> bool:
    """Return whether it is a zip with the database, or the database itself."""
    if source.is_zip:
        return _file_in(source) is not None
    return source.head.startswith(_MAGIC) and b"menstruation_flow_record_table" in source.head


def _read(source: Source) -> History:
    """Read the records of her cycle; all others are counted. Raise WrongFile, TooLarge."""
    name = _file_in(source)
    if source.is_zip and name is None:
        raise WrongFile(expected=SHAPE, seen=kind_of(source))
    history = History()
    with (
        source.open(name) as stream,
        open_database(stream, check_time=source.check_time) as database,
    ):
        history.version = str(database.version)
        _Reading(history, database).read()
    return history


def _file_in(source: Source) -> str | None:
    return next((name for name in source.names if _NAME.fullmatch(name)), None)


class _Reading:
    """Takes the tables one by one."""

    def __init__(self, history: History, database: Database) -> None:
        self._history, self._database = history, database
        self._signs = HealthSigns(history)

    def read(self) -> None:
        takers: Mapping[str, Callable[[str], None]] = {
            "menstruation_flow_record_table": self._take_flows,
            "menstruation_period_record_table": self._take_periods,
            "intermenstrual_bleeding_record_table": self._take_spotting,
            "cervical_mucus_record_table": self._take_mucus,
            "ovulation_test_record_table": self._take_ovulation_tests,
            "basal_body_temperature_record_table": self._take_temperatures,
            "sexual_activity_record_table": self._take_sex,
        }
        for table in sorted(self._database.tables):
            if take := takers.get(table):
                take(table)
            elif _TABLE_OF_RECORDS.fullmatch(table) and (count := self._database.count(table)):
                self._history.skip(table, None, "no_place", row=1, count=count)
        self._signs.finish()

    def _take_flows(self, table: str) -> None:
        for sample, code in self._instants(table, "flow"):
            if flow := self._known(sample, code, values.FLOWS):
                self._signs.flow(sample, flow)

    def _take_periods(self, table: str) -> None:
        for row, local, start, start_zone, end, end_zone in self._database.rows(table, _INTERVAL):
            self._signs.count()
            first = day_of_number(local) or day_of_time(start, start_zone)
            # Midnight ends the day before.
            last = day_of_time(end - 1, end_zone) if isinstance(end, int) else first
            if first is None or last is None:
                self._history.skip(table, None, "incomplete", row=row_number(row))
                continue
            sample = Sample(
                what=table,
                value=f"{first} {last}",
                first=first,
                last=max(first, last),
                time=None,
                row=row_number(row),
            )
            self._signs.flow(sample, "unspecified", starts=True)

    def _take_spotting(self, table: str) -> None:
        for sample, _ in self._instants(table, None):
            self._signs.flow(sample, "spotting")

    def _take_mucus(self, table: str) -> None:
        for sample, code in self._instants(table, "appearance"):
            if mucus := self._known(sample, code, values.MUCUS):
                self._signs.strongest(sample, "mucus", mucus, MUCUS)
        self._count_column(table, "sensation")

    def _take_ovulation_tests(self, table: str) -> None:
        for sample, code in self._instants(table, "result"):
            if result := self._known(sample, code, values.OVULATION_TESTS):
                self._signs.strongest(sample, "ovulationTest", result, OVULATION_TESTS)

    def _take_temperatures(self, table: str) -> None:
        for sample, celsius in self._instants(table, "temperature"):
            if isinstance(celsius, int | float):
                self._signs.temperature(sample, celsius)
            else:
                self._history.skip(table, None, "invalid", row=sample.row)
        self._count_column(table, "measurement_location")

    def _take_sex(self, table: str) -> None:
        for sample, code in self._instants(table, "protection_used"):
            if protection := self._known(sample, code, values.SEX):
                self._signs.strongest(sample, "sex", protection, SEX)

    def _count_column(self, table: str, column: str) -> None:
        """Count the values of a column that has no place here; 0 is none."""
        for row, value in self._database.rows(table, ("row_id", column)):
            if isinstance(value, int) and value:
                what = f"{table}.{column}"
                self._history.skip(what, value, "no_place", row=row_number(row))

    def _known(self, sample: Sample, code: Cell, words: Mapping[int, str]) -> str | None:
        """Return our word for the code. Count it if there is none."""
        word = words.get(code) if isinstance(code, int) else None
        if not word:
            reason: Reason = "unknown" if word is None else "incomplete"
            self._history.skip(sample.what, sample.value, reason, row=sample.row)
        return word

    def _instants(self, table: str, column: str | None) -> Iterator[tuple[Sample, Cell]]:
        """Yield each record of one moment with its value. Count those without a day."""
        if column and column not in self._database.columns(table):
            seen = sentence("a table {table} without it", table=table)
            expected = sentence("a column {column}", column=column)
            raise WrongFile(expected=expected, seen=seen, column=column)
        columns = (*_INSTANT, column or "row_id")
        for row, local, time, zone, value in self._database.rows(table, columns):
            self._signs.count()
            day = day_of_number(local) or day_of_time(time, zone)
            told = str(value) if isinstance(value, int | float) else ""
            if day is None:
                self._history.skip(table, told, "incomplete", row=row_number(row))
                continue
            moment = local_time(time, zone)
            sample = Sample(
                what=table,
                value=told,
                first=day,
                last=day,
                time=f"{moment:%H:%M}" if moment else None,
                row=row_number(row),
            )
            yield sample, value


FORMATS = (
    Format(
        name="health-connect",
        app="Health Connect",
        shape=SHAPE,
        recognizes=_recognizes,
        read=_read,
    ),
)
