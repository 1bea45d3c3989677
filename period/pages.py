"""The pages of the period log, the cycles and the predictions."""

from collections.abc import Mapping
from typing import Any

from glowcycle.api.pagination import PageQuery
from glowcycle.web.humanize import NO_VALUE, Path, count_days, label
from glowcycle.web.page_config import FormConfig, PageConfig, TableConfig
from period.charts.stage_names import STAGE_NAMES
from period.forecast_pages import BEGIN, PREDICTIONS
from period.serializers import MAX_PAIN, CyclesQuery, DaySerializer
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
                "Stage of life": ("lifeStage", STAGE_NAMES.__getitem__),
                "Counted": ("excluded", lambda excluded: "no" if excluded else "yes"),
                "Remarks": "flags",
            },
            empty=f"No period is logged yet. {BEGIN}",
            record_path="period/{start}",
        ),
        query=CyclesQuery,
    ),
    "period-predictions": PREDICTIONS,
    **STAGE_PAGES,
}
