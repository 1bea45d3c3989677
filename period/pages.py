"""The pages of the period log, the cycles and the predictions."""

from collections.abc import Iterator, Mapping
from typing import Any

from glowcycle.api.pagination import PageQuery
from glowcycle.sentences import percent
from glowcycle.web.humanize import Path, count_days, humanize, label
from glowcycle.web.page_config import FormConfig, PageConfig, TableConfig
from period.serializers import CyclesQuery, DaySerializer, ForecastQuery

DAY = FormConfig(
    serializer=DaySerializer,
    button="Save day",
    hints={
        "flow": "Choose none if you checked and saw no bleeding.",
        "cycleLength": "How many days your cycles usually last, if you know it.",
    },
    create_only=frozenset({"date"}),
)

BEGIN = "Log the first day of your period, and your calendar, cycles and forecast begin."


def front(forecast: Mapping[str, Any]) -> Iterator[str]:
    """Yield the sentences of the forecast for the front page, the shortest answer first."""
    cycle = forecast["currentCycle"]
    if cycle:
        yield f"Day {cycle['day']} of your cycle"
        if phase := cycle["phase"]:
            yield f"Phase: {phase['name']}, with a probability of {percent(phase['probability'])}."
    else:
        yield "No cycle yet"
    yield from _next_period(forecast)
    if forecast["late"]:
        yield forecast["late"]["text"]
    if not cycle:
        yield BEGIN
    elif cycle["question"]:
        yield cycle["question"]


def _next_period(forecast: Mapping[str, Any]) -> Iterator[str]:
    """Yield the next period with its range, and how sure that is; or why there is none."""
    expected, record = forecast["nextPeriod"], forecast["trackRecord"]
    if expected is None:
        yield f"No date for the next period. {forecast['nextPeriodReason']['text']}"
        return
    yield (
        f"Next period: {humanize(expected)}. Probability of this range: "
        f"{percent(expected['level'])}. Confidence: {expected['confidence']}."
    )
    if scored := record["scored"]:
        held = round(record["insideRange"] * scored)
        yield f"Such a range held for {held} of {scored} past periods."
    if not forecast["basedOn"]["cyclesUsed"]:
        yield forecast["basedOn"]["text"]


SUMMARY: Mapping[str, Path] = {
    "Date": "date",
    "Flow": ("flow", label),
    "Symptoms": "symptoms",
    "Ovulation test": ("ovulationTest", label),
    "Usual length of your cycles": ("cycleLength", count_days),
}

PAGES = {
    "period": PageConfig(
        title="New day",
        form=DAY,
        parent="period-of-person",
        log_label="Your period",
        summary=SUMMARY,
    ),
    "period-day": PageConfig(
        title="Day of your period log",
        form=DAY,
        parent="period-of-person",
        summary=SUMMARY,
    ),
    "period-of-person": PageConfig(
        title="Period log",
        menu_label="Period",
        description="The days you logged, and the days on which your next period may begin.",
        form_routes=("period",),
        table=TableConfig(
            columns={
                "Date": "date",
                "Flow": ("flow", label),
                "Symptoms": "symptoms",
                "Ovulation test": ("ovulationTest", label),
                "Stated length": ("cycleLength", count_days),
            },
            empty=f"Nothing is logged yet. {BEGIN}",
            record_path="period/{date}",
            kind="period",
        ),
        query=PageQuery,
    ),
    "period-cycles": PageConfig(
        title="Cycles",
        menu_label="Cycles",
        description="The length of each of your cycles, beside your usual range.",
        table=TableConfig(
            columns={
                "First day": "start",
                "Length": ("length", count_days),
                "Bleeding": ("period.bleedingDays", count_days),
                "Remarks": "flags",
            },
            empty=f"No period is logged yet. {BEGIN}",
            record_path="period/{start}",
        ),
        query=CyclesQuery,
    ),
    "period-predictions": PageConfig(
        title="Predictions",
        menu_label="Predictions",
        description="When your next period may begin, how likely each day is, and why.",
        front=front,
        summary={
            "Next period": "nextPeriod",
            "Confidence": ("nextPeriod.confidence", label),
            "Why there is no forecast": "nextPeriodReason",
            "Late": "late",
            "Probability that it came unlogged": ("late.forgotten", percent),
            "Day of the cycle": "currentCycle.day",
            "Phase": "currentCycle.phase",
            "Question": "currentCycle.question",
            "Ovulation": "ovulation",
            "Why there is no ovulation": "ovulationReason",
            "Fertile days": "fertileDays",
            "Later periods": "followingPeriods",
            "Based on": "basedOn",
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
    ),
}
