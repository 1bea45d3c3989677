"""Our words for the values in Apple Health's records; "" where we have none."""

from collections.abc import Mapping, Sequence
from typing import Final

from glowcycle.formats.apple_health.questions import IUD, PILL


def _by_value(enums: Sequence[str], names: Mapping[str, str]) -> Mapping[str, str]:
    """Return our words by Apple's: the names of an enum, or its numbers from 1 on."""
    numbers = {str(number): word for number, word in enumerate(names.values(), 1)}
    by_name = {
        f"HKCategoryValue{enum}{name}": word for enum in enums for name, word in names.items()
    }
    return {**by_name, **numbers}


FLOWS: Final = _by_value(
    # iOS 18 has a new name for the same enum.
    ("MenstrualFlow", "VaginalBleeding"),
    {
        "Unspecified": "unspecified",
        "Light": "light",
        "Medium": "medium",
        "Heavy": "heavy",
        "None": "none",
    },
)
MUCUS: Final = _by_value(
    ("CervicalMucusQuality",),
    {
        "Dry": "dry",
        "Sticky": "sticky",
        "Creamy": "creamy",
        "Watery": "watery",
        "EggWhite": "eggWhite",
    },
)
OVULATION_TESTS: Final = {
    **_by_value(
        ("OvulationTestResult",),
        {
            "Negative": "negative",
            "LuteinizingHormoneSurge": "positive",
            "Indeterminate": "invalid",
            "EstrogenSurge": "high",
        },
    ),
    # Its name before iOS 13.
    "HKCategoryValueOvulationTestResultPositive": "positive",
}
PREGNANCY_TESTS: Final = _by_value(
    ("PregnancyTestResult",),
    {"Negative": "negative", "Positive": "positive", "Indeterminate": ""},
)
METHODS: Final = _by_value(
    ("Contraceptive",),
    {
        "Unspecified": "",
        "Implant": "implant",
        "Injection": "injection",
        "IntrauterineDevice": IUD,
        "IntravaginalRing": "ring",
        "Oral": PILL,
        "Patch": "patch",
    },
)
PROTECTION: Final = {"1": "protected", "0": "unprotected"}
