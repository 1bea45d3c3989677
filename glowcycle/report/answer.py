"""The report as JSON, each number with its sentence, in the language of the request.

The PDF draws exactly this.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from glowcycle.api.languages import current, translated
from glowcycle.report import cycle_answer, finding_answer
from glowcycle.report.domain.facts import Coverage, Report, Typed
from glowcycle.report.texts.coverage import coverage_text
from glowcycle.report.texts.methods import NOTICE, TITLE, methods
from glowcycle.report.texts.stages import stage_text
from glowcycle.report.texts.summary import stands_out, summary

JSON = dict[str, Any]


def report_answer(report: Report) -> JSON:
    """Return the report as JSON values. Days are YYYY-MM-DD; lists are as long as the facts."""
    return {
        "asOf": str(report.as_of),
        "from": str(report.first),
        "to": str(report.last),
        "readSince": str(report.read_since),
        "language": current(),
        "title": translated(TITLE),
        "typed": _typed(report.typed),
        "summary": summary(report),
        "standsOut": stands_out(report),
        "stages": [
            {
                "kind": stage.kind,
                "start": str(stage.start),
                "end": _day(stage.end),
                "text": stage_text(stage),
            }
            for stage in report.stages
        ],
        "cycles": cycle_answer.cycles_answer(report),
        "strip": cycle_answer.strip_answer(report),
        "complaints": finding_answer.complaints_answer(report),
        "ovulation": finding_answer.ovulation_answer(report),
        "premenstrual": finding_answer.premenstrual_answer(report),
        "insights": finding_answer.insights_answer(report),
        "skin": finding_answer.skin_answer(report),
        "coverage": _coverage(report.coverage, coverage_text(report)),
        "methods": [{"title": title, "text": text} for title, text in methods(report)],
        "notice": translated(NOTICE),
        "unreadable": report.unreadable,
    }


def _typed(typed: Typed) -> Mapping[str, Any]:
    return {
        "name": typed.name,
        "birthYear": typed.birth_year,
        "menarcheAge": typed.menarche_age,
        "question": typed.question,
    }


def _coverage(coverage: Coverage, text: str) -> JSON:
    return {
        "periodDays": coverage.period_days,
        "journalDays": coverage.journal_days,
        "scans": coverage.scans,
        "emptyMonths": [f"{month:%Y-%m}" for month in coverage.empty_months],
        "text": text,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else str(day)
