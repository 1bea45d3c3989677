"""The base of records with an id and a date, and the index that sorts them by date."""

import re
from collections.abc import Mapping
from datetime import date as Date  # noqa: N812  `date` is a field of the records
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, LocalSecondaryIndex

from glowcycle.storage.records import Record

# A day, or a time with its offset, as requests may hold them and records do.
DAY_OR_TIME = re.compile(
    "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?"
    "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?"
)
HOUR = 60  # minutes


class ByDate(LocalSecondaryIndex["DatedRecord"]):
    """A person's records by date. Tombstones have no `dateOrder`, so the index leaves them out."""

    class Meta:
        index_name = "byDate"
        projection = AllProjection()

    user_id = UnicodeAttribute(hash_key=True, attr_name="userId")
    date_order = UnicodeAttribute(range_key=True, attr_name="dateOrder")


class DatedRecord(Record):
    """A record with an id and a date. One day may have many, and an index sorts them."""

    date = UnicodeAttribute(null=True)
    date_order = UnicodeAttribute(null=True, attr_name="dateOrder")

    by_date = ByDate()

    @property
    def day(self) -> Date:
        """The calendar day; for a time with an offset, the local day of that offset."""
        return Date.fromisoformat(self.date[:10])

    def check(self) -> None:
        """Raise an error of MALFORMED for metadata that no write stores."""
        super().check()
        values = self.attribute_values
        if "deleted_at" not in values:
            date = values["date"]
            Date.fromisoformat(date[:10])
            if not DAY_OR_TIME.fullmatch(date):
                raise ValueError

    @classmethod
    def days_of(cls, stored: Mapping[str, Any]) -> tuple[str, str]:
        """Return the calendar day of the record, twice. Raise KeyError without one."""
        day = stored["date"]["S"][:10]
        return day, day

    def set_index_keys(self) -> None:
        """Sort by date, within a date by moment, and then by creation. A tombstone has no date.

        Records of before sort by their local time and its offset, until they are written again.
        """
        if self.date is not None:
            date = self.date[:10] + _moment(self.date[10:])
            self.date_order = f"{date}#{self.created_at:%Y-%m-%dT%H:%M:%S.%f}"


def _moment(local: str) -> str:
    """Return a local time with its offset as one in UTC that sorts by moment; "" for no time.

    "T25:30:00.000000000" is half past one on the next day, "T-23:30:00.000000000" half past eleven
    on the day before: the minus sorts before the digits.
    """
    if not local:
        return ""
    hours, minutes = int(local[1:3]), int(local[4:6])
    clock, offset = (local[:-1], "+00:00") if local.endswith("Z") else (local[:-6], local[-6:])
    ahead = int(offset[1:3]) * HOUR + int(offset[4:6])
    utc = hours * HOUR + minutes - (ahead if offset[0] == "+" else -ahead)
    before, (hour, minute) = ("-" if utc < 0 else ""), divmod(utc + 24 * HOUR * (utc < 0), HOUR)
    seconds, _, fraction = clock[7:].partition(".")
    return f"T{before}{hour:02}:{minute:02}:{seconds or '00'}.{fraction:0<9}"
