"""The text of a section, as XHTML that FHIR allows: it says what the entries say."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, Final

from glowcycle.api.languages import say
from glowcycle.charts.layout import decimal
from glowcycle.report.fhir.elements import Element, clean
from glowcycle.report.texts.amounts import cycles, days, periods

_NOUNS: Final[Mapping[str, Callable[[Any], str]]] = {
    "d": days,
    "{cycles}": cycles,
    "{periods}": periods,
}
_XHTML: Final = "http://www.w3.org/1999/xhtml"


def narrative(parts: Iterable[str], *, language: str) -> Element:
    """Return a Narrative of paragraphs and lists, which are XHTML already."""
    tag = f'<div xmlns="{_XHTML}" lang="{language}" xml:lang="{language}">'
    return {"status": "generated", "div": f"{tag}{''.join(parts)}</div>"}


def paragraph(text: str) -> str:
    """Return a text of anybody's as a paragraph."""
    return f"<p>{escape(clean(text))}</p>"


def listed(entries: Iterable[Element]) -> str:
    """Return the Observations as a list: what, when, and the values."""
    return f"<ul>{''.join(f'<li>{_line(each)}</li>' for each in entries)}</ul>"


def _line(entry: Element) -> str:
    said = [
        _label(entry),
        *(f"{_text(each)}: {_value(each)}" for each in entry.get("component", ())),
    ]
    return escape("; ".join(said))


def _label(entry: Element) -> str:
    label = f"{_text(entry)} ({_time(entry)})"
    has_value = "dataAbsentReason" in entry or any(name.startswith("value") for name in entry)
    return f"{label}: {_value(entry)}" if has_value else label


def _text(element: Element) -> str:
    return str(element["code"]["text"])


def _time(entry: Element) -> str:
    match entry:
        case {"effectiveDateTime": str(day)}:
            return day
        case {"effectivePeriod": {"start": start, "end": end}}:
            return f"{start} – {end}"
        case {"effectivePeriod": {"start": start}}:
            return say("since {day}", day=start)
    raise ValueError("an entry does not say when")


def _value(element: Element) -> str:
    match element:
        case {"valueDateTime": str(day)}:
            return day
        case {"valueCodeableConcept": {"text": str(text)}}:
            return text
        case {"valueQuantity": amount}:
            return _amount(amount)
        case {"valueRatio": {"numerator": {"value": part}, "denominator": {"value": whole}}}:
            return say("{part} of {whole} days", part=part, whole=whole)
    return str(element["dataAbsentReason"]["text"])


def _amount(amount: dict[str, Any]) -> str:
    value, code = amount["value"], amount["code"]
    if code in _NOUNS:
        return _NOUNS[code](value)
    unit = amount.get("unit") or code.replace("1", "")
    return f"{decimal(number=value)} {unit}".rstrip()
