"""The forecast as a picture: what it says, the ribbon of days, and the key to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from glowcycle.api.renderers import markup
from glowcycle.charts.layout import Column, Line, Sheet, in_words, read_day
from period.charts import captions as words
from period.charts.forecast_timeline import Ribbon, compose_ribbon

NOTICE_GAP = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Sheet):
    """The whole sheet."""

    ribbon: Ribbon | None
    notice: list[Line]
    name: str = "forecast"


def draw_forecast(*, answer: Mapping[str, Any]) -> str:
    """Return the forecast, as /period/predictions gives it, as SVG."""
    return markup(template="period/forecast.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture's geometry. Without a running cycle there is no ribbon."""
    column, as_of = Column(), read_day(answer["asOf"])
    heading, *sentences = words.sentences(answer=answer)
    lines = column.set(text=heading, style="heading") + column.set_all(texts=sentences)
    ribbon = None
    meanings = []
    if answer["currentCycle"]:
        ribbon = compose_ribbon(answer=answer, top=column.edge)
        column.go_on_below(edge=ribbon.foot)
        meanings = [*words.key(answer=answer)]
    key = [column.entry(kind=kind, text=text) for kind, text in meanings]
    column.y += NOTICE_GAP
    notice = column.set(text=answer["notice"], style="note")
    return Picture(
        title=f"Forecast of the cycle, as of {in_words(day=as_of, year=True)}",
        description=" ".join([heading + ".", *sentences, *(text for _, text in meanings)]),
        height=column.y,
        lines=lines,
        ribbon=ribbon,
        key=key,
        notice=notice,
    )
