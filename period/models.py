"""The period table: one record for each day that she logged. And the table of life stages."""

from collections.abc import Mapping
from datetime import date as Date  # noqa: N812  `date` is a field of the records
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings
from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    UnicodeAttribute,
)

from glowcycle.storage.date_queries import DateQuery
from glowcycle.storage.records import Record

# A stage without an end goes on.
LAST_DAY: Final = "9999-12-31"


class TemperatureMap(MapAttribute[str, float]):
    """A waking temperature in degrees Celsius, and the local time "HH:MM" of the measurement."""

    celsius = NumberAttribute()
    time = UnicodeAttribute(null=True)
    excluded = BooleanAttribute()


class DayLog(Record):
    """One day. The table itself is sorted by date, so lists need no index.

    `flow` is "none" if she checked and saw no bleeding, None if she said nothing of it.
    `cycle_length` is the usual length of her cycles in days, as she states it. `pain` is 0 to 10.
    """

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-period"

    CONTENT = ("flow", "symptoms", "ovulation_test", "cycle_length")
    ADDED_CONTENT = (
        "starts_period",
        "temperature",
        "mucus",
        "pregnancy_test",
        "pain",
        "sex",
        "medication",
        "note",
    )
    # Of days on which she logged bleeding she alone says where her period begins.
    FILLED_WITH = MappingProxyType({"starts_period": "flow"})

    date = UnicodeAttribute(range_key=True)
    flow = UnicodeAttribute(null=True)
    symptoms = ListAttribute(of=UnicodeAttribute, null=True)
    ovulation_test = UnicodeAttribute(null=True, attr_name="ovulationTest")
    cycle_length = NumberAttribute(null=True, attr_name="cycleLength")
    starts_period = BooleanAttribute(null=True, attr_name="startsPeriod")
    temperature = TemperatureMap(null=True)  # type: ignore[no-untyped-call]  # untyped
    mucus = UnicodeAttribute(null=True)
    pregnancy_test = UnicodeAttribute(null=True, attr_name="pregnancyTest")
    pain = NumberAttribute(null=True)
    sex = UnicodeAttribute(null=True)
    medication = ListAttribute(of=UnicodeAttribute, null=True)
    note = UnicodeAttribute(null=True)

    @classmethod
    def days_of(cls, stored: Mapping[str, Any]) -> tuple[str, str]:
        """Return the day of the log, twice. Raise KeyError without one."""
        day = stored["date"]["S"]
        return day, day

    @property
    def day(self) -> Date:
        """The calendar day. Raise ValueError for remains under a key that is none."""
        return Date.fromisoformat(self.date)


DAYS: DateQuery[DayLog] = DateQuery(query=DayLog.query, sort_key=DayLog.date, position=("date",))


class PackMap(MapAttribute[str, object]):
    """The days of a pack with hormones and without, and the first day of one of her packs."""

    active = NumberAttribute(null=True)
    pause = NumberAttribute(null=True)
    begins = UnicodeAttribute(null=True)


class StageLog(Record):
    """A life stage. All of it is sealed: 280 days in clear would tell a pregnancy.

    So no index sorts the table by date, and a list reads it whole. Which kind has which members,
    `domain.log.stage_rules` tells; a day is text.
    """

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-stage"

    CONTENT = (
        "stage_kind",
        "start",
        "end",
        "method",
        "pack",
        "due_date",
        "basis",
        "outcome",
        "birth_date",
        "breastfeeding",
        "hormones",
        "reason",
    )
    # As much as the longest, imported: a pregnancy is no larger than a pause.
    LEAST_BYTES = 512

    stage_id = UnicodeAttribute(range_key=True, attr_name="stageId")
    stage_kind = UnicodeAttribute(null=True, attr_name="kind")  # `kind` is the kind of record
    start = UnicodeAttribute(null=True)
    end = UnicodeAttribute(null=True)
    method = UnicodeAttribute(null=True)
    pack = PackMap(null=True)  # type: ignore[no-untyped-call]  # untyped
    due_date = UnicodeAttribute(null=True, attr_name="dueDate")
    basis = UnicodeAttribute(null=True)
    outcome = UnicodeAttribute(null=True)
    birth_date = UnicodeAttribute(null=True, attr_name="birthDate")
    breastfeeding = UnicodeAttribute(null=True)
    hormones = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)

    @classmethod
    def days_of(cls, stored: Mapping[str, Any]) -> tuple[str, str]:
        """Return the first and the last day of the stage. Raise KeyError without a first one."""
        end = stored.get("end", {}).get("S")
        return stored["start"]["S"], LAST_DAY if end is None else end

    @property
    def date(self) -> str | None:
        """The day by which a list sorts it: its first one."""
        return self.start
