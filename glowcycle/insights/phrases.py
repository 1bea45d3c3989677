"""What sentences about her insights are built of: outcomes, windows and amounts in words."""

from typing import Final, Literal, TypeAlias

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.labels import isolated
from glowcycle.charts.layout import decimal
from glowcycle.insights.domain.cycles import WindowName
from glowcycle.insights.domain.outcomes import YES_OR_NO, Outcome, OutcomeKind
from glowcycle.sentences import sentence

Unit: TypeAlias = Literal["points", "steps", "share", "pain", "score"]

UNITS: Final[dict[OutcomeKind, Unit]] = {
    "energy": "points",
    "mood": "steps",
    "pain": "pain",
    "moodName": "share",
    "tag": "share",
    "symptom": "share",
    "metric": "score",
}

LARGEST: Final[dict[Unit, float]] = {
    "points": 100,
    "steps": 4,
    "share": 1,
    "pain": 10,
    "score": 100,
}
"""The largest difference that there can be in each unit."""

# A decimal tells something where a whole step is much.
DECIMALS: Final[dict[Unit, int]] = {"points": 0, "steps": 1, "share": 0, "pain": 1, "score": 1}

METRIC_LABELS: Final = {
    "radiance": sentence("Radiance"),
    "moisture": sentence("Moisture"),
    "texture": sentence("Texture"),
    "pores": sentence("Pores"),
    "darkCircles": sentence("Dark circles"),
}
METRICS: Final = tuple(METRIC_LABELS)

_METRIC_SCORES: Final = {
    "radiance": sentence("your score for radiance"),
    "moisture": sentence("your score for moisture"),
    "texture": sentence("your score for texture"),
    "pores": sentence("your score for pores"),
    "darkCircles": sentence("your score for dark circles"),
}
_LABELS: Final = {
    "energy": sentence("Energy"),
    "mood": sentence("Mood"),
    "pain": sentence("Pain"),
}
_SUBJECTS: Final = {
    "energy": sentence("your energy"),
    "mood": sentence("your mood"),
    "pain": sentence("your pain"),
}
_WINDOW_LABELS: Final[dict[WindowName, str]] = {
    "perimenstrual": sentence("Around your period"),
    "premenstrual": sentence("The days before your period"),
    "midCycle": sentence("Around ovulation"),
}
_WINDOW_DAYS: Final[dict[WindowName, str]] = {
    "perimenstrual": sentence("from three days before your period to its third day"),
    "premenstrual": sentence("from seven to four days before your period"),
    "midCycle": sentence("from two days before ovulation to two days after it"),
}


def label(outcome: Outcome) -> str:
    """Return the name of an outcome: "Energy", "Dark circles", or her own word as it is."""
    if outcome.kind in YES_OR_NO:
        return outcome.name or ""
    return translated(
        METRIC_LABELS[outcome.name or ""] if outcome.kind == "metric" else _LABELS[outcome.kind]
    )


def listed(outcome: Outcome) -> str:
    """Return the name of an outcome for a list inside a sentence."""
    name = label(outcome)
    return isolated(name) if outcome.kind in YES_OR_NO else name


def subject(outcome: Outcome) -> str:
    """Return an outcome as the subject of a sentence: "your energy", or her own word in quotes."""
    if outcome.kind in YES_OR_NO:
        return say("“{name}”", name=isolated(outcome.name or ""))
    if outcome.kind == "metric":
        return translated(_METRIC_SCORES[outcome.name or ""])
    return translated(_SUBJECTS[outcome.kind])


def measure(outcome: Outcome) -> str:
    """Return what differs or not, as the subject of a sentence; of her own word how often it is."""
    what = subject(outcome)
    return say("how often you note {what}", what=what) if outcome.kind in YES_OR_NO else what


def window_label(window: WindowName) -> str:
    """Return the name of a window, as a heading."""
    return translated(_WINDOW_LABELS[window])


def window_days(window: WindowName) -> str:
    """Return the days of a window, as a part of a sentence."""
    return translated(_WINDOW_DAYS[window])


def readable(value: float, *, unit: Unit) -> float:
    """Return the size of a value as she reads it; a share as days of 100.

    It is rounded, but never to 0 unless it is next to nothing.
    """
    size, decimals = abs(value) * (100 if unit == "share" else 1), DECIMALS[unit]
    rounded = round(size, decimals)
    while not rounded and decimals < DECIMALS[unit] + 2:
        decimals += 1
        rounded = round(size, decimals)
    return int(rounded) if rounded == int(rounded) else rounded


def is_blind(smallest: float, *, unit: Unit) -> bool:
    """Return whether not even the largest difference would surely be found."""
    return smallest >= LARGEST[unit]


def number(value: float, *, unit: Unit) -> str:
    """Return the size of a value as a number alone."""
    return decimal(number=readable(value, unit=unit))


def amount(value: float, *, unit: Unit) -> str:
    """Return the size of a value with its unit: "8 of 100 points", "12 of 100 days"."""
    size = readable(value, unit=unit)
    told, count = decimal(number=size), form_count(size)
    if unit == "steps":
        return say_counted(
            "{amount} step of five", "{amount} steps of five", count=count, amount=told
        )
    if unit == "share":
        return say_counted("{amount} of 100 days", "{amount} of 100 days", count=count, amount=told)
    if unit == "pain":
        return say_counted(
            "{amount} of 10 points", "{amount} of 10 points", count=count, amount=told
        )
    return say_counted("{amount} of 100 points", "{amount} of 100 points", count=count, amount=told)


_SINGULAR_IN_FRENCH, _PLURAL = 0, 2
"""Whole numbers that take the forms which fractions below two, and from two on, take."""


def form_count(size: float) -> int:
    """Return the whole number by which each language chooses the form of a size's noun.

    A fraction below two is plural in English, Spanish and German, and singular in French: as 0 is.
    """
    if size == int(size):
        return int(size)
    return _SINGULAR_IN_FRENCH if size < _PLURAL else _PLURAL
