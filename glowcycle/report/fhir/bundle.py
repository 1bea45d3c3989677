"""The whole report as an HL7 FHIR R4 Bundle of type document."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from glowcycle.api.languages import in_language
from glowcycle.report.domain.facts import Report, Typed
from glowcycle.report.fhir.addresses import Addresses
from glowcycle.report.fhir.bleeding_observations import flow, windows
from glowcycle.report.fhir.codes import SURVEY, own
from glowcycle.report.fhir.composition import Document, composition, title_of
from glowcycle.report.fhir.cycle_observations import history
from glowcycle.report.fhir.day_observations import complaints, ovulation, premenstrual
from glowcycle.report.fhir.elements import Element, clean
from glowcycle.report.fhir.figo_observations import findings
from glowcycle.report.fhir.log_observations import coverage, insights, obtained, skin
from glowcycle.report.fhir.people import device, patient
from glowcycle.report.fhir.section import Section
from glowcycle.report.fhir.stage_observations import stages

_READERS: Final = (
    *(history, findings, windows, stages, flow, complaints),
    *(ovulation, premenstrual, insights, skin, coverage, obtained),
)


def bundle(report: Report, *, language: str, made_at: datetime) -> Element:
    """Return the document as JSON values, with its texts in that language.

    The same report, language and `made_at` (aware, to the second) give the same Bundle.
    """
    shown = [
        each for each in report.stages if each.kind != "pause"
    ]  # a report drops it; so does this
    report = replace(report, stages=shown)
    with in_language(language):
        sections = [*_question(report.typed), *_sections(report)]
        title, made = title_of(report), _instant(made_at)
        who = patient(report.typed, language=language)
        said = [(list(each.entries), list(each.sentences)) for each in sections]
        to = Addresses([language, made, title, who, said])
        document = Document(
            report=report, sections=sections, title=title, made=made, language=language, to=to
        )
        resources = {
            "composition": composition(document),
            "patient": who,
            "device": device(),
            **_observations(document),
        }
    return {
        "resourceType": "Bundle",
        "id": to.id("bundle"),
        "language": language,
        "identifier": {"system": "urn:ietf:rfc:3986", "value": to.urn("bundle")},
        "type": "document",
        "timestamp": made,
        "entry": [
            {"fullUrl": to.urn(name), "resource": {**resource, "id": to.id(name)}}
            for name, resource in resources.items()
        ],
    }


def _instant(made_at: datetime) -> str:
    return made_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _question(typed: Typed) -> list[Section]:
    question = clean(typed.question or "")
    return [Section(code=own("question"), sentences=[question])] if question else []


def _sections(report: Report) -> list[Section]:
    made = (read(report) for read in _READERS)
    return [each for each in made if each.entries or each.sentences]


def _observations(document: Document) -> dict[str, Element]:
    """Return the entries of all sections by name, with what all Observations have."""
    to = document.to
    common = {
        "category": [{"coding": SURVEY.codings()}],
        "subject": to.reference("patient"),
        "performer": [to.reference("patient")],
    }
    calculated = {**common, "device": to.reference("device")}
    return {
        name: {**entry, **(common if each.is_logged else calculated)}
        for each, names in zip(document.sections, document.names(), strict=True)
        for name, entry in zip(names, each.entries, strict=True)
    }
