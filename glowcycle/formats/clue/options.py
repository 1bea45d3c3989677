"""What each type and option of Clue means here.

Clue renamed some of them over the years; each name it ever used leads to the same value.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

FLOWS: Final[Mapping[str, str]] = {
    "none": "none",
    "yes": "unspecified",
    "unspecified": "unspecified",
    "spotting": "spotting",
    "light": "light",
    "medium": "medium",
    "heavy": "heavy",
    "very_heavy": "veryHeavy",
    "super_heavy": "veryHeavy",
}

# Types whose options are symptoms, and what an option means there if its name alone does not say.
SYMPTOMS: Final[Mapping[str, Mapping[str, str]]] = {
    "pain": {
        "ovulation": "ovulation pain",
        "leg": "leg pain",
        "joint": "joint pain",
        "muscle": "muscle pain",
        "vulvar": "vulvar pain",
        "vaginal": "vaginal pain",
        "pelvic": "pelvic pain",
        "breast": "tender breasts",
        "breasts": "tender breasts",
        "back": "back pain",
    },
    "digestion": {},
    "stool": {},
    "poop": {},
    "skin": {"oily": "oily skin", "dry": "dry skin", "itchy": "itchy skin"},
    "hair": {"loss": "hair loss"},
    "energy": {"low": "fatigue"},
    "ailments": {"cold_flu_ailment": "cold or flu"},
    "ailment": {},
    "pms": {"yes": "pms"},
}
# Options that name no symptom.
NO_SYMPTOM: Final = frozenset(
    ("ok", "good", "great", "great_digestion", "normal", "none", "bad", "good_hair", "bad_hair")
)

MOOD_TYPES: Final = frozenset(("feelings", "emotions", "mood"))
TAG_TYPES: Final = frozenset(
    (
        "exercise",
        "leisure",
        "mental",
        "mind",
        "motivation",
        "party",
        "partying",
        "sleep_quality",
        "social",
        "social_life",
        "tag",
        "tags",
    )
)
CRAVING_TYPES: Final = frozenset(("craving", "cravings"))
HER_OWN_TYPES: Final = frozenset(("tag", "tags"))
ENERGY_TAGS: Final = frozenset(("energetic", "fully_energized", "energized", "high"))

TESTS: Final[Mapping[str, tuple[str, str]]] = {
    "ovulation_positive": ("ovulationTest", "positive"),
    "ovulation_test_pos": ("ovulationTest", "positive"),
    "ovulation_negative": ("ovulationTest", "negative"),
    "ovulation_test_neg": ("ovulationTest", "negative"),
    "pregnancy_positive": ("pregnancyTest", "positive"),
    "pregnancy_test_pos": ("pregnancyTest", "positive"),
    "pregnancy_negative": ("pregnancyTest", "negative"),
    "pregnancy_test_neg": ("pregnancyTest", "negative"),
}

MUCUS_TYPES: Final = frozenset(("discharge", "fluid", "cervical_fluid", "cervical_mucus"))
MUCUS: Final[Mapping[str, str]] = {
    "none": "dry",
    "dry": "dry",
    "sticky": "sticky",
    "creamy": "creamy",
    "watery": "watery",
    "egg_white": "eggWhite",
    "eggwhite": "eggWhite",
    "atypical": "unusual",
    "unusual": "unusual",
}

SEX_TYPES: Final = frozenset(("sex", "sex_life", "sex_drive"))
SEX: Final[Mapping[str, str]] = {
    "protected": "protected",
    "protected_sex": "protected",
    "unprotected": "unprotected",
    "unprotected_sex": "unprotected",
    "no_sex": "none",
    "no_sex_today": "none",
}

# Clue knows that she took a pill, but not which: it may be one with estrogen or without. So it
# tells of no stage of contraception.
CONTRACEPTION: Final[Mapping[str, str]] = {
    "birth_control_pill": "birth control pill",
    "pill": "birth control pill",
    "birth_control_ring": "birth control ring",
    "birth_control_patch": "birth control patch",
    "birth_control_shot": "birth control injection",
    "birth_control_injection": "birth control injection",
    "birth_control_implant": "birth control implant",
    "birth_control_iud": "IUD",
}
TAKEN: Final[Mapping[str, str]] = {
    "taken": "",
    "late": ", late",
    "double": ", double dose",
    "double_dose": ", double dose",
    "administered": "",
    "injected": "",
    "inserted": ", inserted",
    "replaced": ", replaced",
}
NOT_TAKEN: Final = frozenset(("missed", "no_pill", "removed", "removed_late", "thread_checked"))

NO_PLACE: Final = frozenset(
    (
        "appointment",
        "appointments",
        "collection",
        "collection_method",
        "heart_rate_variability",
        "period_products",
        "resting_heart_rate",
        "sleep",
        "sleep_duration",
        "steps",
        "temperature",
        "weight",
    )
)
EXCLUSION_TYPES: Final = frozenset(
    ("cycle_exclusion", "exclude_cycle", "excluded_cycle", "excluded_cycles")
)


def read_options(value: Any) -> Iterator[str]:
    """Yield the options of {"option": x}, of [{"option": x}], of [x] and of x itself."""
    if isinstance(value, dict):
        value = value.get("option", value.get("options"))
    if isinstance(value, list):
        for each in value:
            yield from read_options(each)
    elif value is True:
        yield "yes"
    elif isinstance(value, str) and value.strip():
        yield value.strip()
