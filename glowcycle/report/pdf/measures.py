"""Ovulation, change before menses, what follows the cycle, and skin: a table each."""

from collections.abc import Mapping, Sequence
from typing import Any

from glowcycle.api.languages import say
from glowcycle.charts.layout import date_range, first_upper, parse_day
from glowcycle.report.pdf import words
from glowcycle.report.pdf.sheet import QUIET, Sheet
from glowcycle.report.pdf.tables import Column, Row, draw_table
from glowcycle.report.texts.skin import method_text

Answer = Mapping[str, Any]


def draw_ovulation(sheet: Sheet, ovulation: Answer) -> None:
    """Draw what she measured, cycle by cycle."""
    if not ovulation["cycles"]:
        return
    sheet.heading(say("Signs of ovulation"), level=2)
    sheet.paragraph(ovulation["text"])
    columns = [
        Column(say("Cycle from"), 24),
        Column(say("Positive tests"), 30),
        Column(say("Negative tests"), 18, is_number=True),
        Column(say("Temperatures"), 22, is_number=True),
        Column(say("Higher from"), 24),
        Column(say("Mucus peak"), 24),
    ]
    rows = [
        Row(
            [
                words.day(cycle["cycleStart"]),
                ", ".join(map(words.day, cycle["positiveTests"])) or words.NOTHING,
                words.number(cycle["negativeTests"]),
                words.number(cycle["temperatures"]),
                words.day(cycle["shift"]),
                words.day(cycle["mucusPeak"]),
            ]
        )
        for cycle in ovulation["cycles"]
    ]
    draw_table(sheet, columns, rows)


def draw_premenstrual(sheet: Sheet, premenstrual: Answer) -> None:
    """Draw how the week before menses differs from days 4 to 10 of the cycle."""
    changes = premenstrual["changes"]
    if not changes:
        return
    sheet.heading(say("Change before the period"), level=2)
    sheet.paragraph(premenstrual["text"])
    if not any(change["raised"] is not None for change in changes):
        return
    columns = [
        Column(say("What"), 30),
        Column(say("Cycles"), 15, is_number=True),
        Column(say("Cycles with the change"), 22, is_number=True),
        Column(say("Percent of the range used"), 24, is_number=True),
        Column(say("In words"), 89),
    ]
    rows = [
        Row(
            [
                change["label"],
                words.number(change["cycles"]),
                words.number(change["raised"]),
                words.number(change["percent"]),
                change["text"],
            ],
            is_marked=bool(change["raised"]) and change["raised"] >= change["needed"],
        )
        for change in changes
    ]
    draw_table(sheet, columns, rows)
    sheet.paragraph(premenstrual["notice"], color=QUIET)


def draw_insights(sheet: Sheet, insights: Sequence[Answer]) -> None:
    """Draw what was found to follow the cycle, and what was not."""
    if not insights:
        return
    sheet.heading(say("What follows the cycle"), level=2)
    columns = [Column(say("What"), 36), Column(say("In words"), 144)]
    draw_table(sheet, columns, [Row([*each]) for each in _told_once(insights)])


def _told_once(insights: Sequence[Answer]) -> list[tuple[str, str]]:
    """Return the names and the text of each verdict: what has the same text shares a row."""
    names: dict[str, list[str]] = {}
    for one in insights:
        names.setdefault(one["text"], []).append(one["label"])
    return [(", ".join(labels), text) for text, labels in names.items()]


def draw_skin(sheet: Sheet, skin: Sequence[Answer]) -> None:
    """Draw the scores of skin, a row for each metric and method."""
    if not skin:
        return
    sheet.heading(say("Skin, 0 to 100, higher is better"), level=2)
    columns = [
        Column(say("Metric"), 26),
        Column(say("Median"), 16, is_number=True),
        Column(say("Range"), 20, is_number=True),
        Column(say("Scans"), 14, is_number=True),
        Column(say("Days"), 56),
        Column(say("Method"), 48),
    ]
    rows = [
        Row(
            [
                one["label"],
                words.number(one["median"]),
                words.of_spread(one),
                words.number(one["scans"]),
                date_range(first=parse_day(one["first"]), last=parse_day(one["last"]), year=True),
                first_upper(text=method_text(one["source"], one["modelId"], one["promptVersion"])),
            ]
        )
        for one in skin
    ]
    draw_table(sheet, columns, rows)
