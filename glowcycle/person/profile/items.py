"""How her profile is stored: one item of the person table, written and sealed like a record."""

from typing import Final

from django.conf import settings
from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from glowcycle.storage.records import Record


class ProfileItem(Record):
    """Her year of birth, usual lengths in days, and goal; None where she said nothing."""

    class Meta:
        table_name = f"{settings.DYNAMODB_TABLE_NAME}-person"

    NAME: Final = "profile"
    CONTENT = ("birth_year", "cycle_length", "period_length", "luteal_length", "goal")

    item = UnicodeAttribute(range_key=True)
    birth_year = NumberAttribute(null=True, attr_name="birthYear")
    cycle_length = NumberAttribute(null=True, attr_name="cycleLength")
    period_length = NumberAttribute(null=True, attr_name="periodLength")
    luteal_length = NumberAttribute(null=True, attr_name="lutealLength")
    goal = UnicodeAttribute(null=True)

    @classmethod
    def kind(cls) -> str:
        """Return the first segment of its address, as for records: /me/profile."""
        return "me"
