"""The scores of her skin, each by the method that measured it."""

from glowcycle.api.languages import say, translated
from glowcycle.charts.layout import date_range
from glowcycle.insights.phrases import METRIC_LABELS
from glowcycle.report.domain.facts import SkinFacts
from glowcycle.report.texts.amounts import joined, number, scans


def metric_label(facts: SkinFacts) -> str:
    """Return the name of the metric."""
    return translated(METRIC_LABELS[facts.metric])


def skin_text(facts: SkinFacts) -> str:
    """Return the scores of one metric by one method."""
    return say(
        "Median {median} of 100, lowest {least}, highest {most} ({scans}, {days}); method: "
        "{method}.",
        median=number(facts.median),
        least=number(facts.least),
        most=number(facts.most),
        scans=scans(facts.scans),
        days=date_range(first=facts.first, last=facts.last, year=True),
        method=method_text(facts.source, facts.model_id, facts.prompt_version),
    )


def method_text(source: str | None, model_id: str | None, prompt_version: str | None) -> str:
    """Return what measured the scores."""
    return joined(_source(source), model_id or "", prompt_version or "")


def _source(source: str | None) -> str:
    if source == "bedrock":
        return say("a model on photos")
    if source == "local":
        return say("image analysis of photos")
    return say("as the app sent them")
