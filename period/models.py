"""The period table: what she logged of each day."""

from django.conf import settings
from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute

from glowcycle.storage.date_queries import DateQuery
from glowcycle.storage.records import Record


class DayLog(Record):
    """One day; the table's own order is by date, so lists need no index.

    `flow` is none where she checked and found nothing. `cycle_length` is her own statement of her
    usual length in days.
    """

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-period"

    CONTENT = ("flow", "symptoms", "ovulation_test", "cycle_length")

    date = UnicodeAttribute(range_key=True)
    flow = UnicodeAttribute(null=True)
    symptoms = ListAttribute(of=UnicodeAttribute, null=True)
    ovulation_test = UnicodeAttribute(null=True, attr_name="ovulationTest")
    cycle_length = NumberAttribute(null=True, attr_name="cycleLength")


DAYS: DateQuery[DayLog] = DateQuery(query=DayLog.query, sort_key=DayLog.date, position=("date",))
