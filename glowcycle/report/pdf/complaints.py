"""Pain and symptoms by the day of the cycle, each as bars with their counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from glowcycle.api.languages import say
from glowcycle.report.pdf import words
from glowcycle.report.pdf.sheet import ACCENT, INK, QUIET, RULE, Sheet

Answer = Mapping[str, Any]

BARS, LABEL, COUNT = 11.0, 16.0, 2.6


def draw_complaints(sheet: Sheet, complaints: Sequence[Answer]) -> None:
    """Draw a picture of each."""
    if not complaints:
        return
    sheet.heading(say("Pain and symptoms by day of the cycle"), level=2, room=50)
    sheet.paragraph(
        say(
            "Day 1 is the first day of a period, day -1 the day before. Below each bar: how many "
            "cycles had it, of how many in which that day was logged."
        ),
        color=QUIET,
    )
    for complaint in complaints:
        _draw_complaint(sheet, complaint)


def _draw_complaint(sheet: Sheet, complaint: Answer) -> None:
    has_mean = any(day["mean"] is not None for day in complaint["byDay"])
    height = BARS + (4 if has_mean else 3) * COUNT + 1.5
    sheet.heading(complaint["label"], level=3, room=height + 8)
    sheet.paragraph(complaint["text"])
    if not complaint["byDay"]:
        return
    with sheet.figure(height=height, alt=_in_words(complaint)):
        _draw_bars(sheet, complaint["byDay"], has_mean=has_mean)


def _draw_bars(sheet: Sheet, counts: Sequence[Answer], *, has_mean: bool) -> None:
    left, floor = sheet.l_margin + LABEL, sheet.y + BARS
    column = min(8.0, (sheet.epw - LABEL) / len(counts))
    labels = [say("Day"), say("with it"), say("logged"), *([say("mean")] if has_mean else [])]
    sheet.style(6.2, color=QUIET)
    for index, label in enumerate(labels):
        sheet.put(label, x=sheet.l_margin, baseline=floor + (index + 1) * COUNT)
    sheet.set_draw_color(RULE)
    sheet.set_line_width(0.15)
    sheet.line(left, floor, left + column * len(counts), floor)
    sheet.set_fill_color(*ACCENT)
    for index, count in enumerate(counts):
        share = count["with"] / count["days"] if count["days"] else 0
        x = left + index * column
        if share:
            sheet.rect(x + 0.4, floor - BARS * share, column - 0.8, BARS * share, "F")
        texts = [str(_number(count["day"])), str(count["with"]), str(count["days"])]
        if has_mean:
            texts.append("" if count["mean"] is None else words.number(count["mean"]))
        for line, text in enumerate(texts):
            sheet.style(6, bold=line == 0, color=INK)
            gap = (column - sheet.width_of(text, 6, line == 0)) / 2
            sheet.put(text, x=x + gap, baseline=floor + (line + 1) * COUNT)


def _number(day: int) -> int:
    """Return the day as people count: the first day is 1, the day before it -1."""
    return day + 1 if day >= 0 else day


def _in_words(complaint: Answer) -> str:
    days = [
        say(
            "day {day}: {count} of {logged}",
            day=_number(one["day"]),
            count=one["with"],
            logged=one["days"],
        )
        for one in complaint["byDay"]
        if one["with"]
    ]
    return f"{complaint['label']}. {'; '.join(days)}."
