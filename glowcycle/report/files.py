"""The report as a file: PDF or FHIR. What makes them is imported when one is asked for."""

import json
from datetime import datetime
from typing import Final, Literal, TypeAlias

from glowcycle.api.languages import current
from glowcycle.report.answer import report_answer
from glowcycle.report.domain.facts import Report
from glowcycle.report.serializers import Paper

FileFormat: TypeAlias = Literal["pdf", "fhir"]

CONTENT_TYPES: Final = {"pdf": "application/pdf", "fhir": "application/fhir+json"}
ENDINGS: Final = {"pdf": "pdf", "fhir": "json"}


def report_file(
    report: Report,
    *,
    file_format: FileFormat,
    paper: Paper,
    made_at: datetime,
) -> bytes:
    """Return the report as a file in the language of the request. `made_at` has a time zone."""
    if file_format == "fhir":
        from glowcycle.report.fhir import bundle

        document = bundle(report, language=current(), made_at=made_at)
        return json.dumps(document, ensure_ascii=False).encode()
    from glowcycle.report.pdf import draw

    answer = report_answer(report)
    return draw(answer, paper=paper, language=current(), made_at=made_at)


def file_name(report: Report, *, file_format: FileFormat) -> str:
    """Return a name that tells nothing of her."""
    return f"report-{report.as_of}.{ENDINGS[file_format]}"
