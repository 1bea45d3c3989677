"""The values of a share's page in words, in the language of who opens it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import decimal, long_date
from glowcycle.sentences import sentence

NOTHING: Final = sentence("Nothing in this time.")

FLOWS: Final = {
    "veryHeavy": sentence("very heavy"),
    "heavy": sentence("heavy"),
    "medium": sentence("medium"),
    "light": sentence("light"),
    "spotting": sentence("spotting"),
    "none": sentence("none, checked"),
    "unspecified": sentence("yes, strength not told"),
}
MUCUS: Final = {
    "dry": sentence("dry"),
    "sticky": sentence("sticky"),
    "creamy": sentence("creamy"),
    "watery": sentence("watery"),
    "eggWhite": sentence("like egg white"),
    "unusual": sentence("unusual"),
}
TESTS: Final = {
    "positive": sentence("positive"),
    "negative": sentence("negative"),
    "low": sentence("low"),
    "high": sentence("high"),
    "peak": sentence("peak"),
    "invalid": sentence("not valid"),
}
PREGNANCY_TESTS: Final = {
    "positive": sentence("positive"),
    "faint": sentence("faintly positive"),
    "negative": sentence("negative"),
}
SEX: Final = {
    "none": sentence("no"),
    "protected": sentence("protected"),
    "unprotected": sentence("unprotected"),
}
SOURCES: Final = {
    "manual": sentence("typed in"),
    "local": sentence("image analysis"),
    "bedrock": sentence("a model that looks at photos"),
}


def day_text(day: str) -> str:
    """Return an API date as "6 August 2026"."""
    return long_date(day=date.fromisoformat(day), year=True)


def named(names: Mapping[str, str], value: str | None) -> str:
    """Return the name of a value, "" without one; of a later version's value the value itself."""
    return translated(names.get(value, value)) if value else ""


def words_text(words: Sequence[str] | None) -> str:
    """Return her own words in a row."""
    return ", ".join(words or ())


def temperature_text(temperature: Mapping[str, Any] | None) -> str:
    """Return "36.45 °C", with a remark where she does not trust it; "" without one."""
    if temperature is None:
        return ""
    told = say("{celsius} °C", celsius=decimal(number=temperature["celsius"]))
    return say("{value} (left out by her)", value=told) if temperature["excluded"] else told
