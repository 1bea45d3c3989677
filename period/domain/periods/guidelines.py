"""What is usual, and what guidelines send to a doctor: limits in days, each with its source."""

from dataclasses import dataclass
from datetime import date

FIGO = (
    "FIGO: Munro, Critchley, Fraser, The two FIGO systems for normal and abnormal uterine "
    "bleeding, Int J Gynaecol Obstet 143, 2018"
)
ACOG_VITAL_SIGN = (
    "ACOG Committee Opinion 651: Menstruation in girls and adolescents: using the menstrual cycle "
    "as a vital sign, 2015"
)

SHORTEST_USUAL, LONGEST_USUAL = 24, 38
"""A period begins every 24 to 38 days (FIGO)."""

LONGEST_USUAL_BLEEDING = 8
"""A period lasts up to 8 days (FIGO)."""

WIDEST_USUAL_VARIATION, WIDEST_AT_MIDDLE_AGE = 9, 7
"""The longest and the shortest cycle of a year are up to 9 days apart, from 26 to 41 years of age
up to 7 (FIGO)."""

_MIDDLE_AGE = range(26, 42)


@dataclass(frozen=True, slots=True)
class Guideline:
    """A limit in days beyond which the source names a reason to have it looked at.

    `limit` is 0 where any bleeding at all is such a reason.
    """

    limit: int
    source: str


BLEEDING_LONG = Guideline(LONGEST_USUAL_BLEEDING, FIGO)
"""More than 8 days of bleeding in a period."""

CYCLES_SHORT = Guideline(21, ACOG_VITAL_SIGN)
"""Periods that begin less than 21 days after the one before."""

NO_PERIOD = Guideline(90, ACOG_VITAL_SIGN)
"""More than 90 days from one period to the next, outside a pregnancy."""

BLEEDING_AFTER_YEAR = Guideline(
    365, "NICE NG12: Suspected cancer: recognition and referral, 1.5.10, 2015, updated 2025"
)
"""Bleeding that comes back more than 12 months after the last: as after the menopause."""

BLEEDING_IN_MENOPAUSE = Guideline(0, BLEEDING_AFTER_YEAR.source)
"""Any bleeding after the menopause."""

BLEEDING_ON_HORMONES = Guideline(
    0, "NICE NG23: Menopause: identification and management, 1.5, 2015, updated 2024"
)
"""Bleeding that was not expected under hormone replacement."""

BLEEDING_IN_PREGNANCY = Guideline(
    0,
    "NICE NG126: Ectopic pregnancy and miscarriage, 2019; RCOG Green-top Guideline 63: Antepartum "
    "haemorrhage, 2011",
)
"""Any bleeding or spotting in a pregnancy."""


def widest_usual_variation(*, birth_year: int | None, today: date) -> int:
    """Return how many days apart the cycles of a year may be: fewer only if her age is certain."""
    if birth_year is None:
        return WIDEST_USUAL_VARIATION
    ages = {today.year - birth_year - 1, today.year - birth_year}  # before and after her birthday
    return WIDEST_AT_MIDDLE_AGE if ages.issubset(_MIDDLE_AGE) else WIDEST_USUAL_VARIATION
