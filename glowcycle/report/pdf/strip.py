"""The calendar strip: a row a month, a column a day, a bar as high as the flow.

The height tells the flow and the colour only repeats it, so that a copy in grey tells the same.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

from glowcycle.api.languages import say
from glowcycle.charts.layout import month_of
from glowcycle.report.pdf.sheet import INK, QUIET, SHADE, SMALL, Sheet
from glowcycle.report.pdf.words import month

LABEL, LONGEST = 20, 31
# The size of the legend's type, and the width of a colour with the gap behind it.
LEGEND, SWATCH = 6.5, 5.0
# Bleeding of a strength that she did not tell: an empty bar.
UNSPECIFIED: Final = "unspecified"
# The share of a row's height, and the colour.
BARS: Final[Mapping[str, tuple[float, tuple[int, int, int]]]] = {
    "spotting": (0.2, (214, 120, 140)),
    "light": (0.4, (196, 84, 108)),
    "medium": (0.7, (158, 44, 76)),
    "heavy": (1.0, (92, 10, 36)),
    UNSPECIFIED: (0.7, (92, 10, 36)),
}


def draw_strip(
    sheet: Sheet, months: Sequence[Mapping[str, Any]], *, row: float, days: tuple[date, date]
) -> None:
    """Draw the months, each `row` high, in pictures that fit their pages.

    Only `days`, the first and the last of the report, have a ground: others are not told of.
    """
    waiting = list(months)
    while waiting:
        sheet.ensure(4 + 3 * row)
        fitting = max(1, int((sheet.bottom - sheet.y - 9) / row))
        here, waiting = waiting[:fitting], waiting[fitting:]
        with sheet.figure(height=4 + len(here) * row + 5, alt=_in_words(here)):
            _draw_months(sheet, here, row, days)
        if waiting:
            sheet.add_page()


def strip_height(count: int, row: float) -> float:
    """Return the height of a picture of `count` months."""
    return 4 + count * row + 5


def _draw_months(
    sheet: Sheet, months: Sequence[Mapping[str, Any]], row: float, days: tuple[date, date]
) -> None:
    left, top = sheet.l_margin + LABEL, sheet.y
    column = (sheet.epw - LABEL) / LONGEST
    sheet.style(6, color=QUIET)
    for number in range(1, LONGEST + 1):
        middle = left + (number - 0.5) * column
        sheet.put(
            str(number), x=middle - sheet.width_of(str(number), 6, False) / 2, baseline=top + 3
        )
    sheet.style(SMALL, color=INK)
    for index, shown in enumerate(months):
        y = top + 4 + index * row
        sheet.style(SMALL, color=INK)
        sheet.put(sheet.clean(shown["label"]), x=sheet.l_margin, baseline=y + row / 2 + 0.9)
        first, last = _told(shown, days)
        sheet.set_fill_color(SHADE)
        sheet.rect(left + column * first, y + 0.3, column * (last - first), row - 0.6, "F")
        for number, mark in enumerate(shown["days"]):
            _draw_day(sheet, mark, x=left + number * column, y=y, width=column, row=row)
    _draw_legend(sheet, top + 4 + len(months) * row)


def _told(shown: Mapping[str, Any], days: tuple[date, date]) -> tuple[int, int]:
    """Return from and up to which day of the month the report tells, as a slice."""
    first, last = (int((day - month(shown["month"])).days) for day in days)
    return max(0, first), min(len(shown["days"]), last + 1)


def _draw_day(
    sheet: Sheet, mark: str | None, *, x: float, y: float, width: float, row: float
) -> None:
    if mark == "none":
        sheet.set_fill_color(QUIET)
        sheet.rect(x + width * 0.35, y + row - 0.75, width * 0.3, 0.25, "F")
    elif mark is not None:
        share, colour = BARS[mark]
        height = (row - 0.6) * share
        is_empty = mark == UNSPECIFIED
        sheet.set_fill_color(*((255, 255, 255) if is_empty else colour))
        sheet.set_draw_color(*colour)
        sheet.set_line_width(0.25)
        style = "DF" if is_empty else "F"
        sheet.rect(x + 0.3, y + row - 0.3 - height, width - 0.6, height, style)


def _draw_legend(sheet: Sheet, y: float) -> None:
    texts = {
        "spotting": say("spotting"),
        "light": say("light"),
        "medium": say("medium"),
        "heavy": say("heavy"),
        UNSPECIFIED: say("bleeding, strength not told"),
        "none": say("logged, no bleeding"),
        None: say("nothing logged"),
    }
    x = sheet.l_margin
    words = sum(sheet.width_of(text, LEGEND, False) for text in texts.values())
    gap = min(5.0, (sheet.epw - words - len(texts) * SWATCH) / (len(texts) - 1))
    for mark, text in texts.items():
        sheet.set_fill_color(SHADE)
        sheet.rect(x, y + 0.9, 4, 3, "F")
        _draw_day(sheet, mark, x=x, y=y + 0.6, width=4, row=3.6)
        sheet.style(LEGEND, color=QUIET)
        sheet.put(text, x=x + SWATCH, baseline=y + 3.4)
        x += SWATCH + sheet.width_of(text, LEGEND, False) + gap


def _in_words(months: Sequence[Mapping[str, Any]]) -> str:
    told = []
    for shown in months:
        bled = [n for n, mark in enumerate(shown["days"], 1) if mark in BARS]
        name = month_of(day=month(shown["month"]))
        if bled:
            told.append(say("{month}: bleeding on days {days}.", month=name, days=_runs(bled)))
        else:
            told.append(say("{month}: no bleeding logged.", month=name))
    return " ".join(told)


def _runs(numbers: Sequence[int]) -> str:
    starts = [b for a, b in pairwise([0, *numbers]) if b != a + 1 or a == 0]
    ends = [a for a, b in pairwise([*numbers, 99]) if b != a + 1]
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True))
