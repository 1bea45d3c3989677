"""Skin scores, how much she logged, and what has sentences alone."""

from glowcycle.api.languages import translated
from glowcycle.insights.phrases import METRIC_LABELS
from glowcycle.report.domain.facts import Report, SkinFacts
from glowcycle.report.fhir.codes import own
from glowcycle.report.fhir.elements import (
    DAYS,
    NUMBER,
    SCORE,
    Element,
    clean,
    component,
    during,
    observation,
    quantity,
)
from glowcycle.report.fhir.section import Section
from glowcycle.report.finding_answer import insights_answer
from glowcycle.report.texts.coverage import coverage_text
from glowcycle.report.texts.methods import methods


def skin(report: Report) -> Section:
    """Return each score of the skin, with who measured it."""
    return Section(code=own("skin"), entries=[_score(each) for each in report.skin])


def coverage(report: Report) -> Section:
    """Return how much she logged."""
    told = report.coverage
    numbers = {
        "period-days": quantity(told.period_days, DAYS),
        "journal-days": quantity(told.journal_days, DAYS),
        "scans": quantity(told.scans, NUMBER),
        "empty-months": quantity(len(told.empty_months), NUMBER),
        "rarer-symptoms": quantity(report.symptoms_left_out, NUMBER),
        "unreadable": quantity(report.unreadable, NUMBER),
    }
    components = [component(own(name), valueQuantity=value) for name, value in numbers.items()]
    whole = during(report.first, report.last)
    entry = observation(own("log-coverage"), whole, components=components)
    return Section(code=own("coverage"), entries=[entry], sentences=[coverage_text(report)])


def insights(report: Report) -> Section:
    """Return what follows her cycle, in sentences: no code says such statistics."""
    told = [f"{each['label']}: {each['text']}" for each in insights_answer(report)]
    return Section(code=own("insights"), sentences=told)


def obtained(report: Report) -> Section:
    """Return how each number was obtained."""
    told = [f"{title}. {text}" for title, text in methods(report)]
    return Section(code=own("methods"), sentences=told)


def _score(each: SkinFacts) -> Element:
    components = [
        component(own("least"), valueQuantity=quantity(each.least, SCORE)),
        component(own("most"), valueQuantity=quantity(each.most, SCORE)),
        component(own("scans"), valueQuantity=quantity(each.scans, NUMBER)),
    ]
    median = {"valueQuantity": quantity(each.median, SCORE)}
    parts = (each.source, each.model_id, each.prompt_version)
    method = clean(", ".join(part for part in parts if part))
    label = translated(METRIC_LABELS.get(each.metric, each.metric))
    score = observation(
        own("skin-score"),
        during(each.first, each.last),
        median,
        text=f"{label}: {translated(own('skin-score').text or '')}",
        components=components,
    )
    return {**score, "method": {"text": method}} if method else score
