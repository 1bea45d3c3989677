"""The scopes that show what she logged on each day: no more of a record than the scope names."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from glowcycle.charts.layout import decimal
from glowcycle.insights.phrases import METRIC_LABELS
from glowcycle.sentences import sentence
from glowcycle.sharing.sections.records import read_records
from glowcycle.sharing.sections.section import Part, Section, silent, table
from glowcycle.sharing.sections.words import (
    FLOWS,
    MUCUS,
    NOTHING,
    PREGNANCY_TESTS,
    SEX,
    SOURCES,
    TESTS,
    day_text,
    named,
    temperature_text,
    words_text,
)

_DAY: Final = sentence("Day")


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Part:
    return table((_DAY, *columns), rows) if rows else silent(NOTHING)


def _number(value: float | None) -> str:
    return "" if value is None else decimal(number=value)


def _draw_period(days: Sequence[Mapping[str, Any]]) -> Part:
    columns = (
        sentence("Bleeding"),
        sentence("Pain (0 to 10)"),
        sentence("Symptoms"),
        sentence("Temperature"),
        sentence("Cervical mucus"),
        sentence("Ovulation test"),
    )
    rows = [
        (
            day_text(day["date"]),
            named(FLOWS, day["flow"]),
            _number(day["pain"]),
            words_text(day["symptoms"]),
            temperature_text(day["temperature"]),
            named(MUCUS, day["mucus"]),
            named(TESTS, day["ovulationTest"]),
        )
        for day in days
    ]
    return _table(columns, rows)


def _draw_intimate(days: Sequence[Mapping[str, Any]]) -> Part:
    columns = (
        sentence("Sex"),
        sentence("Pregnancy test"),
        sentence("Medication"),
        sentence("Note"),
    )
    rows = [
        (
            day_text(day["date"]),
            named(SEX, day["sex"]),
            named(PREGNANCY_TESTS, day["pregnancyTest"]),
            words_text(day["medication"]),
            day["note"] or "",
        )
        for day in days
    ]
    return _table(columns, rows)


def _draw_moods(entries: Sequence[Mapping[str, Any]]) -> Part:
    rows = [
        (day_text(entry["date"]), entry["mood"] or "", _number(entry["energy"]))
        for entry in entries
    ]
    return _table((sentence("Mood"), sentence("Energy (0 to 100)")), rows)


def _draw_texts(entries: Sequence[Mapping[str, Any]]) -> Part:
    rows = [
        (day_text(entry["date"]), entry["text"] or "", words_text(entry["tags"]))
        for entry in entries
    ]
    return _table((sentence("Text"), sentence("Tags")), rows)


def _draw_scans(scans: Sequence[Mapping[str, Any]]) -> Part:
    rows = [
        (
            day_text(scan["date"]),
            *(_number(scan["metrics"][name]) for name in METRIC_LABELS),
            named(SOURCES, scan["source"]),
        )
        for scan in scans
    ]
    return _table((*METRIC_LABELS.values(), sentence("Measured by")), rows)


PERIOD: Final = Section(
    sentence("What was logged of each day"),
    _draw_period,
    partial(
        read_records,
        "period",
        ("flow", "symptoms", "pain", "temperature", "mucus", "ovulationTest"),
    ),
)
INTIMATE: Final = Section(
    sentence("Sex, pregnancy tests, medication and notes"),
    _draw_intimate,
    partial(read_records, "period", ("sex", "pregnancyTest", "medication", "note")),
)
JOURNAL_MOODS: Final = Section(
    sentence("Mood and energy"), _draw_moods, partial(read_records, "journal", ("mood", "energy"))
)
JOURNAL_TEXT: Final = Section(
    sentence("Journal"), _draw_texts, partial(read_records, "journal", ("text", "tags"))
)
SKIN_SCORES: Final = Section(
    sentence("Skin scores (0 to 100, higher is better)"),
    _draw_scans,
    partial(read_records, "skin", ("metrics",), beside=("source",)),
)
