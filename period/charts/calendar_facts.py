"""What is logged on a day of the calendar, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.layout import decimal
from glowcycle.sentences import sentence

# The label of a day names this many symptoms, so that the picture fits into an answer of Lambda.
MAX_SYMPTOMS = 20

FLOWS = {
    "veryHeavy": sentence("flow very heavy"),
    "heavy": sentence("flow heavy"),
    "medium": sentence("flow medium"),
    "light": sentence("flow light"),
    "spotting": sentence("flow spotting"),
    "none": sentence("flow none"),
    "unspecified": sentence("bleeding"),
    None: sentence("nothing said of bleeding"),
}
OVULATION_TESTS = {
    "positive": sentence("ovulation test positive"),
    "negative": sentence("ovulation test negative"),
    "low": sentence("ovulation test low"),
    "high": sentence("ovulation test high"),
    "peak": sentence("ovulation test at its peak"),
    "invalid": sentence("ovulation test not valid"),
}
PREGNANCY_TESTS = {
    "positive": sentence("pregnancy test positive"),
    "faint": sentence("pregnancy test faintly positive"),
    "negative": sentence("pregnancy test negative"),
}
MUCUS = {
    "dry": sentence("no mucus"),
    "sticky": sentence("sticky mucus"),
    "creamy": sentence("creamy mucus"),
    "watery": sentence("watery mucus"),
    "eggWhite": sentence("mucus like egg white"),
    "unusual": sentence("unusual mucus"),
}


def facts(*, log: Mapping[str, Any]) -> Iterator[str]:
    """Yield each fact of a logged day."""
    # A later version of the service may have stored values that this one does not know.
    yield _named(FLOWS, log["flow"])
    symptoms = log["symptoms"]
    yield from symptoms[:MAX_SYMPTOMS]
    if (more := len(symptoms) - MAX_SYMPTOMS) > 0:
        yield say_counted("{count} more symptom", "{count} more symptoms", count=more)
    for names, value in (
        (OVULATION_TESTS, log["ovulationTest"]),
        (PREGNANCY_TESTS, log.get("pregnancyTest")),
        (MUCUS, log.get("mucus")),
    ):
        if value:
            yield _named(names, value)
    if temperature := log.get("temperature"):
        yield say("{celsius} °C", celsius=decimal(number=temperature["celsius"]))


def _named(names: Mapping[Any, str], value: Any) -> str:
    return translated(names[value]) if value in names else str(value)
