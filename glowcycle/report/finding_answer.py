"""What the answer of a report tells besides her cycles: complaints, signs, changes, skin."""

from typing import Any

from glowcycle.api.languages import translated
from glowcycle.insights.answer import in_order
from glowcycle.insights.domain.outcomes import OutcomeResult, WindowResult
from glowcycle.report.domain.facts import (
    Complaint,
    OvulationEvidence,
    PremenstrualChange,
    Report,
    SkinFacts,
)
from glowcycle.report.texts import complaints, ovulation, premenstrual
from glowcycle.report.texts.insights import insight_label, insight_text
from glowcycle.report.texts.skin import metric_label, skin_text

JSON = dict[str, Any]


def complaints_answer(report: Report) -> list[JSON]:
    """Return pain and each symptom, by the day of her cycle."""
    return [_complaint(complaint) for complaint in report.complaints]


def ovulation_answer(report: Report) -> JSON:
    """Return the signs of ovulation that she logged, cycle by cycle."""
    return {
        "cycles": [_evidence(evidence) for evidence in report.ovulation],
        "text": ovulation.ovulation_text(report.ovulation),
    }


def premenstrual_answer(report: Report) -> JSON:
    """Return how the week before a period differs from days 4 to 10 of the cycle."""
    return {
        "changes": [_change(change) for change in report.premenstrual],
        "text": premenstrual.changes_text(report.premenstrual),
        "notice": translated(premenstrual.NOTICE),
    }


def insights_answer(report: Report) -> list[JSON]:
    """Return the verdict on each outcome, of the journal before those of the skin."""
    return [
        _insight(result) for reading in report.insights.values() for result in in_order(reading)
    ]


def skin_answer(report: Report) -> list[JSON]:
    """Return the scores of each metric and method."""
    return [_skin(facts) for facts in report.skin]


def _complaint(complaint: Complaint) -> JSON:
    return {
        "kind": "pain" if complaint.name is None else "symptom",
        "name": complaint.name,
        "label": complaints.complaint_label(complaint),
        "days": complaint.days,
        "cycles": complaint.cycles,
        "byDay": [
            {"day": each.day, "days": each.days, "with": each.with_it, "mean": each.mean}
            for each in complaint.by_day
        ],
        "text": complaints.complaint_text(complaint),
    }


def _evidence(evidence: OvulationEvidence) -> JSON:
    return {
        "cycleStart": str(evidence.cycle_start),
        "positiveTests": [str(day) for day in evidence.positive_tests],
        "negativeTests": evidence.negative_tests,
        "temperatures": evidence.temperatures,
        "shift": evidence.shift and str(evidence.shift),
        "mucusPeak": evidence.mucus_peak and str(evidence.mucus_peak),
        "text": ovulation.cycle_text(evidence),
    }


def _change(change: PremenstrualChange) -> JSON:
    return {
        "kind": change.kind,
        "name": change.name,
        "label": premenstrual.change_label(change),
        "cycles": change.cycles,
        "needed": change.needed,
        "difference": change.difference,
        "percent": change.percent,
        "raised": change.raised,
        "text": premenstrual.change_text(change),
    }


def _insight(result: OutcomeResult) -> JSON:
    window = _told_window(result)
    return {
        "kind": result.outcome.kind,
        "name": result.outcome.name,
        "label": insight_label(result),
        "verdict": result.verdict,
        "window": window and window.window,
        "effect": window and window.effect,
        "low": window and window.low,
        "high": window and window.high,
        "cycles": len(result.cycles),
        "text": insight_text(result),
    }


def _told_window(result: OutcomeResult) -> WindowResult | None:
    """Return the window that the verdict is about; None where it is about all of them, or none."""
    return result.strongest if result.verdict in ("follows", "below_noise") else None


def _skin(facts: SkinFacts) -> JSON:
    return {
        "metric": facts.metric,
        "label": metric_label(facts),
        "source": facts.source,
        "modelId": facts.model_id,
        "promptVersion": facts.prompt_version,
        "scans": facts.scans,
        "first": str(facts.first),
        "last": str(facts.last),
        "median": facts.median,
        "least": facts.least,
        "most": facts.most,
        "text": skin_text(facts),
    }
