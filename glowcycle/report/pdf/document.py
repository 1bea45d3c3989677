"""The report of an answer, as the bytes of a PDF."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from glowcycle.api.languages import in_language
from glowcycle.charts.layout import date_range, parse_day
from glowcycle.report.pdf.appendices import draw_appendices
from glowcycle.report.pdf.first_page import draw_first_page
from glowcycle.report.pdf.sheet import Paper, Sheet

__all__ = ["Paper", "draw"]


def draw(answer: Mapping[str, Any], *, paper: Paper, language: str, made_at: datetime) -> bytes:
    """Return the PDF of a report's JSON answer: page one, then appendices.

    The same answer and `made_at` (aware) give the same bytes. Nothing but the answer is in it.
    """
    with in_language(language):
        days = date_range(first=parse_day(answer["from"]), last=parse_day(answer["to"]), year=True)
        foot = [answer["title"], answer["typed"]["name"], days]
        sheet = Sheet(
            paper=paper,
            language=language,
            title=f"{answer['title']}, {days}",
            foot=" · ".join(part for part in foot if part),
            made_at=made_at,
        )
        draw_first_page(sheet, answer)
        draw_appendices(sheet, answer)
        return bytes(sheet.output())
