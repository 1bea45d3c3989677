"""The data types of FHIR R4 as plain dicts, and text that FHIR and XHTML both take."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, TypeAlias

from glowcycle.api.languages import translated
from glowcycle.report.fhir.codes import NOT_APPLICABLE, UNKNOWN
from glowcycle.report.fhir.systems import UCUM, Code
from glowcycle.sentences import Sentence, sentence

Element: TypeAlias = dict[str, Any]

DAYS: Final = ("d", sentence("days"))
YEARS: Final = ("a", sentence("years"))
CYCLES: Final = ("{cycles}", sentence("cycles"))
PERIODS: Final = ("{periods}", sentence("periods"))
SCORE: Final = ("{score}", sentence("points"))
STEPS: Final = ("{steps}", sentence("steps of five"))
PERCENT: Final = ("%", None)
CELSIUS: Final = ("Cel", sentence("°C"))
NUMBER: Final = ("1", None)
Unit: TypeAlias = tuple[str, Sentence | None]

# A string of FHIR has no control character and no space but these; XML has no surrogate, either.
# Overrides of direction would turn around the words beside hers.
_SPACES: Final = re.compile(r"[^\S \t\r\n]")
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\ud800-\udfff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Return the text as FHIR and XML take it, empty if nothing of it can be shown."""
    return _FORBIDDEN.sub("", _SPACES.sub(" ", text)).strip()


def concept(code: Code, *, text: str | None = None) -> Element:
    """Return a CodeableConcept. Its text is that of the table unless another one is given."""
    said = clean(translated(code.text or code.display) if text is None else text)
    return {"coding": code.codings(), **({"text": said} if said else {})}


def worded(text: str) -> Element:
    """Return a CodeableConcept without a code, for what the table does not know."""
    return {"text": clean(text) or translated(sentence("other"))}


def quantity(number: float, unit: Unit) -> Element:
    """Return a Quantity in a unit of UCUM; whole numbers have no fraction."""
    code, text = unit
    shown = {} if text is None else {"unit": translated(text)}
    value = int(number) if number == int(number) else round(number, 2)
    return {"value": value, **shown, "system": UCUM, "code": code}


def absent(why: str | None = None) -> Element:
    """Return the member of an Observation or component whose value cannot be told.

    `why` says it where there is no such value, whatever the log holds.
    """
    reason = concept(UNKNOWN) if why is None else concept(NOT_APPLICABLE, text=why)
    return {"dataAbsentReason": reason}


def component(code: Code, *, text: str | None = None, **value: Any) -> Element:
    """Return a component with its value; one whose value is None says that it is absent."""
    return {"code": concept(code, text=text), **valued(**value)}


def valued(**value: Any) -> Element:
    """Return the one value that is given by the name of its type, absent if it is None."""
    ((name, content),) = value.items()
    return absent() if content is None else {name: content}


def ratio(part: int, whole: int) -> Element | None:
    """Return a Ratio of days, None where there is no day."""
    if whole <= 0:
        return None
    return {"numerator": quantity(part, DAYS), "denominator": quantity(whole, DAYS)}


def on(day: date) -> Element:
    """Return the member that says which day an Observation tells of."""
    return {"effectiveDateTime": day.isoformat()}


def during(first: date, last: date | None) -> Element:
    """Return the member that says which days, both included; no last day while it goes on."""
    end = {} if last is None else {"end": last.isoformat()}
    return {"effectivePeriod": {"start": first.isoformat(), **end}}


def observation(
    code: Code,
    *members: Element,
    text: str | None = None,
    components: Sequence[Element] = (),
    status: str = "final",
) -> Element:
    """Return an Observation, without the members that all have alike: `bundle` adds them.

    `members` are when it holds, and its value.
    """
    resource: Element = {
        "resourceType": "Observation",
        "status": status,
        "code": concept(code, text=text),
    }
    for each in members:
        resource.update(each)
    return {**resource, "component": list(components)} if components else resource
