"""One plain English word for the same symptom in every app.

What she named herself stays in her words, unless it is the English name of one of these.
"""

import re
from collections.abc import Mapping
from typing import Final

# Our word, and how apps spell it, as `to_plain_words` leaves it.
_SPELLINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "abdominal pain": ("lower abdominal pain", "stomach ache", "stomach pain", "belly pain"),
    "acne": ("pimples", "breakouts"),
    "allergy": ("allergies", "allergic reaction"),
    "back pain": (
        "backache",
        "back (lower) pain",
        "lower back",
        "lower back pain",
        "low back pain",
        "back ache",
    ),
    "bloating": ("bloated",),
    "body aches": ("body ache",),
    "brain fog": ("brainfog", "foggy"),
    "breast changes": ("nipple changes",),
    "chills": (),
    "cold or flu": ("cold flu", "flu", "cold"),
    "constipation": ("constipated",),
    "cramps": ("period cramps", "cramping", "menstrual cramps", "drawing pain", "abdominal cramps"),
    "cravings": ("food cravings", "craving"),
    "diarrhea": ("diarrhoea",),
    "dizziness": ("dizzy", "lightheadedness"),
    "dry eyes": (),
    "dry skin": (),
    "fatigue": ("tired", "tiredness", "low energy", "exhausted", "exhaustion"),
    "fever": (),
    "gas": ("gassy", "flatulence"),
    "hair loss": (),
    "headache": ("headaches",),
    "hot flashes": ("hot flash", "hot flushes", "hot flush"),
    "increased appetite": ("high appetite",),
    "injury": (),
    "insomnia": ("sleeplessness", "trouble sleeping"),
    "irritability": (),
    "itchy skin": (),
    "joint pain": (),
    "leg pain": (),
    "loss of appetite": ("decreased appetite", "low appetite", "no appetite"),
    "migraine": ("migraines",),
    "migraine with aura": (),
    "mood swings": ("mood swing",),
    "muscle pain": ("muscle ache",),
    "nausea": ("nauseous", "nauseated"),
    "night sweats": ("night sweat",),
    "oily skin": (),
    "ovulation pain": ("mittelschmerz",),
    "painful intercourse": (),
    "palpitations": ("heart palpitations",),
    "pelvic pain": (),
    "pms": ("premenstrual syndrome",),
    "stress": ("stressed",),
    "swelling": ("swollen", "water retention"),
    "tender breasts": (
        "breast tenderness",
        "breast pain",
        "breast soreness",
        "sore breasts",
    ),
    "urinary tract infection": ("uti",),
    "vaginal dryness": (),
    "vaginal itching": (),
    "vaginal pain": (),
    "vomiting": (),
    "vulvar pain": (),
}
_WORDS: Final[Mapping[str, str]] = {
    spelling: word for word, others in _SPELLINGS.items() for spelling in (word, *others)
}
_CAPITAL_INSIDE: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN_WORDS: Final = re.compile(r"[\s_/.-]+")
_MAX_LENGTH: Final = 64


def find_symptom(name: str) -> str | None:
    """Return our word for a symptom, None if it is none of these.

    An app may write it `breast_tenderness`, `TenderBreasts` or `Sore breasts`.
    """
    return _WORDS.get(to_plain_words(name)) if len(name) <= _MAX_LENGTH else None


def name_symptom(name: str) -> str:
    """Return our word for a symptom that she named herself, or her own words, stripped."""
    return find_symptom(name) or name.strip()


def to_plain_words(name: str) -> str:
    """Return the name of an option as plain words: `LowEnergy` and `low_energy` as `low energy`."""
    return _BETWEEN_WORDS.sub(" ", _CAPITAL_INSIDE.sub(" ", name)).strip().lower()
