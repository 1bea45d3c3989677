"""All after page one: every period, window, complaint and number, and how each was obtained."""

from collections.abc import Mapping, Sequence
from itertools import dropwhile
from typing import Any

from glowcycle.api.languages import say
from glowcycle.charts.layout import parse_day
from glowcycle.report.pdf import words
from glowcycle.report.pdf.complaints import draw_complaints
from glowcycle.report.pdf.drawable import fallback_notice
from glowcycle.report.pdf.first_page import question_is_cut
from glowcycle.report.pdf.measures import (
    draw_insights,
    draw_ovulation,
    draw_premenstrual,
    draw_skin,
)
from glowcycle.report.pdf.sheet import QUIET, Sheet
from glowcycle.report.pdf.strip import draw_strip
from glowcycle.report.pdf.tables import Column, Row, draw_table
from glowcycle.report.texts.cycles import reason_text

Answer = Mapping[str, Any]

YEAR = 12
WINDOW_NUMBERS = (
    *("loggedDays", "bleedingDays", "spottingDays", "episodes", "longestEpisode", "longestGap"),
    "unscheduledDays",
)


def draw_appendices(sheet: Sheet, answer: Answer) -> None:
    """Draw what page one has no room for. A part without facts is not drawn."""
    sheet.add_page()
    if question_is_cut(sheet, answer["typed"]["question"]):
        sheet.heading(say("The whole question"), level=2)
        sheet.paragraph(answer["typed"]["question"])
    if answer["stages"]:
        sheet.heading(say("Stages of life and contraception"), level=2)
        sheet.bullets([stage["text"] for stage in answer["stages"]])
    _draw_cycles(sheet, answer["cycles"])
    _draw_other_bleeding(sheet, answer["cycles"]["otherBleeding"])
    _draw_windows(sheet, answer["cycles"]["windows"])
    _draw_earlier_months(sheet, answer)
    draw_complaints(sheet, answer["complaints"])
    draw_ovulation(sheet, answer["ovulation"])
    draw_premenstrual(sheet, answer["premenstrual"])
    draw_insights(sheet, answer["insights"])
    draw_skin(sheet, answer["skin"])
    _draw_methods(sheet, answer)


def _draw_cycles(sheet: Sheet, cycles: Answer) -> None:
    if not cycles["periods"]:
        return
    sheet.heading(say("Periods, the newest first"), level=2)
    for spread in (cycles["length"], cycles["bleeding"]):
        if spread is not None:
            sheet.paragraph(spread["text"])
    columns = [
        Column(say("First day"), 24),
        Column(say("Last day"), 24),
        Column(say("Days of bleeding"), 26, is_number=True),
        Column(say("Days to the next period"), 30, is_number=True),
        Column(say("Not counted because"), 76),
    ]
    rows = [
        Row(
            [
                words.day(period["start"]),
                words.day(period["end"]),
                words.number(period["bleedingDays"]),
                words.number(period["length"]),
                reason_text(period["leftOut"]) if period["leftOut"] else "",
            ]
        )
        for period in cycles["periods"]
    ]
    draw_table(sheet, columns, rows)


def _draw_other_bleeding(sheet: Sheet, bleeding: Sequence[Answer]) -> None:
    if not bleeding:
        return
    sheet.heading(say("Bleeding that is no period"), level=2)
    sheet.bullets([each["text"] for each in bleeding])


def _draw_windows(sheet: Sheet, windows: Sequence[Answer]) -> None:
    if not windows:
        return
    sheet.heading(say("Bleeding under hormonal contraception"), level=2)
    columns = [
        Column(say("First day"), 22),
        Column(say("Last day"), 22),
        *(Column(head, 18.5, is_number=True) for head in _window_heads()),
        Column(say("Finding"), 26),
    ]
    rows = [
        Row(
            [
                words.day(window["first"]),
                words.day(window["last"]),
                *(words.number(window[name]) for name in WINDOW_NUMBERS),
                words.window_finding(window["codes"], is_whole=window["isWhole"]),
            ],
            is_marked=bool(window["codes"]),
        )
        for window in windows
    ]
    draw_table(sheet, columns, rows, size=8)


def _window_heads() -> list[str]:
    return [
        say("Days logged"),
        say("Days of bleeding"),
        say("Days of spotting"),
        say("Episodes"),
        say("Longest episode"),
        say("Longest time without"),
        say("Days outside a pause"),
    ]


def _draw_earlier_months(sheet: Sheet, answer: Answer) -> None:
    """Draw the months before those of page one, from the first one with anything logged."""
    earlier = sorted(answer["strip"], key=lambda shown: str(shown["month"]))[:-YEAR]
    earlier = [*dropwhile(lambda shown: not any(shown["days"]), earlier)]
    if not earlier:
        return
    sheet.heading(say("The months before"), level=2, room=40)
    draw_strip(sheet, earlier, row=3.9, days=(parse_day(answer["from"]), parse_day(answer["to"])))


def _draw_methods(sheet: Sheet, answer: Answer) -> None:
    sheet.heading(say("What the log holds"), level=2)
    sheet.paragraph(answer["coverage"]["text"])
    sheet.heading(say("How each number was obtained"), level=2)
    for method in answer["methods"]:
        sheet.heading(method["title"], level=3, room=sheet.height_of(method["text"]) + 2)
        sheet.paragraph(method["text"])
    if sheet.has_fallback:
        sheet.paragraph(fallback_notice(), color=QUIET)
    sheet.paragraph(answer["notice"], bold=True)
