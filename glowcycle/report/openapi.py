"""Documents the report."""

from datetime import UTC, datetime
from typing import Any, get_args

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema

from glowcycle.api.fields import IN_HER_LANGUAGE
from glowcycle.api.languages import ENGLISH, in_language
from glowcycle.openapi.enums import name_enums
from glowcycle.openapi.extensions import add_component, document_view, name_components
from glowcycle.openapi.parameters import errors, optional_header
from glowcycle.report import cycle_serializers as cycles
from glowcycle.report import output_serializers as outputs
from glowcycle.report import serializers
from glowcycle.report.answer import report_answer
from glowcycle.report.domain import bleeding_facts
from glowcycle.report.example import FIRST, TODAY, TYPED, example_report
from glowcycle.report.fhir import bundle

name_components(
    OwnReport=outputs.ReportSerializer,
    ReportBleedingWindow=cycles.BleedingWindowSerializer,
    ReportChange=outputs.ChangeSerializer,
    ReportComplaint=outputs.ComplaintSerializer,
    ReportCoverage=outputs.CoverageSerializer,
    ReportCycleDay=outputs.DayCountSerializer,
    ReportCycles=cycles.CycleFactsSerializer,
    ReportFigo=cycles.FigoSerializer,
    ReportInsight=outputs.ReportInsightSerializer,
    ReportLeftOut=cycles.ReportLeftOutSerializer,
    ReportMethod=outputs.ReportMethodSerializer,
    ReportMonth=cycles.MonthSerializer,
    ReportOtherBleeding=cycles.OtherBleedingSerializer,
    ReportOvulation=outputs.OvulationSerializer,
    ReportOvulationCycle=outputs.EvidenceSerializer,
    ReportPeriod=cycles.LoggedPeriodSerializer,
    ReportPremenstrual=outputs.PremenstrualSerializer,
    ReportRequest=serializers.ReportRequest,
    ReportSkin=outputs.ReportSkinSerializer,
    ReportSpread=cycles.SpreadSerializer,
    ReportStage=outputs.ReportStageSerializer,
    ReportTyped=outputs.TypedSerializer,
)
name_enums(
    BleedingOfDay=get_args(bleeding_facts.DayMark),
    FigoFinding=get_args(bleeding_facts.FigoFinding),
    FigoTerm=get_args(bleeding_facts.FigoTerm),
    OtherBleedingCode=cycles.OTHER_BLEEDING,
    ReportChangeKind=outputs.CHANGE_KINDS,
    ReportComplaintKind=outputs.COMPLAINT_KINDS,
    ReportFormat=serializers.FORMATS,
    ReportLanguage=serializers.LANGUAGES,
    ReportLeftOutReason=get_args(bleeding_facts.LeftOutReason),
    ReportPaper=serializers.PAPERS,
    ReportUntoldReason=get_args(bleeding_facts.UntoldReason),
)


def _answer() -> dict[str, Any]:
    with in_language(ENGLISH):  # the document is the same in every language
        return report_answer(example_report())


# Phones read it with a library for FHIR, which has types of its own.
DOCUMENT = add_component(
    "FhirDocument",
    {
        "type": "object",
        "description": "A `Bundle` of type `document`, FHIR R4.",
        "required": ["resourceType"],
        "properties": {"resourceType": {"type": "string"}},
        "additionalProperties": True,
    },
)
ANSWERS: dict[Any, Any] = {
    (200, "application/json"): outputs.ReportSerializer,
    (200, "application/pdf"): OpenApiResponse(
        OpenApiTypes.BINARY, f"Page one, and appendices, {IN_HER_LANGUAGE}."
    ),
    (200, "application/fhir+json"): DOCUMENT,
}


def _bundle() -> dict[str, Any]:
    """Return the beginning of the document of the example."""
    made = datetime(2026, 3, 12, 20, 31, 7, tzinfo=UTC)
    document = bundle(example_report(), language=ENGLISH, made_at=made)
    return {**document, "entry": document["entry"][:2]}


HEADERS = [
    optional_header("Content-Disposition", "The name of the file; sent only with PDF and FHIR.")
]
EXAMPLE = OpenApiExample(
    "Three months", _answer(), response_only=True, media_type="application/json"
)
FHIR_EXAMPLE = OpenApiExample(
    "The beginning of a document",
    _bundle(),
    response_only=True,
    media_type="application/fhir+json",
)
REQUESTS = [
    OpenApiExample("The last year", {}, request_only=True),
    OpenApiExample(
        "A PDF to print",
        {
            "from": str(FIRST),
            "to": str(TODAY),
            "format": "pdf",
            "language": "de",
            "paper": "a4",
            "name": TYPED.name,
            "birthYear": TYPED.birth_year,
            "question": TYPED.question,
        },
        request_only=True,
    ),
]
DESCRIPTION = (
    "Counts of what she logged, each with what it rests on and what was left out: last period, "
    "length and regularity of cycles, bleeding in the terms of FIGO and Belsey, pain and symptoms "
    "by the day of the cycle, signs of ovulation, the week before a period, insights and skin. No "
    "diagnosis, no advice, no prediction; none of her texts, tags and notes. Nothing of it is "
    "stored."
)

document_view(
    "glowcycle.report.views.ReportViewSet",
    tag="me",
    retrieve=extend_schema(
        operation_id="get_report",
        summary="Read a report for a doctor",
        description=f"{DESCRIPTION}\n\nThe address takes dates and the format alone, since "
        "addresses end up in logs: what she types for a report goes into the body of a POST.",
        parameters=[serializers.ReportQuery, *HEADERS],
        responses={**ANSWERS, **errors(403, 429)},
        examples=[EXAMPLE, FHIR_EXAMPLE],
    ),
    create=extend_schema(
        operation_id="make_report",
        summary="Make a report for a doctor",
        description=f"{DESCRIPTION}\n\nEvery member of the body is optional, and none is stored or "
        "logged. PDFs have a limit per day.",
        request=serializers.ReportRequest,
        parameters=[serializers.TodayQuery, *HEADERS],
        responses={**ANSWERS, **errors(403, 429)},
        examples=[*REQUESTS, EXAMPLE, FHIR_EXAMPLE],
    ),
)
