"""The page of the predictions, and what the front page says of them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from glowcycle.sentences import percent
from glowcycle.web.humanize import count_days, day_text, days_text, humanize, label
from glowcycle.web.page_config import PageConfig, TableConfig
from period.charts.stage_names import STAGE_NAMES, TELL_MORE, is_silent
from period.question_pages import questions
from period.serializers import ForecastQuery

BEGIN = "Log the first day of your period, and your calendar, cycles and forecast begin."
PATTERNS = {
    "frequent": "frequent, more than five episodes",
    "infrequent": "infrequent, one or two episodes",
    "prolonged": "prolonged, an episode of more than 14 days",
    "none": "none at all",
}
BASES = {
    "lastPeriod": "counted from your last period",
    "conception": "counted from the conception",
    "scan": "by a scan",
    "stated": "as you stated it",
}


def front(forecast: Mapping[str, Any]) -> Iterator[str]:
    """Yield the sentences of the forecast for the front page, the shortest answer first.

    Its questions follow these, each with its answers. In a pause nothing is said of cycles.
    """
    stage = forecast["lifeStage"]
    if stage and stage["kind"] == "pause":
        yield stage["text"]
        return
    yield _headline(forecast)
    yield from (each["text"] for each in forecast["attention"])
    yield from _today(forecast)
    if forecast["nextPeriod"]:
        yield from _next_period(forecast)
    else:
        yield from _no_date(forecast)
    if stage:
        yield stage["text"]
    if forecast["late"]:
        yield forecast["late"]["text"]


def _headline(forecast: Mapping[str, Any]) -> str:
    if pregnancy := forecast["pregnancy"]:
        return f"Pregnancy: {_age(pregnancy)}"
    if bleed := forecast["scheduledBleed"]:
        return f"{'Scheduled' if _has_begun(forecast) else 'Next scheduled'} bleed: {_span(bleed)}"
    if cycle := forecast["currentCycle"]:
        return f"Day {cycle['day']} of your cycle"
    if is_silent(answer=forecast):
        return STAGE_NAMES[forecast["lifeStage"]["kind"]]
    return "No cycle yet" if forecast["nextPeriodReason"]["code"] == "no_period" else "No cycle now"


def _has_begun(forecast: Mapping[str, Any]) -> bool:
    return bool(forecast["scheduledBleed"]["first"] <= forecast["asOf"])


def _today(forecast: Mapping[str, Any]) -> Iterator[str]:
    if phase := (forecast["currentCycle"] or {}).get("phase"):
        yield f"Phase: {phase['name']}, with a probability of {percent(phase['probability'])}."
    if pregnancy := forecast["pregnancy"]:
        yield f"Due date: {humanize(pregnancy['dueDate'])}, {BASES[pregnancy['basis']]}."
    if pattern := forecast["bleedingPattern"]:
        yield f"Bleeding, {_pattern(pattern)}."


def _no_date(forecast: Mapping[str, Any]) -> Iterator[str]:
    """Yield why there is no date, where her life stage does not tell it."""
    reason = forecast["nextPeriodReason"]
    if not is_silent(answer=forecast):
        yield f"No date for the next period. {reason['text']}"
    elif reason["code"] in TELL_MORE:
        yield reason["text"]
    if reason["code"] == "no_period":
        yield BEGIN


def _next_period(forecast: Mapping[str, Any]) -> Iterator[str]:
    """Yield the next period with its range, and how sure that is."""
    expected, record = forecast["nextPeriod"], forecast["trackRecord"]
    yield (
        f"Next period: {humanize(expected)}. Probability of this range: "
        f"{percent(expected['level'])}. Confidence: {expected['confidence']}."
    )
    if scored := record["scored"]:
        held = round(record["insideRange"] * scored)
        yield f"Such a range held for {held} of {scored} past periods."
    if not forecast["basedOn"]["cyclesUsed"]:
        yield forecast["basedOn"]["text"]


def _age(pregnancy: Mapping[str, Any]) -> str:
    """Return how far a pregnancy is: "12 weeks and 3 days"."""
    weeks = pregnancy["week"]
    return f"{weeks} {'week' if weeks == 1 else 'weeks'} and {count_days(pregnancy['day'])}"


def _span(value: Mapping[str, Any]) -> str:
    return days_text(date.fromisoformat(value["first"]), date.fromisoformat(value["last"]))


def _pattern(pattern: Mapping[str, Any]) -> str:
    """Return the bleeding of the last 90 days in words."""
    episodes, codes = pattern["episodes"], pattern["codes"]
    told = ", ".join(
        (
            f"{_span(pattern)}: {episodes} {'episode' if episodes == 1 else 'episodes'}",
            f"{count_days(pattern['bleedingDays'])} of bleeding",
            f"{count_days(pattern['spottingDays'])} of spotting",
            f"longest time without {count_days(pattern['longestGap'])}",
        )
    )
    return f"{told}. Unusual: {'; '.join(PATTERNS[code] for code in codes)}" if codes else told


def _attention(each: Mapping[str, Any]) -> str:
    return f"{each['text']} ({each['source']})"


def _stage(stage: Mapping[str, Any]) -> str:
    return f"{STAGE_NAMES[stage['kind']]}. {stage['text']}"


def _not_used(log: Mapping[str, Any]) -> str:
    return f"{day_text(date.fromisoformat(log['date']))}: {log['text']}"


PREDICTIONS = PageConfig(
    title="Predictions",
    menu_label="Predictions",
    description="When your next period may begin, how likely each day is, and why.",
    front=front,
    questions=questions,
    summary={
        "To have looked at": ("attention", _attention),
        "Stage of life": ("lifeStage", _stage),
        "Pregnancy": ("pregnancy", _age),
        "Due date": "pregnancy.dueDate",
        "It follows from": ("pregnancy.basis", label),
        "Scheduled bleed": "scheduledBleed",
        "Bleeding of the last 90 days": ("bleedingPattern", _pattern),
        "Next period": "nextPeriod",
        "Confidence": ("nextPeriod.confidence", label),
        "Assumption": "assumption",
        "Why there is no forecast": "nextPeriodReason",
        "Late": "late",
        "Probability that it came unlogged": ("late.forgotten", percent),
        "Probability of a pregnancy": ("late.pregnancy", percent),
        "Probability of a long cycle": ("late.longCycle", percent),
        "Day of the cycle": "currentCycle.day",
        "Phase": "currentCycle.phase",
        "Ovulation": "ovulation",
        "Ovulation is told by": ("ovulation.source", label),
        "What your signs changed": "ovulation.signs",
        "Why there is no ovulation": "ovulationReason",
        "Fertile days": "fertileDays",
        "Later periods": "followingPeriods",
        "Based on": "basedOn",
        "Logs that are not used": ("basedOn.notUsed", _not_used),
        "As of": "asOf",
    },
    table=TableConfig(
        columns={
            "Your next period may begin on": "date",
            "Probability": ("probability", percent),
        },
        empty="No day is likelier than others.",
        rows="nextPeriod.distribution",
    ),
    query=ForecastQuery,
)
