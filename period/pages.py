"""The pages of the period log, the cycles and the predictions."""

from collections.abc import Iterator, Mapping
from typing import Any

from glowcycle.api.pagination import PageQuery
from glowcycle.sentences import percent
from glowcycle.web.humanize import NO_VALUE, Path, count_days, humanize, label
from glowcycle.web.page_config import FormConfig, PageConfig, TableConfig
from period.serializers import MAX_PAIN, CyclesQuery, DaySerializer, ForecastQuery
from period.stage_pages import STAGE_PAGES

DAY = FormConfig(
    serializer=DaySerializer,
    button="Save day",
    labels={
        "ovulationTest": "Ovulation test",
        "pain": "Pain, 0 to 10",
        "startsPeriod": "Does your period begin on this day?",
        "temperature.celsius": "Waking temperature, in °C",
        "temperature.time": "Measured at",
        "temperature.excluded": "Do not count this temperature",
    },
    hints={
        "flow": "Choose none if you checked and saw no bleeding, and unspecified for bleeding of "
        "any strength.",
        "cycleLength": "How many days your cycles usually last, if you know it.",
        "mucus": "The most fertile that you saw: egg white is the most, dry the least.",
        "ovulationTest": "Low, high and peak are the words of a monitor.",
        "pain": "0 is none, 10 the worst that you can imagine.",
        "startsPeriod": "Only if you want to settle it yourself.",
        "temperature.celsius": "As the thermometer shows it, before you get up.",
        "temperature.time": "For example 06:40.",
        "temperature.excluded": "After a fever, alcohol or a short night.",
    },
    create_only=frozenset({"date"}),
    groups={
        "Signs and tests": ("temperature", "mucus", "ovulationTest", "pregnancyTest"),
        "More of this day": ("sex", "medication", "note", "startsPeriod", "cycleLength"),
    },
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


def _temperature(value: Mapping[str, Any]) -> str:
    """Return "36.55 °C at 06:40, not counted"."""
    time = f" at {value['time']}" if value["time"] else ""
    return f"{value['celsius']:.2f} °C{time}{', not counted' if value['excluded'] else ''}"


def _signs(day: Mapping[str, Any]) -> str:
    """Return the signs and tests of a day in a few words."""
    temperature, mucus = day["temperature"], day["mucus"]
    tests = {"ovulation": day["ovulationTest"], "pregnancy": day["pregnancyTest"]}
    words = [
        f"{temperature['celsius']:.2f} °C" if temperature else "",
        f"{label(mucus).lower()} mucus" if mucus else "",
        *(f"{name} test {result}" for name, result in tests.items() if result),
    ]
    return ", ".join(filter(None, words)) or NO_VALUE


SUMMARY: Mapping[str, Path] = {
    "Date": "date",
    "Flow": ("flow", label),
    "Your period begins": "startsPeriod",
    "Symptoms": "symptoms",
    "Pain": ("pain", lambda pain: f"{pain} of {MAX_PAIN}"),
    "Temperature": ("temperature", _temperature),
    "Mucus": ("mucus", label),
    "Ovulation test": ("ovulationTest", label),
    "Pregnancy test": ("pregnancyTest", label),
    "Sex": ("sex", label),
    "Medication": "medication",
    "Note": ("note", str),
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
                "Signs and tests": ("", _signs),
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
    **STAGE_PAGES,
}
