"""What the categories and subcategories of Flo's events mean here."""

from collections.abc import Mapping
from typing import Final

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
TAG_CATEGORIES: Final = frozenset(
    ("Activity", "Disturber", "Exercise", "Other", "PhysicalActivity", "SexDrive", "Sport")
)
NO_PLACE: Final = frozenset(("Ovulation", "Sleep", "Steps", "Water", "Weight"))
