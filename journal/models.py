"""The journal table: mood, energy and notes of a day or a time."""

from django.conf import settings
from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute

from glowcycle.storage.date_queries import DateQuery
from glowcycle.storage.dated_record import DatedRecord


class JournalEntry(DatedRecord):
    """One entry. `cycle_day` is stored as sent; the services answer the one from the period log."""

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-journal"

    CONTENT = ("mood", "energy", "text", "tags", "cycle_day")

    entry_id = UnicodeAttribute(range_key=True, attr_name="entryId")
    mood = UnicodeAttribute(null=True)
    energy = NumberAttribute(null=True)
    text = UnicodeAttribute(null=True)
    tags = ListAttribute(of=UnicodeAttribute, null=True)
    cycle_day = NumberAttribute(null=True, attr_name="cycleDay")


ENTRIES: DateQuery[JournalEntry] = DateQuery(
    query=JournalEntry.by_date.query,
    sort_key=JournalEntry.date_order,
    position=("date_order", "entry_id"),
)
