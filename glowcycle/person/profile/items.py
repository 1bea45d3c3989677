"""How her profile is stored."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from glowcycle.person.person_records import PersonRecord


class ProfileItem(PersonRecord):
    """Her year of birth, usual lengths in days, and goal; None where she said nothing."""

    NAME = "profile"
    CONTENT = ("birth_year", "cycle_length", "period_length", "luteal_length", "goal")

    birth_year = NumberAttribute(null=True, attr_name="birthYear")
    cycle_length = NumberAttribute(null=True, attr_name="cycleLength")
    period_length = NumberAttribute(null=True, attr_name="periodLength")
    luteal_length = NumberAttribute(null=True, attr_name="lutealLength")
    goal = UnicodeAttribute(null=True)
