"""The base of records with an id and a date, and the index that sorts them by date."""

import re
from datetime import date as Date  # noqa: N812  `date` is a field of the records

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, LocalSecondaryIndex

from glowcycle.storage.records import Record

# A day, or a time with its offset, as requests may hold them and records do.
DAY_OR_TIME = re.compile(
    "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?"
    "(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?"
)


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

    def set_index_keys(self) -> None:
        """Sort by date and, within a date, by creation. A tombstone has no date."""
        if self.date is not None:
            # "Z" would sort after the colon or the digits of a longer time; "+" and "-" do not.
            date = self.date.replace("Z", "+00:00")
            self.date_order = f"{date}#{self.created_at:%Y-%m-%dT%H:%M:%S.%f}"
