"""The Composition: who, when, and the sections with their text and their entries."""

from collections.abc import Sequence
from dataclasses import dataclass

from glowcycle.api.languages import translated
from glowcycle.report.domain.facts import Report
from glowcycle.report.fhir import codes
from glowcycle.report.fhir.addresses import Addresses
from glowcycle.report.fhir.elements import Element, concept
from glowcycle.report.fhir.narrative import listed, narrative, paragraph
from glowcycle.report.fhir.people import who
from glowcycle.report.fhir.section import Section
from glowcycle.report.texts.methods import NOTICE, TITLE
from glowcycle.report.texts.summary import summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the Composition needs. `made` is a FHIR instant, `to` addresses the resources."""

    report: Report
    sections: Sequence[Section]
    title: str
    made: str
    language: str
    to: Addresses

    def names(self) -> list[list[str]]:
        """Return the names of the entries of each section, by which they are addressed."""
        return [
            [f"observation {number} {place}" for place, _ in enumerate(each.entries)]
            for number, each in enumerate(self.sections)
        ]


def title_of(report: Report) -> str:
    """Return the title of the document, with its days."""
    return f"{translated(TITLE)}, {report.first} – {report.last}"


def composition(document: Document) -> Element:
    """Return the Composition. She is its author, who logged it; so is the service that made it."""
    report, to, language = document.report, document.to, document.language
    about = [document.title, *who(report.typed), *summary(report), translated(NOTICE)]
    days = {"start": report.first.isoformat(), "end": report.last.isoformat()}
    return {
        "resourceType": "Composition",
        "language": language,
        "text": narrative((paragraph(each) for each in about), language=language),
        "status": "final",
        "type": concept(codes.DOCUMENT),
        "subject": to.reference("patient"),
        "date": document.made,
        "author": [to.reference("patient"), to.reference("device")],
        "title": document.title,
        "event": [{"period": days}],
        "section": [
            _section(each, [to.reference(name) for name in names], language)
            for each, names in zip(document.sections, document.names(), strict=True)
        ],
    }


def _section(each: Section, entry: Sequence[Element], language: str) -> Element:
    parts = [paragraph(text) for text in each.sentences]
    if each.entries:
        parts.append(listed(each.entries))
    section = {
        "title": translated(each.code.text or each.code.display),
        "code": concept(each.code),
        "text": narrative(parts, language=language),
    }
    return {**section, "entry": list(entry)} if entry else section
