"""The period table: one record for each day that she logged."""

from django.conf import settings
from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute

from glowcycle.storage.date_queries import DateQuery
from glowcycle.storage.records import Record


class DayLog(Record):
    """One day. The table itself is sorted by date, so lists need no index.

    `flow` is "none" if she checked and saw no bleeding. `cycle_length` is the usual length of her
    cycles in days, as she states it.
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
