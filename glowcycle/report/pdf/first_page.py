"""Page one: who asks, the four numbers that a doctor looks for, what stands out, and a year.

Everything on it must fit; what may be long is cut here and stands whole in the appendices.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from glowcycle.api.languages import say, say_counted
from glowcycle.charts.layout import date_range, long_date, parse_day
from glowcycle.report.pdf import words
from glowcycle.report.pdf.sheet import QUIET, Sheet
from glowcycle.report.pdf.strip import draw_strip, strip_height
from glowcycle.report.pdf.tables import Column, Row, draw_table
from glowcycle.report.pdf.text_lines import at_most
from glowcycle.report.pdf.tiles import draw_tiles
from glowcycle.report.texts.amounts import labelled
from glowcycle.report.texts.figo import USUAL

Answer = Mapping[str, Any]

YEAR = 365
QUESTION_LINES, STAGES, ODD_FACTS, ODD_LINES = 3, 3, 3, 4
# How high the row of a month is at least, and at most.
LEAST_ROW, BEST_ROW = 2.6, 6.0


def draw_first_page(sheet: Sheet, answer: Answer) -> None:
    """Draw the whole page."""
    first, last = parse_day(answer["from"]), parse_day(answer["to"])
    sheet.heading(answer["title"], level=1)
    sheet.y -= 1
    sheet.paragraph(
        say(
            "{days}, as known on {today}",
            days=date_range(first=first, last=last, year=True),
            today=long_date(day=parse_day(answer["asOf"]), year=True),
        ),
        color=QUIET,
    )
    _draw_typed(sheet, answer["typed"])
    draw_tiles(sheet, answer)
    odd = answer["standsOut"][:ODD_FACTS]
    # A stage that stands out is told below, and not twice.
    _draw_stages(sheet, [one for one in answer["stages"] if one["text"] not in odd])
    sheet.heading(say("What stands out"), level=2)
    sheet.bullets(
        odd or [say("No finding by the rules of this report.")],
        size=9.5,
        bold=bool(odd),
        most_lines=ODD_LINES,
    )
    _draw_findings(sheet, answer["cycles"], is_part=(last - first).days > YEAR)
    _draw_year(sheet, answer["strip"], days=(first, last))


def question_is_cut(sheet: Sheet, question: str | None) -> bool:
    """Return whether page one has no room for the whole question."""
    return bool(question) and len(_question_lines(sheet, question or "")) > QUESTION_LINES


def _draw_typed(sheet: Sheet, typed: Answer) -> None:
    facts = [
        (say("Name"), typed["name"]),
        (say("Year of birth"), typed["birthYear"]),
        (say("Age at the first period"), typed["menarcheAge"]),
    ]
    known = [labelled(label, str(value)) for label, value in facts if value is not None]
    if known:
        sheet.paragraph(" · ".join(known), size=10.5, bold=True)
    if typed["question"]:
        lines = at_most(_question_lines(sheet, typed["question"]), QUESTION_LINES)
        with sheet.node("P", typed["question"]):
            sheet.style(9.5)
            sheet.draw_lines(lines, x=sheet.l_margin, size=9.5)
        sheet.y += 1


def _question_lines(sheet: Sheet, question: str) -> list[str]:
    text = say("Question: {question}", question=question)
    return sheet.lines(text, width=sheet.epw, size=9.5)


def _draw_stages(sheet: Sheet, stages: Sequence[Answer]) -> None:
    if not stages:
        return
    sheet.bullets([stage["text"] for stage in stages[:STAGES]], most_lines=1)
    if len(stages) > STAGES:
        more = len(stages) - STAGES
        sheet.paragraph(
            say_counted(
                "{count} more: see the appendix", "{count} more: see the appendix", count=more
            )
        )


def _draw_findings(sheet: Sheet, cycles: Answer, *, is_part: bool) -> None:
    """Draw FIGO's terms. They are about the last year, which `is_part` of a longer report."""
    title = say("Bleeding in the terms of FIGO")
    if is_part:
        title = say("Bleeding in the last year, in the terms of FIGO")
    sheet.heading(title, level=2)
    columns = [
        Column(say("Term"), 32),
        Column(say("Finding"), 20),
        Column(say("Measured"), 82),
    ]
    rows = [
        Row(
            [one["label"], words.finding(one["finding"]), one["text"]],
            is_marked=one["finding"] not in USUAL,
        )
        for one in cycles["figo"]
    ]
    draw_table(sheet, columns, rows)
    windows = cycles["windows"]
    newest = [window for window in windows if window["isWhole"]][-1:] or windows[-1:]
    if newest:
        sheet.bullets([window["text"] for window in newest], size=8.5, most_lines=3)


def _draw_year(sheet: Sheet, strip: Sequence[Answer], *, days: tuple[date, date]) -> None:
    """Draw the newest months, as high as the rest of the page allows."""
    months = sorted(strip, key=lambda shown: str(shown["month"]))[-12:]
    head = 11
    row = min(BEST_ROW, max(LEAST_ROW, (sheet.bottom - sheet.y - head - 9) / max(1, len(months))))
    sheet.heading(say("Bleeding by day"), level=2, room=strip_height(len(months), row))
    draw_strip(sheet, months, row=row, days=days)
