"""What the categories and subcategories of Flo's events mean here."""

from collections.abc import Mapping
from typing import Any, Final

FLOWS: Final[Mapping[str, str]] = {"1": "light", "2": "medium", "3": "heavy"}

# Where the name of a symptom alone does not say it.
SYMPTOMS: Final[Mapping[str, str]] = {"Swings": "mood swings"}
NO_SYMPTOM: Final = frozenset(("EverythingFine", "FeelGood", "None"))
MOODS: Final[Mapping[str, str]] = {"Swings": "mood swings", "Panic": "panicky"}

MUCUS: Final[Mapping[str, str]] = {
    "Dry": "dry",
    "NoDischarge": "dry",
    "Sticky": "sticky",
    "Creamy": "creamy",
    "Watery": "watery",
    "Eggwhite": "eggWhite",
    "EggWhite": "eggWhite",
    "Unusual": "unusual",
    "Atypical": "unusual",
    "ClumpyWhite": "unusual",
    "Gray": "unusual",
    "Grey": "unusual",
}
# Blood in the discharge.
SPOTTING: Final = frozenset(("Bloody", "Spotting"))

SEX: Final[Mapping[str, str]] = {
    "None": "none",
    "NoSex": "none",
    "SexNone": "none",
    "DidntHaveSex": "none",
    "Protected": "protected",
    "SexProtected": "protected",
    "Unprotected": "unprotected",
    "SexUnprotected": "unprotected",
}
OVULATION_TESTS: Final[Mapping[str, str]] = {
    "Positive": "positive",
    "Negative": "negative",
    "Peak": "peak",
    "High": "high",
    "Low": "low",
    "Invalid": "invalid",
}
PREGNANCY_TESTS: Final[Mapping[str, str]] = {
    "Positive": "positive",
    "Negative": "negative",
    "Faint": "faint",
    "FaintLine": "faint",
    "FaintPositive": "faint",
}
NO_TEST: Final = frozenset(("NotTaken", "None"))

TEMPERATURES: Final = frozenset(("Bbt", "BBT", "BasalTemperature", "Temperature"))
SEX_DRIVE: Final = "SexDrive"
TAG_CATEGORIES: Final = frozenset(
    ("Activity", "Disturber", "Exercise", "Other", "PhysicalActivity", SEX_DRIVE, "Sport")
)
# What she chose to say that there was nothing.
NO_TAG: Final = frozenset(("None", "NoExercise", "DidntExercise"))
NO_PLACE: Final = frozenset(("Ovulation", "Sleep", "Steps", "Water", "Weight"))
_YES: Final[frozenset[object]] = frozenset((1, "1", "true", "True"))


def is_yes(value: Any) -> bool:
    """Return whether a mark such as `deleted` is set: as true, as 1, or as a text."""
    return isinstance(value, str | int) and value in _YES
